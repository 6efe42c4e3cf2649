import { describe, expect, test } from 'vitest';
import { LineList } from '../../source/domain/logs/line-list.js';
import { LogReader } from '../../source/domain/logs/log-reader.js';
import { errorsOf, matchesOf, shownCount, shownLines } from '../../source/state/logs/log-lines.js';
import {
	nextError,
	openLog,
	scrollLog,
	searchLog,
	settleLog,
	stepError,
	stepMatch,
} from '../../source/state/logs/log-scroll.js';
import { changeLogSettings, logSettings } from '../../source/state/logs/log-settings.js';
import { appendLines, emptyLogView, type LogView } from '../../source/state/logs/log-view.js';
import type { State } from '../../source/state/state.js';
import fc from '../helpers/fast-check.js';
import { longId } from '../helpers/state/builders.js';
import { fleet } from '../helpers/state/fleet.js';
import { open } from '../helpers/state/state.js';

const read = (texts: readonly string[]) => {
	const reader = new LogReader();
	return texts.map(text => reader.line('stdout', '', text));
};
const block = (name: string) => [`ERROR ${name} failed`, '    at one (a.js:1)', '    at two (a.js:2)'];
const view = (texts: readonly string[], change: Partial<LogView> = {}): LogView => ({
	...emptyLogView,
	container: 'c',
	lines: LineList.of(read(texts)),
	...change,
});
const shown = (log: LogView) =>
	shownLines(log, 0, shownCount(log)).map(({ line, folded }) => (folded ? `${line.text} +${folded}` : line.text));
const withLog = (logs: LogView, rows = 10): State => ({
	...open(fleet(), 'logs', 'detail'),
	zoom: 'detail',
	size: { columns: 120, rows: rows + 5 },
	logs,
});

describe('the shown lines of a log', () => {
	const texts = ['INFO start', ...block('pay'), 'WARN slow', ...block('ship'), 'INFO end'];

	test('have stack traces folded under their head, unless they are unfolded or raw', () => {
		const folded = ['INFO start', 'ERROR pay failed +2', 'WARN slow', 'ERROR ship failed +2', 'INFO end'];
		expect(shown(view(texts))).toEqual(folded);
		expect(shown(view(texts, { unfolded: true }))).toEqual(texts);
		expect(shown(view(texts, { raw: true }))).toEqual(texts);
	});

	test('are those of a level with all that belongs to them', () => {
		expect(shown(view(texts, { levels: 'error' }))).toEqual(['ERROR pay failed +2', 'ERROR ship failed +2']);
		expect(shown(view(texts, { levels: 'warn', unfolded: true }))).toEqual([
			...block('pay'),
			'WARN slow',
			...block('ship'),
		]);
		expect(shown(view(['INFO x'], { levels: 'error' }))).toEqual([]);
	});

	test('have a trace open in which a search has found something', () => {
		const log = view(texts, { search: 'two' });
		expect(
			matchesOf(log)
				.slice()
				.map(({ number }) => number),
		).toEqual([3, 7]);
		expect(shown(log)).toEqual(texts);
		expect(shown({ ...log, filters: [{ text: 'two', mode: 'smart' }] })).toEqual([
			'    at two (a.js:2)',
			'    at two (a.js:2)',
		]);
	});

	test('fold a trace whose head has been dropped as lines of their own', () => {
		expect(shown(view(['    at one (a.js:1)', 'INFO x']))).toEqual(['    at one (a.js:1)', 'INFO x']);
	});

	test('are found by their sentence as well as by their raw text', () => {
		const log = view(['{"level":"error","msg":"pay","err":{"code":"E1"}}', 'plain']);
		for (const search of ['err.code=E1', '"code"', 'ERR pay']) {
			expect(
				matchesOf({ ...log, search })
					.slice()
					.map(({ number }) => number),
			).toEqual([0]);
		}
	});

	test('are the same for a search while lines arrive as for a search of all of them', () => {
		fc.assert(
			fc.property(fc.array(fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 6 }), { maxLength: 12 }), batches => {
				let log = view([], { search: 'a' });
				for (const batch of batches) {
					log = appendLines(log, read(batch), 10);
					matchesOf(log);
				}
				const all = [...log.lines].flatMap((line, index) => (line.text.includes('a') ? [log.dropped + index] : []));
				expect(
					matchesOf(log)
						.slice()
						.map(({ number }) => number),
				).toEqual(all);
			}),
		);
	});

	test('stay in place while lines arrive below folded ones', () => {
		const many = Array.from({ length: 30 }, (_, at) => block(`step ${at}`)).flat();
		const reading = scrollLog(withLog(view(many)), -12);
		const before = shownLines(reading.logs, 0, 999)[0];
		const later = settleLog({ ...reading, logs: appendLines(reading.logs, read(block('new')), 1000) });
		expect(later.logs.top).toBe(reading.logs.top);
		expect(shownLines(later.logs, 0, 999)[0]).toEqual(before);
	});
});

describe('errors', () => {
	const quiet = (count: number) => Array.from({ length: count }, (_, at) => `INFO line ${at}`);
	const log = withLog(view([...quiet(30), ...block('pay'), ...quiet(30), 'FATAL: gone', ...quiet(30)]));

	test('are gone to one after the other, around the ends', () => {
		expect(
			errorsOf(log.logs)
				.slice()
				.map(({ number }) => number),
		).toEqual([30, 63]);
		const last = stepError(log, -1);
		expect(last.logs).toMatchObject({ problem: 63, follow: false });
		expect(stepError(last, -1).logs.problem).toBe(30);
		expect(nextError(last, 1)).toEqual({ number: 30, isWrapped: true });
		expect(stepError(withLog(view(quiet(3))), 1).logs.follow).toBe(true);
	});

	test('are in the middle of the screen below folded lines', () => {
		const many = Array.from({ length: 40 }, (_, at) => block(`step ${at}`)).flat();
		const found = stepMatch(searchLog(withLog(view([...many, 'FATAL: gone', ...many])), 'gone'), 1);
		const position = shownLines(found.logs, 0, 999).findIndex(({ line }) => line.text === 'FATAL: gone');
		const top = shownLines(found.logs, 0, 999).findIndex(({ number }) => number === found.logs.top);
		expect(position - top).toBe(5);
	});
});

test('the settings of a log stay with its container when it is created anew', () => {
	const raw = changeLogSettings(fleet(), longId('web'), { raw: true });
	expect(openLog(raw, longId('web')).logs.raw).toBe(true);
	expect(openLog(raw, longId('db')).logs.raw).toBe(false);
	const web = raw.lists.containers.byKey.get(longId('web'))!;
	const again = { ...web, id: longId('again') };
	const items = [...raw.lists.containers.items.filter(({ id }) => id !== web.id), again];
	const containers = { ...raw.lists.containers, items, byKey: new Map(items.map(item => [item.id, item])) };
	expect(logSettings({ ...raw, lists: { ...raw.lists, containers } }, again.id)).toMatchObject({ raw: true });
});
