import { createReadTogether } from '../../../platform/read-together.js';
import type { ContainerCalls } from '../../engine.js';
import { chunksOf } from '../http/chunks.js';
import { LogDecoder } from '../http/lines.js';
import { streamMessages } from '../http/ndjson.js';
import { idPart } from '../http/path-part.js';
import { encodeSeconds } from '../http/query.js';
import type { Wire } from '../http/request.js';
import { toStats } from '../map/stats.js';
import { described } from '../map/values.js';

/** Statistics of many containers wait for one another: the engine takes some 2.5 ms for each. Milliseconds, bytes. */
const statistics = { wait: 150, much: Number.POSITIVE_INFINITY };
/** Lines of a log that come one by one wait for one another, less than is seen as a delay. Milliseconds, bytes. */
const logLines = { wait: 56, much: 16 * 1024 };

type Streams = Pick<ContainerCalls, 'stats' | 'statsOnce' | 'logs'>;

/** What a container tells as long as one listens. */
export function containerStreams(wire: Wire): Streams {
	const together = createReadTogether(statistics);
	return {
		stats(id, { signal }) {
			const path = `/containers/${idPart(id)}/stats`;
			return streamMessages(wire, { method: 'GET', path, query: { stream: true }, signal }, toStats, together.join);
		},
		async statsOnce(id, { signal }) {
			const path = `/containers/${idPart(id)}/stats`;
			return toStats(described(await wire.json({ method: 'GET', path, query: { stream: '0' }, signal })));
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
			const leave = createReadTogether(logLines).join(answer);
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
