import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareLines } from '../../source/domain/logs/merge.js';
import { shortNames } from '../../source/domain/logs/source-names.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../source/engine/errors.js';
import { mergedLog } from '../../source/state/logs/log-subject.js';
import type { Dashboard } from '../helpers/dashboard.js';
import { recorded } from '../runtime/recorded.js';
import { openAt, scratchFolder, toastsOf } from './flows/driving.js';

const namesIn = (app: Dashboard) => [...shortNames(app.state().logs.sources).values()].sort();
const hasLinesOf = (count: number) => (state: ReturnType<Dashboard['state']>) =>
	new Set([...state.logs.lines].map(({ source }) => source)).size >= count;

/** Opens the dashboard with two containers marked and their logs shown. */
async function marked(options: Parameters<typeof openAt>[2] = {}): Promise<Dashboard> {
	const app = await openAt('containers', '', options);
	await app.press('g', 'space', 'space', 'l');
	return app;
}

describe('l with marks', () => {
	test('is no longer shown when more containers are marked, whose lines it does not have', async () => {
		const app = await marked();
		const { selected } = app.state().panes.containers;
		await app.press('escape');
		expect(app.state().panes.containers.marks.size).toBe(2);
		await app.press('*');
		expect(app.state().panes.containers.marks.size).toBeGreaterThan(2);
		expect(app.state().panes.containers.selected).toBe(selected);
		await app.until(state => mergedLog(state) === undefined);
		await app.press('l');
		await app.until(state => mergedLog(state)?.containers.length === state.panes.containers.marks.size);
	});

	test('shows the logs of the marked containers as one, in the order of their stamps', async () => {
		const app = await marked();
		await app.until(hasLinesOf(2));
		const { lines, sources } = app.state().logs;
		expect(sources).toHaveLength(2);
		expect([...lines].sort(compareLines)).toEqual([...lines]);
		const [first] = namesIn(app);
		expect(app.text()).toContain('2 marked');
		expect(app.text()).toContain('2 sources');
		expect(app.text()).toMatch(new RegExp(`│.. ?${first} `));
	});

	test('returns to the log of the selected row when the marks are cleared', async () => {
		const app = await marked();
		await app.until(hasLinesOf(2));
		await app.press('escape', 'escape', 'l');
		await app.until(({ logs, panes }) => logs.container === panes.containers.selected && logs.lines.length > 0);
		expect(app.state().logs.sources).toEqual([]);
	});

	test('hides and shows containers one by one, and says how many are hidden', async () => {
		const app = await marked();
		await app.until(hasLinesOf(2));
		await app.press('o', 'enter');
		await app.press('escape');
		expect(app.text()).toContain('2 sources · 1 hidden');
		const { hidden } = app.state().logs;
		expect(hidden.size).toBe(1);
		await app.press('o', 'space', 'escape');
		expect(app.state().logs.hidden.size).toBe(0);
	});

	test('lists containers by name, and hides or shows all at once', async () => {
		const app = await openAt('containers', 'status=running');
		await app.press('*', 'l');
		await app.until(hasLinesOf(3));
		await app.press('o');
		const names = app.text().match(/(?<=\[x\] )\S+/g) ?? [];
		expect(names.length).toBeGreaterThan(5);
		expect(names).toEqual([...names].sort());
		await app.press('n');
		expect(app.state().logs.hidden.size).toBe(app.state().logs.sources.length);
		await app.press('escape', 'i');
		expect(app.text()).toContain('all containers are hidden, press o to show them');
		await app.press('i', 'i', 'o');
		await app.press('home', 'enter');
		expect(app.state().logs.hidden.size).toBe(app.state().logs.sources.length - 1);
		await app.press('a', 'escape');
		expect(app.state().logs.hidden.size).toBe(0);
	});

	test('saves the lines with the names of their containers', async () => {
		const folder = scratchFolder();
		const app = await marked({ cwd: folder });
		await app.until(hasLinesOf(2));
		await app.press('f', 's', 'ctrl-u');
		await app.type(path.join(folder, 'both.log'));
		await app.press('enter');
		await app.until(() => toastsOf(app).includes('Saved'));
		const saved = readFileSync(path.join(folder, 'both.log'), 'utf8').split('\n');
		for (const name of namesIn(app)) {
			expect(saved.some(line => line.startsWith(name) && line.includes(' | '))).toBe(true);
		}
	});

	/** The logs of two containers as one. The engine refuses to read that of the first. */
	async function withRefusal(error: EngineError): Promise<{ app: Dashboard; refused: string }> {
		const demo = createDemoEngine({ latency: 0 });
		let refused = '';
		const unreadable = async function* (...args: Parameters<typeof demo.containers.logs>) {
			if (args[0] === refused) {
				throw error;
			}
			yield* demo.containers.logs(...args);
		};
		const { engine } = recorded(demo, { 'containers.logs': unreadable });
		const app = await openAt('containers', '', { engine });
		await app.press('g');
		refused = app.state().panes.containers.selected ?? '';
		await app.press('space', 'space', 'l');
		return { app, refused };
	}
	const notesIn = (app: Dashboard) =>
		[...app.state().logs.lines].filter(({ isNote }) => isNote).map(({ text, source }) => [text, source]);

	test('has one line with the words of the engine for a log that cannot be read', async () => {
		const words = 'configured logging driver does not support reading';
		const { app, refused } = await withRefusal(new EngineError('server', words));
		await app.until(state => hasLinesOf(2)(state) && state.logs.sources.some(({ status }) => status === 'failed'));
		expect(notesIn(app)).toEqual([[`──── ${words} ────`, refused]]);
		expect(app.text()).toContain('1 failed');
	});

	test('has no such line for a container that is being removed', async () => {
		const words = 'can not get logs from container which is dead or marked for removal';
		const { app } = await withRefusal(new EngineError('conflict', words));
		await app.until(state => hasLinesOf(1)(state) && state.logs.sources.some(({ status }) => status === 'ended'));
		expect(notesIn(app)).toEqual([]);
	});
});

describe('the logs of all shown containers', () => {
	test('are opened from the palette', async () => {
		const app = await openAt('containers', 'status=running');
		await app.press(':');
		await app.type('logs of the');
		await app.press('enter');
		await app.until(hasLinesOf(3));
		expect(app.state().logs.sources.length).toBeGreaterThan(5);
		expect(app.text()).toMatch(/\d+ shown/);
	});
});

describe('l on a project or service', () => {
	test('shows the logs of all its containers', async () => {
		const app = await openAt('containers', '');
		await app.press('.', 'g', 'j', 'j', 'l');
		await app.until(hasLinesOf(2));
		expect(app.state().logs.container).toMatch(/^group:/);
		expect(app.text()).toMatch(/\d sources/);
	});
});
