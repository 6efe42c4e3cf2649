import { LineList } from '../../../source/domain/logs/line-list.js';
import type { LogLine } from '../../../source/domain/logs/log-line.js';
import { emptyLogView, type LogView } from '../../../source/state/logs/log-view.js';

/** Lines of a web server's log, every fifth one an error with colours of its own. */
export const logLines = (count: number): readonly LogLine[] =>
	Array.from({ length: count }, (_, index) => ({
		stream: index % 7 === 0 ? 'stderr' : 'stdout',
		time: `2026-05-17T03:04:${String(index % 60).padStart(2, '0')}.123456789Z`,
		text:
			index % 5 === 0
				? `\x1b[31mERROR\x1b[0m payment service not reached after ${index} tries, giving up on order ${index * 1000}`
				: `GET /items/${index} 200 ${index * 3}ms`,
	}));

/** A change of a log, with its lines as an array. */
export type LogChange = Partial<Omit<LogView, 'lines'>> & { readonly lines?: readonly LogLine[] };

/** The log of a container while it is followed. */
export const log = (container: string, { lines = logLines(60), ...change }: LogChange = {}): LogView => ({
	...emptyLogView,
	container,
	status: 'streaming',
	lines: LineList.of(lines),
	dropped: 120,
	...change,
});
