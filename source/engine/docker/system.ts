import type { IncomingHttpHeaders } from 'node:http';
import { loginCommand } from '../../domain/commands/login.js';
import { apiAtLeast } from '../../domain/run/request/context.js';
import type { Call, SystemCalls } from '../engine.js';
import { encodeRequest } from './http/encode-request.js';
import { streamMessages } from './http/ndjson.js';
import { encodeSeconds } from './http/query.js';
import { type Wire, workTimeoutMs } from './http/request.js';
import { toDiskUsage } from './map/disk-usage.js';
import { toEvent } from './map/event.js';
import { toHost } from './map/host.js';
import { object, objectAnswer, optionalText, text } from './map/values.js';

/** The calls about the engine itself. */
export function systemCalls(wire: Wire): SystemCalls {
	const get = (path: string, { signal }: Call) => wire.json({ method: 'GET', path, signal });
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
			const request = { method: 'GET', path: '/system/df', signal: call.signal, timeoutMs: workTimeoutMs } as const;
			// From API 1.52 on, the engine lists the single items only when it is asked to.
			const query = { verbose: apiAtLeast(wire.client.apiVersion, '1.52') };
			return toDiskUsage(objectAnswer(await wire.json({ ...request, query })));
		},
		async *events({ signal, since, until, ready }) {
			const isPodman = wire.client.product === 'Podman';
			// Podman ends at `until` before it has read all events of the time before.
			const end = isPodman && until !== undefined ? { stream: 'false' } : { until: encodeSeconds(until) };
			const request = {
				method: 'GET',
				path: '/events',
				query: { since: encodeSeconds(since), ...end },
				signal,
			} as const;
			const events = streamMessages(wire, request, toEvent, answer => void ready?.(timeOf(answer.headers)));
			for await (const event of events) {
				if (!isPodman || until === undefined || event.at <= until * 1000) {
					yield event;
				}
			}
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
