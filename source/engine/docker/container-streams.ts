import type { ContainerCalls } from '../engine.js';
import { chunksOf } from './chunks.js';
import { LogDecoder } from './lines.js';
import { toStats } from './map/stats.js';
import { streamMessages } from './ndjson.js';
import { encodeSeconds } from './query.js';
import { segment, type Wire } from './request.js';

type Streams = Pick<ContainerCalls, 'stats' | 'statsOnce' | 'logs'>;

/** What a container tells as long as one listens. */
export function containerStreams(wire: Wire): Streams {
	return {
		stats(id, { signal }) {
			const path = `/containers/${segment(id)}/stats`;
			return streamMessages(wire, { method: 'GET', path, query: { stream: true }, signal }, toStats);
		},
		async statsOnce(id, { signal }) {
			const path = `/containers/${segment(id)}/stats`;
			return toStats(await wire.json({ method: 'GET', path, query: { stream: '0' }, signal }));
		},
		async *logs(id, { follow, tail, since, until, tty }, { signal }) {
			const query = {
				follow,
				stdout: true,
				stderr: true,
				timestamps: true,
				tail: tail ?? 'all',
				since: encodeSeconds(since),
				until: encodeSeconds(until),
			};
			const answer = await wire.open({ method: 'GET', path: `/containers/${segment(id)}/logs`, query, signal });
			const decoder = new LogDecoder(tty);
			try {
				for await (const chunk of chunksOf(answer)) {
					const lines = decoder.push(chunk);
					if (lines.length > 0) yield lines;
				}
				const last = decoder.end();
				if (last.length > 0) yield last;
			} catch (error) {
				throw wire.failure(error, signal);
			} finally {
				answer.destroy();
			}
		},
	};
}
