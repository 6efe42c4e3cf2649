import type { StatsSample } from '../../../domain/stats/stats.js';
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

/** Returns false if a sample has no earlier CPU time to compare with: Podman's single samples have none. */
const hasEarlierCpu = ({ cpu_stats: now, precpu_stats: before }: StatsSample): boolean =>
	(now.system_cpu_usage ?? 0) === 0 || (before.system_cpu_usage ?? 0) > 0;

/** Resolves to the second sample of a stream, which has the first one in it; to the best that came if the stream ends before. */
async function secondOf(stream: AsyncIterable<StatsSample>, first: StatsSample): Promise<StatsSample> {
	let best = first;
	let count = 0;
	for await (const sample of stream) {
		best = sample;
		count++;
		if (count === 2 || hasEarlierCpu(sample)) {
			break;
		}
	}
	return best;
}

/** The calls that stream from a container. */
export function containerStreams(wire: Wire): Streams {
	const statsTogether = createReadTogether(statistics);
	// The logs of several containers are merged without a wait for one that is read later.
	const logsTogether = createReadTogether(logLines);
	const stats: Streams['stats'] = (id, { signal }) => {
		const path = `/containers/${idPart(id)}/stats`;
		return streamMessages(wire, { method: 'GET', path, query: { stream: true }, signal }, toStats, statsTogether.join);
	};
	return {
		stats,
		async statsOnce(id, { signal }) {
			const path = `/containers/${idPart(id)}/stats`;
			const sample = toStats(objectAnswer(await wire.json({ method: 'GET', path, query: { stream: '0' }, signal })));
			return hasEarlierCpu(sample) ? sample : secondOf(stats(id, { signal }), sample);
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
			const leave = follow ? logsTogether.join(answer) : () => {};
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
