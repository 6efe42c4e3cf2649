import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../source/domain/logs/log-line.js';
import { stampOf } from '../../source/domain/logs/log-note.js';
import { newSource, shortNames } from '../../source/domain/logs/source-names.js';
import type { EngineEvent } from '../../source/domain/nouns/events.js';
import { applyEvent } from '../../source/state/lists/events.js';
import { replaceItems } from '../../source/state/lists/listing.js';
import { noteMissed } from '../../source/state/logs/log-missed.js';
import { appendLines, emptyLogView, mergeIntoLog } from '../../source/state/logs/log-view.js';
import type { State } from '../../source/state/state.js';
import { container, exited, longId, now } from '../helpers/state/builders.js';
import { select, state } from '../helpers/state/state.js';

const labels = (service: string, number = '1') => ({
	'com.docker.compose.project': 'shop',
	'com.docker.compose.service': service,
	'com.docker.compose.container-number': number,
	'com.docker.compose.oneoff': 'False',
});
const web = container('shop-web-1', { labels: labels('web') });
const db = container('shop-db-1', { labels: labels('db') });
const newId = longId('new web');
const second = 1000;

const event = (seconds: number, action: string, id: string, attributes: Record<string, string> = {}): EngineEvent => ({
	type: 'container',
	action,
	id,
	at: now + seconds * second,
	attributes,
});
const line = (seconds: number, text: string, source?: string): LogLine => ({
	stream: 'stdout',
	time: stampOf(now + seconds * second),
	text,
	...(source === undefined ? {} : { source, stamp: stampOf(now + seconds * second) }),
});
const run = (from: State, ...events: readonly EngineEvent[]) => events.reduce(applyEvent, from);
const write = (from: State, ...lines: readonly LogLine[]): State => ({
	...from,
	logs: appendLines(from.logs, lines, 1000),
});
const merge = (from: State, ...lines: readonly LogLine[]): State => ({
	...from,
	logs: mergeIntoLog(from.logs, lines, 1000),
});
/** The texts of a log, its notes without their rule and time of day. */
const texts = ({ logs }: State) =>
	[...logs.lines].map(({ text }) => text.replace(/^──── | ────$/g, '').replace(/ \d\d:\d\d:\d\d/, ''));

/** The log of `shop-web-1`, in which a line was written. */
const single = (): State => {
	const at = select(state({ containers: [db, web] }), 'shop-web-1');
	return write({ ...at, logs: { ...emptyLogView, container: web.id } }, line(0, 'one'));
};
/** The merged log of both containers, with a line of each. */
const merged = (): State => {
	const at = state({ containers: [db, web] });
	const logs = { ...emptyLogView, container: 'group:shop', sources: [db, web].map(newSource) };
	return merge({ ...at, logs }, line(0, 'db one', db.id), line(1, 'web one', web.id));
};
const temporary = `${web.id.slice(0, 12)}_shop-web-1`;
/** The events of `docker compose up` for a changed service, in the order of a real engine. */
const recreation = [
	event(2, 'create', newId, {
		name: temporary,
		image: 'web:2',
		'com.docker.compose.replace': 'web-1',
		...labels('web'),
	}),
	event(3, 'kill', web.id, { signal: '15' }),
	event(4, 'die', web.id, { exitCode: '143' }),
	event(4, 'stop', web.id),
	event(5, 'destroy', web.id),
	event(6, 'rename', newId, { name: 'shop-web-1', oldName: `/${temporary}` }),
	event(7, 'start', newId),
];

