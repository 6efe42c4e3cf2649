import { LineList } from '../../../domain/logs/line-list.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import type { LogView } from '../../../state/logs/log-view.js';
import { linesOf } from './shown-log.js';

/** Lines are filtered together, this many or a few more. */
const groupSize = 5000;

/** The lines that the view would show if it had them all: its search, levels and hidden containers apply. */
export async function* filterLines(
	log: LogView,
	batches: AsyncIterable<readonly LogLine[]>,
): AsyncGenerator<readonly LogLine[]> {
	const shown = (lines: readonly LogLine[]) => linesOf({ ...log, lines: LineList.of(lines), dropped: 0 });
	let waiting: LogLine[] = [];
	for await (const batch of batches) {
		for (const line of batch) {
			waiting.push(line);
		}
		// The head of a stack trace decides for its lines, so they must not be divided.
		const end = waiting.length < groupSize ? 0 : waiting.findLastIndex(({ continues }) => !continues);
		if (end > 0) {
			yield shown(waiting.slice(0, end));
			waiting = waiting.slice(end);
		}
	}
	yield shown(waiting);
}
