import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyOutput } from '../../source/domain/progress/build-output.js';
import type { Modal } from '../../source/state/modals/modal.js';
import { outputViewport, settleModals, textViewport } from '../../source/state/modals/modal-scroll.js';
import { pushModal } from '../../source/state/modals/modals.js';
import type { State } from '../../source/state/state.js';
import type { Task } from '../../source/state/tasks/task.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';
import { dialogOf } from '../helpers/screen/dialog-of.js';

const sizes = [
	[40, 10],
	[60, 12],
	[80, 16],
	[80, 24],
	[100, 40],
	[120, 40],
	[200, 60],
] as const;

const outputLines = Array.from({ length: 150 }, (_, at) => `${at} ${'long output '.repeat(at % 7 === 0 ? 40 : 1)}`);
const build: Task = {
	id: 1,
	title: 'Build',
	command: ['docker', 'build', '.'],
	startedAt: 0,
	endedAt: 1000,
	status: 'failed',
	outcome: 'it did not work',
	progress: {
		kind: 'build',
		steps: {
			steps: [{ key: 'k', number: 1, name: 'RUN x', status: 'failed', output: { ...emptyOutput, lines: outputLines } }],
			output: emptyOutput,
		},
	},
};
const texts = Array.from({ length: 137 }, (_, at) => [{ text: `line ${at}` }]);

const opens: Readonly<Record<string, (state: State) => State>> = {
	'a text': state => pushModal(state, { kind: 'text', id: 900, title: 'Text', lines: texts, top: 0 }),
	'a short text': state => pushModal(state, { kind: 'text', id: 900, title: 'Text', lines: texts.slice(0, 3), top: 0 }),
	"a task's output": state =>
		pushModal({ ...state, tasks: [build] }, { kind: 'tasks', id: 900, index: 0, output: 'end' }),
};

const topOf = (app: Dashboard): Modal => {
	const modal = app.state().modals.at(-1);
	if (!modal) {
		throw new Error(app.text());
	}
	return modal;
};

/** Returns the rows of the modal's body as drawn, without its borders and scroll bar. */
const drawn = (app: Dashboard): readonly string[] =>
	dialogOf(app.state())
		.lines.slice(1, -1)
		.map(line => line.slice(1, -1).trimEnd());

const viewport = (app: Dashboard) => {
	const modal = topOf(app);
	const seen = modal.kind === 'text' ? textViewport(modal, app.state().size) : undefined;
	const output = modal.kind === 'tasks' ? outputViewport(modal, app.state()) : undefined;
	return seen ?? output!;
};

describe.each(Object.keys(opens))('%s', kind => {
	test.each(sizes)('scrolls at once in both directions, from any place, at %i×%i', async (columns, rows) => {
		const app = await openDashboard({ columns, rows });
		onTestFinished(() => app.close());
		app.runtime.store.update(opens[kind]!);
		const { last, height } = viewport(app);
		const at = async (...keys: string[]) => {
			await app.press(...keys);
			expect(settleModals(app.state())).toBe(app.state());
			return viewport(app).top;
		};
		expect(await at('G')).toBe(last);
		const atEnd = drawn(app);
		// One key scrolls one line: the old first row is now the second.
		expect(await at('k')).toBe(Math.max(0, last - 1));
		if (last > 0) {
			expect(drawn(app).slice(1)).toEqual(atEnd.slice(0, -1));
		}
		expect(await at('j')).toBe(last);
		expect(drawn(app)).toEqual(atEnd);
		expect(await at('j', 'j', 'j', 'end', 'pagedown', 'ctrl-d', 'space', 'down')).toBe(last);
		expect(await at('up')).toBe(Math.max(0, last - 1));
		for (const page of ['pageup', 'ctrl-u']) {
			await at('end');
			expect(await at(page)).toBe(Math.max(0, last - height));
		}
		expect(await at('g')).toBe(0);
		expect(await at('k', 'up', 'pageup', 'ctrl-u', 'home')).toBe(0);
		expect(await at('j')).toBe(Math.min(1, last));
		for (const page of ['pagedown', 'ctrl-d', 'space']) {
			await at('home');
			expect(await at(page)).toBe(Math.min(last, height));
		}
	});

	test('keeps its offset within the drawn rows when the window changes', async () => {
		const app = await openDashboard({ columns: 40, rows: 10 });
		onTestFinished(() => app.close());
		app.runtime.store.update(opens[kind]!);
		await app.press('G', 'k');
		for (const [columns, rows] of [...sizes, ...[...sizes].reverse()]) {
			app.runtime.resize({ columns, rows });
			expect(settleModals(app.state())).toBe(app.state());
			const before = viewport(app).top;
			await app.press('k');
			expect(viewport(app).top).toBe(Math.max(0, before - 1));
			await app.press('G', 'k');
		}
	});
});

describe.each([
	['the events', 'events'],
	['the command log', 'commands'],
] as const)('%s', (_, kind) => {
	test.each(sizes)('move the selection with every key at %i×%i', async (columns, rows) => {
		const app = await openDashboard({ columns, rows });
		onTestFinished(() => app.close());
		const event = { at: 0, type: 'container', action: 'start', id: 'x', attributes: { name: 'web' } };
		const entry = { id: 1, at: 0, command: ['docker', 'stop', 'x'], status: 'done' as const };
		app.runtime.store.update(state => ({
			...pushModal(state, { kind, id: 900, index: 0 }),
			events: Array.from({ length: 120 }, () => event as State['events'][number]),
			commands: Array.from({ length: 120 }, (_, id) => ({ ...entry, id }) as State['commands'][number]),
		}));
		const index = () => (topOf(app) as Modal & { index: number }).index;
		await app.press('G');
		expect(index()).toBe(119);
		await app.press('k');
		expect(index()).toBe(118);
		await app.press('j', 'j', 'pagedown', 'ctrl-d', 'k');
		expect(index()).toBe(118);
		await app.press('g', 'k', 'pageup', 'j');
		expect(index()).toBe(1);
		// The list has become shorter meanwhile.
		await app.press('G');
		app.runtime.store.update(state => ({
			...state,
			events: state.events.slice(0, 5),
			commands: state.commands.slice(0, 5),
		}));
		await app.press('k');
		expect(index()).toBe(3);
	});
});

test('the help scrolls by one line for the first key after its end, also in a window of 100×40', async () => {
	const app = await openDashboard({ columns: 100, rows: 40 });
	onTestFinished(() => app.close());
	await app.press('?', 'G');
	const before = drawn(app);
	await app.press('k');
	expect(drawn(app).slice(1)).toEqual(before.slice(0, -1));
});

test('a menu scrolls by pages with the keys of every list', async () => {
	const app = await openDashboard({ columns: 80, rows: 16 });
	onTestFinished(() => app.close());
	const items = Array.from({ length: 60 }, (_, at) => ({ id: `${at}`, label: `Item ${at}` }));
	app.runtime.store.update(state => pushModal(state, { kind: 'menu', id: 900, title: 'Menu', items, index: 0 }));
	const index = () => (topOf(app) as Modal & { index: number }).index;
	for (const [down, up] of [
		['pagedown', 'pageup'],
		['ctrl-d', 'ctrl-u'],
	] as const) {
		await app.press('g', down);
		expect(index()).toBe(drawn(app).length);
		await app.press(up);
		expect(index()).toBe(0);
		await app.press('G', up);
		expect(index()).toBe(59 - drawn(app).length);
	}
});
