import type { ProgressMessage } from '../../domain/progress/progress.js';
import { sanitize, sanitizeDeep } from '../../domain/text/sanitize.js';
import { EngineError, type EngineErrorKind } from '../errors.js';
import { streamMessages } from './http/ndjson.js';
import type { Request, Wire } from './http/request.js';
import { count, object, optionalText } from './map/values.js';

/** An error in a stream has a number: the exit code of a failed build step, or an HTTP status. */
type CodeMeaning = 'exit code' | 'status';

const statusKinds: Readonly<Record<number, EngineErrorKind>> = {
	401: 'unauthorized',
	403: 'forbidden',
	429: 'rate-limited',
};

/**
 * A message of a progress stream. Throws an EngineError with the registry's or builder's words when the message is an error;
 * its kind is `stream`, or follows from the HTTP status.
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
	const text = typeof detail.message === 'string' && detail.message ? detail.message : message.error;
	if (typeof text !== 'string' || text === '') {
		return;
	}
	const code = count(detail.code);
	const kind = meaning === 'status' ? (statusKinds[code] ?? 'stream') : 'stream';
	const exitCode = meaning === 'exit code' ? exitCodeOf(code, text) : undefined;
	const reason = meaning === 'exit code' ? withoutWrapping(text) : text;
	throw new EngineError(kind, sanitize(reason, { keepNewlines: true }).trim(), { cause: message, exitCode });
}

/** Before Docker 23.0, BuildKit wraps the reason in so many words that the reason does not fit on one line. */
function withoutWrapping(text: string): string {
	const wrapped =
		/^failed to solve(?: with frontend [\w.]+)?: (?:failed to create LLB definition: |rpc error: code = \w+ desc = )*/;
	return text.replace(wrapped, 'failed to solve: ');
}

/** BuildKit writes a step's exit code only into its sentence. */
function exitCodeOf(code: number, text: string): number | undefined {
	if (code !== 0) {
		return code;
	}
	const digits = /\bexit code: (\d+)\s*$/.exec(text)?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/** Sends a request about a registry or an archive and yields the progress messages of the answer. */
export function streamProgress(wire: Wire, request: Request): AsyncGenerator<ProgressMessage, void, undefined> {
	return streamMessages(wire, request, message => toProgress(message, 'status'));
}
