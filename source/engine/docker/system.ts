import type { IncomingHttpHeaders } from 'node:http';
import { loginCommand } from '../../domain/commands/login.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import type { Call, SystemCalls } from '../engine.js';
import { encodeRequest } from './http/encode-request.js';
import { streamMessages } from './http/ndjson.js';
import { encodeSeconds } from './http/query.js';
import { type Wire, workTimeoutMs } from './http/request.js';
import { toDiskUsage } from './map/disk-usage.js';
import { toHost } from './map/host.js';
import { count, dictionary, object, objectAnswer, optionalText, text } from './map/values.js';

/** The calls about the engine itself. */
export function systemCalls(wire: Wire): SystemCalls {
	const get = (path: string, { signal }: Call, timeoutMs?: number) =>
		wire.json({ method: 'GET', path, signal, timeoutMs });
	return {
		async ping({ signal }) {
			return { time: timeOf(await wire.head({ method: 'GET', path: '/_ping', signal })) };
		},
		async host(call) {
			const [info, version, builder] = await Promise.all([
				get('/info', call),
				get('/version', call),
				builderVersion(wire, call.signal),
			]);
			return toHost({
				info: objectAnswer(info),
				version: objectAnswer(version),
				builderVersion: builder,
				apiVersion: wire.client.apiVersion,
			});
		},
		async diskUsage(call) {
			return toDiskUsage(objectAnswer(await get('/system/df', call, workTimeoutMs)));
		},
		events({ signal, since, until, ready }) {
			const query = { since: encodeSeconds(since), until: encodeSeconds(until) };
			const request = { method: 'GET', path: '/events', query, signal } as const;
			return streamMessages(wire, request, toEvent, answer => void ready?.(timeOf(answer.headers)));
		},
		async login(credentials, { signal }) {
			const answer = object(
				await wire.json(encodeRequest(() => loginCommand.request(credentials), { signal, timeoutMs: workTimeoutMs })),
			);
			return { status: text(answer.Status), ...optionalText('identityToken', answer.IdentityToken) };
		},
	};
}

/** The engine's time in Unix milliseconds, from the `Date` header of an answer. */
function timeOf({ date }: IncomingHttpHeaders): number | undefined {
	const time = Date.parse(date ?? '');
	return Number.isNaN(time) ? undefined : time;
}

/** Pings; resolves to the `Builder-Version` header, undefined when the engine sends none. */
async function builderVersion(wire: Wire, signal: AbortSignal): Promise<string | undefined> {
	const headers = await wire.head({ method: 'GET', path: '/_ping', signal });
	const version = headers['builder-version'];
	return typeof version === 'string' ? version : undefined;
}

/** A message of `GET /events`. */
function toEvent(value: unknown): EngineEvent {
	const raw = object(value);
	const actor = object(raw.Actor);
	const nanoseconds = count(raw.timeNano);
	return {
		type: text(raw.Type),
		action: text(raw.Action) || text(raw.status),
		id: text(actor.ID) || text(raw.id),
		attributes: dictionary(actor.Attributes),
		...(nanoseconds > 0 && { timeNano: nanoseconds }),
		at: nanoseconds > 0 ? Math.floor(nanoseconds / 1e6) : count(raw.time) * 1000,
	};
}