describe('the log of a container', () => {
	test('are left out where newer lines are missing before them', () => {
		for (const from of [single(), merged()]) {
			const ended = { ...from, logs: { ...from.logs, status: 'more' as const } };
			expect(texts(run(ended, event(2, 'die', web.id, { exitCode: '1' })))).toEqual(texts(from));
		}
	});

	test('are one for a restart whose first line comes before its start event', () => {
		const ended = run(single(), event(1, 'die', web.id, { exitCode: '3' }));
		const restarted = run(write(ended, line(2, 'two')), event(3, 'start', web.id));
		expect(texts(restarted)).toEqual(['one', 'shop-web-1 restarted · exit 3', 'two']);
	});

	test('notes its end with the reason, and makes the note one of its restart', () => {
		const dead = run(single(), event(1, 'oom', web.id), event(2, 'die', web.id, { exitCode: '137' }));
		expect(texts(dead)).toEqual(['one', 'shop-web-1 stopped · exit 137, out of memory']);
		const again = write(run(dead, event(3, 'start', web.id)), line(4, 'two'));
		expect(texts(again)).toEqual(['one', 'shop-web-1 restarted · exit 137, out of memory', 'two']);
		const next = run(again, event(5, 'die', web.id, { exitCode: '1' }));
		expect(texts(next).at(-1)).toBe('shop-web-1 stopped · exit 1');
	});

	test('names the lack of memory also when its event comes last, and only for a kill', () => {
		const late = run(single(), event(2, 'die', web.id, { exitCode: '137' }), event(2, 'oom', web.id));
		expect(texts(late).at(-1)).toBe('shop-web-1 stopped · exit 137, out of memory');
		const other = run(single(), event(1, 'oom', web.id), event(2, 'die', web.id, { exitCode: '3' }));
		expect(texts(other).at(-1)).toBe('shop-web-1 stopped · exit 3');
	});

	test('has one note for a container that restarts again and again without a line', () => {
		const loop = [1, 2, 3].flatMap(at => [
			event(2 * at, 'die', web.id, { exitCode: '1' }),
			event(2 * at + 1, 'start', web.id),
		]);
		expect(texts(run(single(), ...loop))).toEqual(['one', 'shop-web-1 restarted 3 times, last · exit 1']);
	});

	test('has the lines of a run before its end, whenever they arrive', () => {
		const dead = run(single(), event(3, 'die', web.id, { exitCode: '0' }));
		const late = write(dead, line(1, 'last words'), line(2, 'bye'));
		expect(texts(late)).toEqual(['one', 'last words', 'bye', 'shop-web-1 stopped · exit 0']);
		expect(texts(write(late, line(5, 'new'))).at(-1)).toBe('new');
	});

	test('goes on in the container that compose creates in its place, with one note', () => {
		const after = write(run(single(), ...recreation), line(8, 'two'));
		expect(texts(after)).toEqual(['one', 'shop-web-1 recreated · exit 143, terminated (SIGTERM)', 'two']);
		expect(after.logs.container).toBe(newId);
		expect(after.logs.lines.at(1)?.note?.at).toBe(now + 7 * second);
	});

	test('goes on after `docker rm -f` and `docker run`, also if another log was open in between', () => {
		const gone = run(single(), event(2, 'die', web.id, { exitCode: '137' }), event(3, 'destroy', web.id));
		const other = write({ ...gone, logs: { ...emptyLogView, container: db.id } }, line(3, 'of the other'));
		const back = run(
			other,
			event(4, 'create', newId, { name: 'shop-web-1', image: 'web:2' }),
			event(5, 'start', newId),
		);
		expect(texts(back)).toEqual(['one', 'shop-web-1 recreated · exit 137, killed (SIGKILL)']);
		expect(back.logs.container).toBe(newId);
		expect(back.departedLog).toBeUndefined();
	});

	test('notes a rename by the user, and a start after it was opened', () => {
		const renamed = run(single(), event(2, 'rename', web.id, { name: 'front', oldName: '/shop-web-1' }));
		expect(texts(renamed)).toEqual(['one', 'shop-web-1 → front renamed']);
		const old = exited('old', 0);
		const stopped = select(state({ containers: [old, db] }), 'old');
		const opened = write({ ...stopped, logs: { ...emptyLogView, container: old.id } }, line(0, 'one'));
		expect(texts(run(opened, event(2, 'start', old.id)))).toEqual(['one', 'old started']);
	});

	test('stays empty while the container has written nothing', () => {
		const quiet = { ...single(), logs: { ...emptyLogView, container: web.id } };
		expect(texts(run(quiet, event(2, 'die', web.id, { exitCode: '1' }), event(3, 'start', web.id)))).toEqual([]);
	});

	test('has no notes about other containers', () => {
		const before = single();
		expect(run(before, event(2, 'die', db.id, { exitCode: '1' })).logs).toBe(before.logs);
	});
});

