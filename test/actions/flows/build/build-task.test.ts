import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { BuildEvent } from '../../../../source/domain/progress/progress.js';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import type { Call, Engine } from '../../../../source/engine/engine.js';
import { EngineError } from '../../../../source/engine/errors.js';
import type { ListModal } from '../../../../source/state/modals/modal.js';
import { type Dashboard, openDashboard } from '../../../helpers/dashboard.js';

let app: Dashboard;
afterEach(() => app.close());

type Build = (call: Call) => AsyncIterable<BuildEvent>;

/** A dashboard whose engine builds as told, in the images pane, with a build started by keys. */
async function startBuild(build?: Build, keys: readonly string[] = [], env?: Record<string, string>): Promise<void> {
	const demo = createDemoEngine({ latency: 0 });
	const images = build ? { ...demo.images, build: (_: unknown, call: Call) => build(call) } : demo.images;
	const engine: Engine = { ...demo, images };
	app = await openDashboard({
		engine,
		env,
		files: { cwd: '/home/ada/shop', stat: async name => (name.endsWith('ockerfile') ? 'file' : 'folder') },
	});
	await app.press('2', 'b', ...keys, 'enter');
	await app.until(state => state.tasks.length === 1 && state.modals.at(-1)?.kind === 'tasks');
}

const task = () => app.state().tasks.at(-1)!;
const ended = () => app.until(() => task().status !== 'running');
const list = () => app.state().modals.at(-1) as ListModal;

/** Waits until the task is cancelled, as an engine's stream does. */
async function untilAborted(signal: AbortSignal): Promise<never> {
	signal.throwIfAborted();
	return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
const vertex = (name: string, change: object = {}): BuildEvent => ({
	kind: 'vertex',
	vertex: { digest: name, inputs: [], name, cached: false, startedAt: 1000, ...change },
});
const log = (name: string, text: string): BuildEvent => ({ kind: 'log', vertex: name, text });

describe('a build as a task', () => {
	test('shows the running step with its output, and cancels with c', async () => {
		let stopped = false;
		await startBuild(async function* ({ signal }) {
			try {
				yield { kind: 'upload', sent: 1_500_000, done: true };
				yield vertex('[1/2] FROM scratch', { completedAt: 1100 });
				yield vertex('[2/2] RUN make');
				yield log('[2/2] RUN make', 'cc -o app\nld ap');
				await untilAborted(signal);
			} finally {
				stopped = true;
			}
		});
		await app.untilText('ld ap');
		expect(app.text()).toMatch(/✓ +context +1\.5MB/);
		expect(app.text()).toMatch(/→ 2\/2 RUN make/);
		await app.press('c');
		await ended();
		expect(stopped).toBe(true);
		expect(task()).toMatchObject({ status: 'cancelled', outcome: 'cancelled' });
		expect(app.text()).toMatch(/· 2\/2 RUN make/);
		expect(app.state().toasts).toEqual([]);
	});

	test('fails with the engine’s words and keeps the last lines of the step that failed', async () => {
		const error = 'process "/bin/sh -c make" did not complete successfully: exit code: 2';
		await startBuild(async function* () {
			yield vertex('[2/3] RUN true', { error: 'context canceled', completedAt: 1200 });
			yield vertex('[3/3] RUN make');
			yield log('[3/3] RUN make', Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join(''));
			yield vertex('[3/3] RUN make', { error, completedAt: 1300 });
			throw new EngineError('stream', `failed to solve: ${error}`, { exitCode: 2 });
		});
		await ended();
		expect(task()).toMatchObject({ status: 'failed', outcome: `failed to solve: ${error}` });
		expect(task().tail).toEqual(Array.from({ length: 20 }, (_, line) => `line ${line + 10}`));
		expect(app.state().toasts.at(-1)?.text).toBe(`Build shop: failed to solve: ${error}`);
		await app.press('b');
		expect(app.state().modals.at(-1)).toMatchObject({
			kind: 'form',
			values: { context: '/home/ada/shop', tags: ['shop'] },
		});
	});

	test('shows the error in a Dockerfile with its line', async () => {
		const words = 'dockerfile parse error line 2: unknown instruction: FORM';
		await startBuild(async function* () {
			yield { kind: 'upload', sent: 300, done: true };
			throw new EngineError('bad-request', words);
		});
		await ended();
		expect(task()).toMatchObject({ status: 'failed', outcome: words, tail: [] });
		expect(app.text()).toContain(words);
	});

	test('selects the built image despite marks and filters, and opens the form to run it', async () => {
		await startBuild();
		await ended();
		await app.until(state => state.lists.images.items.some(image => image.tags.includes('shop:latest')));
		await app.press('escape', 'space', '/');
		await app.type('nothing is called so');
		await app.press('enter', 'T', 'r');
		const built = app.state().lists.images.items.find(image => image.tags.includes('shop:latest'));
		expect(app.state().panes.images).toMatchObject({ selected: built?.id, filter: '' });
		expect(app.state().panes.images.marks.size).toBe(0);
		expect(app.state().modals.map(modal => modal.kind)).not.toContain('tasks');
		const run = app.runtime.actions.some(action => action.id === 'image.run');
		expect(app.state().modals.length).toBe(run ? 1 : 0);
	});

	test('shows an image without a tag, too', async () => {
		await startBuild(undefined, ['down', 'down', 'ctrl-u']);
		await ended();
		expect(task().command).toEqual(['docker', 'build', '/home/ada/shop']);
		const { progress } = task();
		const id = progress.kind === 'build' ? progress.steps.imageId : undefined;
		await app.until(state => state.lists.images.byKey.has(id!));
		await app.press('r');
		expect(app.state().panes.images).toMatchObject({ selected: id, all: true });
	});
});

test('warns and builds without registry credentials when they cannot be read', async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-config-'));
	writeFileSync(path.join(folder, 'config.json'), '{');
	await startBuild(undefined, [], { DOCKER_CONFIG: folder });
	await ended();
	rmSync(folder, { recursive: true });
	expect(task().status).toBe('done');
	expect(
		app
			.state()
			.toasts.map(toast => toast.text)
			.join(),
	).toContain('Building without registry credentials');
});

