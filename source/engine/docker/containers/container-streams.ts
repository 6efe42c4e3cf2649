import { createReadTogether } from '../../../platform/read-together.js';
import type { ContainerCalls } from '../../engine.js';
import { chunksOf } from '../http/chunks.js';
import { LogDecoder } from '../http/lines.js';
import { streamMessages } from '../http/ndjson.js';
import { idPart } from '../http/path-part.js';
import { encodeSeconds } from '../http/query.js';
import type { Wire } from '../http/request.js';
import { toStats } from '../map/stats.js';
import { objectAnswer } from '../map/values.js';

/** Batches the samples of many containers: the engine takes about 2.5 ms for each. */
const statistics = { delayMs: 150, burstBytes: Number.POSITIVE_INFINITY };
/** Batches single log lines, for less time than a user sees as a delay. */
const logLines = { delayMs: 56, burstBytes: 16 * 1024 };

type Streams = Pick<ContainerCalls, 'stats' | 'statsOnce' | 'logs'>;

/** The calls that stream from a container. */
export function containerStreams(wire: Wire): Streams {
	const together = createReadTogether(statistics);
	return {
		stats(id, { signal }) {
			const path = `/containers/${idPart(id)}/stats`;
			return streamMessages(wire, { method: 'GET', path, query: { stream: true }, signal }, toStats, together.join);
		},
		async statsOnce(id, { signal }) {
			const path = `/containers/${idPart(id)}/stats`;
			return toStats(objectAnswer(await wire.json({ method: 'GET', path, query: { stream: '0' }, signal })));
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
			const answer = await wire.open({ method: 'GET', path: `/containers/${idPart(id)}/logs`, query, signal });
			const decoder = new LogDecoder(tty);
			// The whole of a log comes as fast as the engine reads it.
			const leave = follow ? createReadTogether(logLines).join(answer) : () => {};
			try {
				for await (const chunk of chunksOf(answer)) {
					const complete = decoder.push(chunk);
					if (complete.length > 0) {
						yield complete;
					}
				}
				const last = decoder.end();
				if (last.length > 0) {
					yield last;
				}
			} catch (error) {
				throw wire.failure(error, signal);
			} finally {
				leave();
				answer.destroy();
			}
		},
	};
}
