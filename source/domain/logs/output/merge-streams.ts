import type { LogLine } from '../log-line.js';
import { compareLines } from '../merge.js';

/** Lines are passed on in batches of at most this many. */
const maxBatch = 1000;

type Source = {
	readonly stream: AsyncIterator<readonly LogLine[]>;
	lines: readonly LogLine[];
	/** The index of the next line. */
	at: number;
};

/**
 * Merges streams of lines into one, in the order of `compareLines`; the lines of one stream keep their order. A stream is read only
 * when its lines are used up, so that a slow reader slows the engine down and no stream is held in memory. Rejects as a stream
 * does, and ends all streams when its reader stops.
 */
export async function* mergeStreams(
	streams: readonly AsyncIterable<readonly LogLine[]>[],
): AsyncGenerator<readonly LogLine[]> {
	const sources = streams.map((stream): Source => ({ stream: stream[Symbol.asyncIterator](), lines: [], at: 0 }));
	try {
		const isOpen = await Promise.all(sources.map(refill));
		const open = sources.filter((_, index) => isOpen[index]);
		let batch: LogLine[] = [];
		while (open.length > 0) {
			const [first, rival] = nearest(open);
			// The lines of one container up to the first one of another.
			do {
				batch.push(first.lines[first.at]!);
				first.at++;
			} while (
				first.at < first.lines.length &&
				batch.length < maxBatch &&
				(rival === undefined || compareLines(first.lines[first.at]!, rival) <= 0)
			);
			const isUsedUp = first.at === first.lines.length;
			if (isUsedUp || batch.length >= maxBatch) {
				yield batch;
				batch = [];
			}
			if (isUsedUp && !(await refill(first))) {
				open.splice(open.indexOf(first), 1);
			}
		}
	} finally {
		await Promise.allSettled(sources.map(({ stream }) => stream.return?.()));
	}
}

/** Resolves to false when the stream has ended. */
async function refill(source: Source): Promise<boolean> {
	source.at = 0;
	do {
		const { done, value } = await source.stream.next();
		if (done) {
			return false;
		}
		source.lines = value;
	} while (source.lines.length === 0);
	return true;
}

const headOf = ({ lines, at }: Source): LogLine => lines[at]!;

/** The source with the earliest line, and the earliest line of all others. */
function nearest(sources: readonly Source[]): readonly [Source, LogLine | undefined] {
	let first = sources[0]!;
	let rival: LogLine | undefined;
	for (const source of sources.slice(1)) {
		if (compareLines(headOf(source), headOf(first)) < 0) {
			rival = headOf(first);
			first = source;
		} else if (rival === undefined || compareLines(headOf(source), rival) < 0) {
			rival = headOf(source);
		}
	}
	return [first, rival];
}