describe('a merged log', () => {
	test('notes the ends of its containers among the lines of the others', () => {
		const dead = merge(run(merged(), event(2, 'die', web.id, { exitCode: '1' })), line(3, 'db two', db.id));
		expect(texts(dead)).toEqual(['db one', 'web one', 'shop-web-1 stopped · exit 1', 'db two']);
		expect(dead.logs.lines.at(2)?.source).toBe(web.id);
		const again = run(dead, event(4, 'start', web.id));
		expect(texts(again)[2]).toBe('shop-web-1 restarted · exit 1');
	});

	test('keeps the name and the choice of a container that is created again', () => {
		const hidden = merged();
		const before = { ...hidden, logs: { ...hidden.logs, hidden: new Set([web.id]) } };
		const after = merge(run(before, ...recreation), line(8, 'web two', newId));
		expect(texts(after).slice(2)).toEqual(['shop-web-1 recreated · exit 143, terminated (SIGTERM)', 'web two']);
		const names = shortNames(after.logs.sources);
		expect([names.get(web.id), names.get(newId), names.get(db.id)]).toEqual(['web', 'web', 'db']);
		expect(after.logs.sources).toHaveLength(2);
		expect(after.logs.hidden).toEqual(new Set([web.id, newId]));
	});

	test.each([1900, 5000])(
		'has one note for a container whose successor is listed before its end is reported (the clock says %d ms)',
		clock => {
			const next = container('shop-web-1', { id: newId, labels: labels('web') });
			const listed = replaceItems({ ...merged(), now: now + clock }, 'containers', [db, next]);
			const after = run(
				listed,
				event(2, 'die', web.id, { exitCode: '137' }),
				event(2, 'destroy', web.id),
				event(5, 'create', newId, { name: 'shop-web-1', image: 'web:2' }),
				event(5, 'start', newId),
			);
			expect(texts(after)).toEqual(['db one', 'web one', 'shop-web-1 recreated · exit 137, killed (SIGKILL)']);
			expect(after.logs.lines.at(2)?.note?.at).toBe(now + 5 * second);
		},
	);

	test('has the time of the start in the note of a recreation, also if a line of the new run comes first', () => {
		const before = run(merged(), ...recreation.slice(0, -1));
		const written = merge(before, line(8, 'web two', newId));
		const after = run(written, ...recreation.slice(-1));
		expect(texts(after).slice(2)).toEqual(['shop-web-1 recreated · exit 143, terminated (SIGTERM)', 'web two']);
		expect(after.logs.lines.at(2)?.note?.at).toBe(recreation.at(-1)!.at);
	});

	test('keeps the lines of a container that is removed, and says that it has ended', () => {
		const less = run(merged(), event(2, 'die', web.id, { exitCode: '0' }), event(3, 'destroy', web.id));
		expect(texts(less)).toContain('web one');
		expect(less.logs.sources.map(({ name, status }) => [name, status])).toEqual([
			['shop-db-1', 'loading'],
			['shop-web-1', 'ended'],
		]);
	});
});

describe('an end that no event reported', () => {
	const ended = { ...web, state: 'exited' as const, status: 'Exited (137) 2 seconds ago' };
	const listed = (from: State, row: typeof web): State => noteMissed(from, replaceItems(from, 'containers', [db, row]));

	test('is noted when the list shows it, once', () => {
		const stopped = 'shop-web-1 stopped · exit 137, killed (SIGKILL)';
		const after = listed(single(), ended);
		expect(texts(after)).toEqual(['one', stopped]);
		expect(texts(listed(after, { ...ended }))).toEqual(['one', stopped]);
		expect(texts(listed(merged(), ended))).toEqual(['db one', 'web one', stopped]);
		expect(texts(listed(single(), { ...web }))).toEqual(['one']);
	});

	test('is corrected by the event, and a start by the next list', () => {
		const after = run(listed(single(), ended), event(3, 'die', web.id, { exitCode: '3' }));
		expect(texts(after)).toEqual(['one', 'shop-web-1 stopped · exit 3']);
		const again = listed(after, { ...web });
		expect(texts(again)).toEqual(['one', 'shop-web-1 restarted · exit 3']);
		expect(texts(run(again, event(4, 'start', web.id)))).toEqual(['one', 'shop-web-1 restarted · exit 3']);
	});
});
