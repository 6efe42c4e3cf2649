import { describe, expect, test } from 'vitest';
import { LineList } from '../../source/domain/logs/line-list.js';
import type { LogLine } from '../../source/domain/logs/log-line.js';
import { newSource } from '../../source/domain/logs/source-names.js';
import { replaceItems } from '../../source/state/lists/listing.js';
import { withPane } from '../../source/state/lists/selection.js';
import { errorsOf, matchesOf, shownCount, shownLines } from '../../source/state/logs/log-lines.js';
import { mergedLog } from '../../source/state/logs/log-subject.js';
import { emptyLogView, type LogView, mergeIntoLog, putSource } from '../../source/state/logs/log-view.js';
import type { State } from '../../source/state/state.js';
import { container } from '../helpers/state/builders.js';
import type { LogChange } from '../helpers/state/log.js';
import { state } from '../helpers/state/state.js';

const line = (source: string, at: number, text = `${source}${at}`, change: Partial<LogLine> = {}): LogLine => {
	const time = `2026-05-17T03:04:05.${String(at).padStart(9, '0')}Z`;
	return { stream: 'stdout', time, stamp: time, source, text, ...change };
};
const view = (lines: readonly LogLine[], change: Omit<LogChange, 'lines'> = {}): LogView => ({
	...emptyLogView,
	container: 'group:shop',
	lines: LineList.of(lines),
	...change,
});
const shown = (log: LogView) => shownLines(log, 0, shownCount(log)).map(each => each.line.text);
const at = ({ lines, dropped }: LogView, number: number | undefined) =>
	number === undefined ? undefined : lines.at(number - dropped)?.text;

describe('a merged log', () => {
	test('inserts late lines where they belong and keeps its place, its match and its error', () => {
		const before = view([line('a', 10), line('a', 20), line('a', 30)], { follow: false, top: 1, match: 1, problem: 2 });
		const after = mergeIntoLog(before, [line('b', 5), line('b', 25), line('b', 40)], 100);
		expect(shown(after)).toEqual(['b5', 'a10', 'a20', 'b25', 'a30', 'b40']);
		expect([after.top, after.match, after.problem].map(number => at(after, number))).toEqual(['a20', 'a20', 'a30']);
	});

	test('keeps its place while older lines of a noisy container are dropped around it', () => {
		const lines = Array.from({ length: 100 }, (_, index) => line(index === 10 ? 'quiet' : 'noisy', index * 10));
		const before = view(lines, { follow: false, top: 80 });
		const after = mergeIntoLog(before, [line('noisy', 2000), line('noisy', 2010)], 60);
		expect(shown(after)[0]).toBe('quiet100');
		expect(at(after, after.top)).toBe('noisy800');
		expect(after.dropped + after.lines.length).toBe(102);
	});

	test('moves its place to the next line when its own one is dropped', () => {
		const before = view([line('a', 1), line('a', 2), line('a', 3)], { follow: false, top: 0 });
		const after = mergeIntoLog(before, [line('a', 4)], 2);
		expect(at(after, after.top)).toBe('a3');
	});

	test('leaves out running containers beyond the streams that the engine’s line carries', () => {
		const stopped = container('z', { state: 'exited' });
		const all = [...['a', 'b', 'c', 'd'].map(name => container(name)), stopped];
		const ids = all.map(({ id }) => id);
		const marked = withPane(state({ containers: all }), 'containers', { marks: new Set(ids) });
		const { selected } = marked.panes.containers;
		const chosen: State = { ...marked, logChoice: { of: 'marks', key: 'chosen', filter: '', ids, selected } };
		const names = (one: State) => mergedLog(one)?.containers.map(({ name }) => name);
		expect(names(chosen)).toEqual(['a', 'b', 'c', 'd', 'z']);
		const few = { ...chosen, maxStreams: 2 };
		expect(names(few)).toEqual(['a', 'b', 'z']);
		expect(mergedLog(few)?.leftOut).toBe(2);
	});

	test('of marked containers stays when one of them is removed, which may come back', () => {
		const both = ['a', 'b'].map(name => container(name));
		const ids = both.map(({ id }) => id);
		const marked = withPane(state({ containers: both }), 'containers', { marks: new Set(ids) });
		const selected = marked.panes.containers.selected;
		const chosen: State = { ...marked, logChoice: { of: 'marks', key: 'chosen', filter: '', ids, selected } };
		expect(mergedLog(chosen)?.containers).toHaveLength(2);
		const left = replaceItems(chosen, 'containers', both.slice(0, 1));
		expect(mergedLog({ ...left, logChoice: chosen.logChoice })?.key).toBe('chosen');
	});

	test('hides the lines, matches and errors of hidden sources', () => {
		const lines = [line('a', 1, 'ERROR: one'), line('b', 2, 'ERROR: two'), line('a', 3, 'fine')];
		const log = view(lines, { search: 'ERROR', hidden: new Set(['a']) });
		expect(shown(log)).toEqual(['ERROR: two']);
		expect(
			matchesOf(log)
				.slice()
				.map(each => each.line.text),
		).toEqual(['ERROR: two']);
		expect(
			errorsOf(log)
				.slice()
				.map(each => each.line.text),
		).toEqual(['ERROR: two']);
	});

	test('folds the lines of a stack trace under the head of their own container', () => {
		const log = view([
			line('a', 1, 'failed'),
			line('b', 2, 'served'),
			line('a', 3, '    at pay (a.js:1)', { continues: true }),
		]);
		expect(shownLines(log, 0, 2).map(each => [each.line.text, each.folded ?? 0])).toEqual([
			['failed', 1],
			['served', 0],
		]);
	});

	test('is open while one source is, has ended with the last, and keeps the sources that have ended', () => {
		const [a, b] = [newSource(container('a')), newSource(container('b'))];
		const both = putSource(putSource(view([]), { ...a, status: 'ended' }), { ...b, status: 'streaming' });
		expect(both.status).toBe('streaming');
		const ended = putSource(both, { ...b, status: 'ended' });
		expect(ended).toMatchObject({ status: 'ended', sources: [{ id: a.id }, { id: b.id }] });
		expect(putSource(view([]), { ...a, status: 'failed' }).status).toBe('failed');
	});
});
