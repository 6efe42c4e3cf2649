import type { BuildEvent } from '../../progress/progress.js';
import { numberAt, objectsAt, type Raw, textAt } from '../../run/inspect/raw.js';

/** A message of `docker compose --progress json`, or a line of an older compose. */
export type UpMessage =
	/** A container, network, volume or image at work: `Container shop-db-1` `Starting`. Bytes; 0 when unknown. */
	| {
			readonly kind: 'step';
			readonly id: string;
			readonly status: string;
			readonly parent: string;
			readonly current: number;
			readonly total: number;
	  }
	| { readonly kind: 'build'; readonly event: BuildEvent }
	| { readonly kind: 'warning'; readonly text: string }
	| { readonly kind: 'error'; readonly text: string }
	| { readonly kind: 'line'; readonly text: string };

/** Reads one line of compose's output. `decode` reads base64, in which BuildKit writes the output of its steps. */
export function readMessage(line: string, decode: (base64: string) => string): readonly UpMessage[] {
	const json = line.startsWith('{') ? parse(line) : undefined;
	if (json !== undefined) {
		return fromJson(json, decode) ?? [{ kind: 'line', text: line }];
	}
	const [, id, status] = /^ *((?:Container|Network|Volume|Image) \S+) +(\S.*?) *$/.exec(line) ?? [];
	if (id !== undefined && status !== undefined) {
		return [{ kind: 'step', id, status, parent: '', current: 0, total: 0 }];
	}
	return line.trim() === '' ? [] : [{ kind: 'line', text: line }];
}

function parse(line: string): Raw | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'object' && value !== null ? (value as Raw) : undefined;
	} catch {
		return undefined;
	}
}

/** Source: docker/compose pkg/progress/json.go; moby/buildkit client.SolveStatus. Undefined for JSON of another kind. */
function fromJson(json: Raw, decode: (base64: string) => string): readonly UpMessage[] | undefined {
	if (json.error === true) {
		return [{ kind: 'error', text: textAt(json, 'message') }];
	}
	if (textAt(json, 'level') !== '' && textAt(json, 'msg') !== '') {
		return [{ kind: textAt(json, 'level') === 'warning' ? 'warning' : 'line', text: textAt(json, 'msg') }];
	}
	if ('vertexes' in json || 'statuses' in json || 'logs' in json) {
		return buildEvents(json, decode).map(event => ({ kind: 'build', event }));
	}
	const id = textAt(json, 'id');
	if (id === '') {
		return undefined;
	}
	// A failed pull has `Error` as its text and the reason as its status.
	const [text, state] = [textAt(json, 'text'), textAt(json, 'status')];
	const status = text === 'Error' ? `Error ${state}` : state || text;
	const [parent, current, total] = [textAt(json, 'parent_id'), numberAt(json, 'current'), numberAt(json, 'total')];
	return [{ kind: 'step', id, status, parent, current, total }];
}

function buildEvents(json: Raw, decode: (base64: string) => string): readonly BuildEvent[] {
	const time = (raw: Raw, key: string) => {
		const at = Date.parse(textAt(raw, key));
		return Number.isNaN(at) ? {} : { [key === 'started' ? 'startedAt' : 'completedAt']: at };
	};
	return [
		...objectsAt(json, 'vertexes').map(
			(vertex): BuildEvent => ({
				kind: 'vertex',
				vertex: {
					digest: textAt(vertex, 'digest'),
					inputs: [],
					name: textAt(vertex, 'name'),
					cached: vertex.cached === true,
					...time(vertex, 'started'),
					...time(vertex, 'completed'),
					...(textAt(vertex, 'error') !== '' && { error: textAt(vertex, 'error') }),
				},
			}),
		),
		...objectsAt(json, 'statuses')
			.filter(status => numberAt(status, 'total') > 0)
			.map(
				(status): BuildEvent => ({
					kind: 'status',
					vertex: textAt(status, 'vertex'),
					id: textAt(status, 'id'),
					current: numberAt(status, 'current'),
					total: numberAt(status, 'total'),
				}),
			),
		...objectsAt(json, 'logs').map(
			(log): BuildEvent => ({ kind: 'log', vertex: textAt(log, 'vertex'), text: decode(textAt(log, 'data')) }),
		),
	];
}
