import type { ProgressMessage } from '../../domain/progress/progress.js';
import { sanitize, sanitizeDeep } from '../../domain/text/sanitize.js';
import { EngineError, type EngineErrorKind } from '../errors.js';
import { streamMessages } from './http/ndjson.js';
import type { Request, Wire } from './http/request.js';
import { count, object, optionalText } from './map/values.js';

/** What the number of an error in a stream means: the exit code of a failed build step, or an HTTP status. */
export type CodeMeaning = 'exit code' | 'status';

const statusKinds: Readonly<Record<number, EngineErrorKind>> = {
	401: 'unauthorized',
	403: 'forbidden',
	429: 'rate-limited',
};

/**
 * A message of a progress stream. Throws an EngineError with the registry's or builder's words when the message is an error:
 * of kind `stream`, unless its code says more.
 */
export function toProgress(raw: unknown, code: CodeMeaning): ProgressMessage {
	const message = object(raw);
	throwError(message, code);
	const progress = object(message.progressDetail);
	const aux = object(message.aux);
	return {
		...optionalText('id', message.id),
		...optionalText('status', message.status),
		...(typeof progress.current === 'number' && { current: progress.current }),
		...(typeof progress.total === 'number' && { total: progress.total }),
		...(typeof message.stream === 'string' && { stream: sanitize(message.stream, { keepNewlines: true }) }),
		...(Object.keys(aux).length > 0 && { aux: sanitizeDeep(aux) as Record<string, unknown> }),
	};
}

function throwError(message: Record<string, unknown>, meaning: CodeMeaning): void {
	const detail = object(message.errorDetail);
	const words = typeof detail.message === 'string' && detail.message ? detail.message : message.error;
	if (typeof words !== 'string' || words === '') {
		return;
	}
	const code = count(detail.code);
	const kind = meaning === 'status' ? (statusKinds[code] ?? 'stream') : 'stream';
	const exitCode = meaning === 'exit code' ? exitCodeOf(code, words) : undefined;
	const told = meaning === 'exit code' ? asToday(words) : words;
	throw new EngineError(kind, sanitize(told, { keepNewlines: true }).trim(), { cause: message, exitCode });
}

/** A BuildKit of before 23.0 wraps the reason in so many words that one line has no room for it; later ones say it like this. */
function asToday(words: string): string {
	const wrapped =
		/^failed to solve(?: with frontend [\w.]+)?: (?:failed to create LLB definition: |rpc error: code = \w+ desc = )*/;
	return words.replace(wrapped, 'failed to solve: ');
}

/** BuildKit tells a step's exit code in its sentence only. */
function exitCodeOf(code: number, words: string): number | undefined {
	if (code !== 0) {
		return code;
	}
	const told = /\bexit code: (\d+)\s*$/.exec(words)?.[1];
	return told === undefined ? undefined : Number(told);
}

/** The progress messages that answer a request about a registry or an archive. */
export function streamProgress(wire: Wire, request: Request): AsyncGenerator<ProgressMessage, void, undefined> {
	return streamMessages(wire, request, message => toProgress(message, 'status'));
}