test('a build can be cancelled while a credential helper does not answer', async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-config-'));
	writeFileSync(path.join(folder, 'config.json'), '{"credHelpers":{"registry.example.com":"plimsoll-slow"}}');
	const helper = path.join(folder, 'docker-credential-plimsoll-slow');
	writeFileSync(helper, '#!/bin/sh\nsleep 3\n', { mode: 0o755 });
	let asked = false;
	const build: Build = async function* () {
		asked = true;
		yield { kind: 'upload', sent: 1, done: true };
	};
	await startBuild(build, [], { DOCKER_CONFIG: folder, PATH: `${folder}:${process.env.PATH}` });
	await app.press('c');
	expect([task().status, asked]).toEqual(['cancelled', false]);
	rmSync(folder, { recursive: true });
});

describe('the list of tasks', () => {
	const chatty: Build = async function* ({ signal }) {
		yield vertex('[1/1] RUN seq 100');
		yield log('[1/1] RUN seq 100', Array.from({ length: 100 }, (_, line) => `<${line}>\n`).join(''));
		await untilAborted(signal);
	};

	test('shows all output on Enter, follows its end until it is scrolled, and goes back step by step', async () => {
		await startBuild(chatty);
		await app.untilText('<99>');
		expect(app.text()).not.toContain('<80>');
		await app.press('enter');
		expect(app.text()).toMatch(/<70>[\s\S]*<99>/);
		await app.press('g');
		expect(app.text()).toMatch(/\$ docker build[\s\S]*<20>/);
		expect(app.text()).not.toContain('<99>');
		await app.press('j', 'pagedown');
		expect(list().output).toBe(35);
		await app.press('G');
		expect(list().output).toBe('end');
		const shown = () =>
			app
				.screen()
				.filter(row => /<\d+>/.test(row))
				.map(row => /<\d+>/.exec(row)?.[0]);
		const atEnd = shown();
		await app.press('k');
		expect(shown().slice(1)).toEqual(atEnd.slice(0, -1));
		await app.press('j');
		expect([shown(), list().output]).toEqual([atEnd, 'end']);
		await app.press('k', 'escape');
		expect(list()).toMatchObject({ kind: 'tasks', output: undefined });
		await app.press('escape');
		expect(app.state().modals).toEqual([]);
		expect(task().status).toBe('running');
	});

	test('clears one or all ended tasks, and no running task', async () => {
		await startBuild(chatty);
		await app.press('d', 'D');
		expect(app.state().tasks.length).toBe(1);
		await app.press('c');
		await ended();
		await app.press('d');
		expect(app.state().tasks).toEqual([]);
		expect(app.text()).toContain('No tasks yet');
	});

	test('asks before it quits while a build runs, and then cancels the build', async () => {
		await startBuild(chatty);
		await app.press('escape', 'q');
		expect(app.text()).toContain('Quit while tasks are running?');
		await app.press('n');
		expect([app.left(), task().status]).toEqual([false, 'running']);
		await app.press('q', 'y');
		expect(app.left()).toBe(true);
		app.runtime.stop();
		await ended();
		expect(task().status).toBe('cancelled');
	});

	test('copies the command of a task', async () => {
		await startBuild(chatty);
		await app.press('y');
		expect(app.copied).toEqual(['docker build -t shop /home/ada/shop']);
	});
});
