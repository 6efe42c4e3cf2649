import { describe, expect, onTestFinished, test } from 'vitest';
import { LineList } from '../../source/domain/logs/line-list.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { sleep } from '../../source/runtime/clock.js';
import type { State } from '../../source/state/state.js';
import { keyNames } from '../../source/terminal/keys.js';
import { type Compositor, createCompositor } from '../../source/ui/drawing/compositor.js';
import type { Layer } from '../../source/ui/drawing/layer.js';
import { createScreen } from '../../source/ui/drawing/screen.js';
import { unicodeGlyphs } from '../../source/ui/glyphs.js';
import { mount } from '../../source/ui/mount.js';
import { createSurfaces } from '../../source/ui/surfaces.js';
import { defaultPalette } from '../../source/ui/theme.js';
import { openDashboard } from '../helpers/dashboard.js';
import { createDrawnScreen } from '../helpers/screen/drawn-screen.js';
import { FakeStdin, FakeStdout } from '../helpers/screen/fake-streams.js';
import { createTestTerminal } from '../helpers/screen/test-terminal.js';
import { fakeClock } from '../runtime/fake-clock.js';

const size = { columns: 100, rows: 30 };
const ESC = '\x1b';

/** The methods of a compositor as functions. */
const boundTo = (compositor: Compositor): Compositor => ({
	setBase: frame => compositor.setBase(frame),
	setBaseTop: top => compositor.setBaseTop(top),
	setLayer: layer => compositor.setLayer(layer),
	removeLayer: id => compositor.removeLayer(id),
	setCursor: cell => compositor.setCursor(cell),
	setPalette: palette => compositor.setPalette(palette),
	resize: next => compositor.resize(next),
	forget: () => compositor.forget(),
	paint: () => compositor.paint(),
	requestPaint: () => compositor.requestPaint(),
	pause: () => compositor.pause(),
	resume: () => compositor.resume(),
	get size() {
		return compositor.size;
	},
	get counters() {
		return compositor.counters;
	},
});

/** Starts the dashboard as on a terminal: the screen first, then Ink, with keys through stdin. */
async function openApp() {
	// The clock stands still, so that only keys change the screen.
	const time = fakeClock();
	const engine = createDemoEngine({
		latency: 0,
		clock: { now: time.clock.now, sleep: (ms, signal) => sleep(time.clock, ms, signal) },
	});
	const opening = openDashboard({ ...size, engine, clock: time.clock });
	await time.pass(5000);
	const dashboard = await opening;
	const { runtime } = dashboard;
	const terminal = createTestTerminal(size);
	const writes: string[] = [];
	let commits = 0;
	const compositor = createCompositor(
		{
			write(text) {
				writes.push(text);
				terminal.write(text);
			},
		},
		size,
	);
	const layers = new Map<string, Layer>();
	const surfaces = createSurfaces(unicodeGlyphs, runtime.actions);
	const screen = createScreen<State>({
		compositor: {
			...boundTo(compositor),
			setLayer(layer) {
				layers.set(layer.id, layer);
				compositor.setLayer(layer);
			},
		},
		store: runtime.store,
		surfaces: Object.values(surfaces),
		frameIntervalMs: 0,
	});
	screen.draw();
	const first = writes.length;
	const frames: string[] = [];
	const setBase = (frame: string) => {
		commits++;
		frames.push(frame);
		screen.ink.setBase(frame);
	};
	const stdin = new FakeStdin();
	const stdout = new FakeStdout(size.columns, size.rows);
	const ink = mount({
		store: runtime.store,
		surfaces,
		glyphs: unicodeGlyphs,
		palette: () => defaultPalette,
		screen: { ...screen, ink: { ...screen.ink, setBase } },
		stdin: stdin as unknown as NodeJS.ReadStream,
		stdout: stdout as unknown as NodeJS.WriteStream,
		onInput(input, key) {
			screen.hurry();
			for (const name of keyNames(input, key)) {
				runtime.key(name);
			}
		},
		onPaste: runtime.paste,
		onReady() {},
	});
	const settle = () => time.pass(0);
	await settle();
	onTestFinished(() => {
		screen.stop();
		ink.unmount();
		dashboard.close();
	});
	return {
		...dashboard,
		compositor,
		/** Numbers of writes before Ink started and after. */
		writesOfInk: () => writes.length - first,
		/** Presses a key; resolves to the number of React's commits and of writes that it caused. */
		async pressed(chunk: string) {
			const before = { commits, writes: writes.length };
			if (chunk === ESC) {
				// Ink waits for the rest of a sequence after a lone Esc.
				screen.hurry();
				runtime.key('escape');
			} else {
				stdin.press(chunk);
			}
			await settle();
			return { commits: commits - before.commits, writes: writes.slice(before.writes) };
		},
		async updated(transition: (state: State) => State) {
			const before = commits;
			runtime.store.update(transition);
			await settle();
			return commits - before;
		},
		/** Changes the window; resolves to the writes that it took. */
		async resized(next: typeof size) {
			const before = writes.length;
			Object.assign(stdout, next);
			terminal.resize(next);
			compositor.resize(next);
			runtime.resize(next);
			screen.ink.requestPaint();
			stdout.emit('resize');
			await settle();
			return writes.slice(before);
		},
		/** The frames that Ink has made. */
		frames,
		/** The spans of a dialog's rows: the same objects are not drawn anew. */
		dialogRows: () =>
			[...layers.values()]
				.filter(({ id }) => id.startsWith('dialog '))
				.flatMap(({ lines }) => (lines === 'base' ? [] : lines)),
		rows: terminal.rows,
		/** The screen that a full paint of the state produces. */
		redrawn: () => createDrawnScreen(runtime.actions, runtime.store.getState()).rows(runtime.store.getState()),
	};
}

describe('the app', () => {
	test('starts Ink without a write', async () => {
		const app = await openApp();
		expect(app.writesOfInk()).toBe(0);
		expect(app.rows()).toEqual(app.redrawn());
	});

	test('renders nothing in React for changes of lists, samples, log lines and pane sizes', async () => {
		const app = await openApp();
		for (const key of ['j', 'j', 'k', 'G', 'l', '\t', 'z', 'z', '2', '1']) {
			expect((await app.pressed(key)).commits).toBe(0);
			expect(app.rows()).toEqual(app.redrawn());
		}
		expect(await app.updated(state => ({ ...state, monotonicNow: state.monotonicNow + 1000 }))).toBe(0);
		expect(await app.updated(state => ({ ...state, stats: new Map() }))).toBe(0);
		expect(await app.updated(state => ({ ...state, logs: { ...state.logs, lines: LineList.empty } }))).toBe(0);
	});

	test.each([
		['the help', ['?', 'j', 'G', 'k', ESC]],
		['a menu', ['\r', 'j', 'k', ESC]],
		['the palette', [':', 'l', 'o', '\x7f', ESC]],
		['a question', ['d', '\t', ESC], '2'],
		['a form', ['r', 'a', 'b', '\t', 'c', ESC], '2'],
		['the tasks', ['T', ESC]],
		['the command log', ['@', ESC]],
		['a filter', ['/', 'w', 'e', '\x7f', 'b', ESC]],
		['a search', ['/', 'w', 'e', '\r'], 'l'],
	])('shows each key for %s in one write, with dialog and lists in the same state', async (_, keys, first = 'j') => {
		const app = await openApp();
		await app.pressed(first);
		for (const key of keys) {
			const { writes } = await app.pressed(key);
			expect([key, writes.length <= 1]).toEqual([key, true]);
			expect(app.rows()).toEqual(app.redrawn());
		}
	});

	test.each([
		['a form', ['r', 'a', '\t', 'b', '\t', '\t', 'c'], '2'],
		['the palette', [':', 'l', 'o'], 'j'],
		['a filter', ['/', 'w', 'e'], 'j'],
	])('lets Ink draw one row of the screen for %s, that of the text field', async (_, keys, first) => {
		const app = await openApp();
		await app.pressed(first);
		for (const key of keys) {
			await app.pressed(key);
			expect(app.frames.at(-1)?.split('\n')).toHaveLength(1);
			expect(app.rows()).toEqual(app.redrawn());
		}
	});

	test('makes the rest of the screen faint for a dialog in no more bytes than the screen has', async () => {
		const app = await openApp();
		const bytes = async (key: string) => Buffer.byteLength((await app.pressed(key)).writes.join(''));
		app.compositor.forget();
		const screenBytes = await bytes('j');
		expect(await bytes('\r')).toBeLessThanOrEqual(3000);
		expect(await bytes('j')).toBeLessThanOrEqual(300);
		expect(await bytes(ESC)).toBeLessThanOrEqual(screenBytes);
	});

	test('does not draw the rows of a text anew that move with it', async () => {
		const app = await openApp();
		await app.pressed('?');
		await app.pressed('j');
		const before = app.dialogRows();
		await app.pressed('j');
		const after = app.dialogRows();
		// The top border, the row that comes in, and rows in which the thumb of the scroll bar has moved.
		expect(after.filter(row => !before.includes(row)).length).toBeLessThanOrEqual(3);
	});

	test('draws only the rows of a form that a key changes', async () => {
		const app = await openApp();
		await app.pressed('2');
		await app.pressed('r');
		await app.pressed('a');
		const before = app.dialogRows();
		await app.pressed('b');
		expect(app.dialogRows().filter(row => !before.includes(row)).length).toBeLessThanOrEqual(6);
	});

	test.each([
		['the help', '?'],
		['the palette', ':'],
		['a filter', '/'],
	])('moves %s with the window in one write', async (_, key) => {
		const app = await openApp();
		await app.pressed(key);
		for (const next of [
			{ columns: 80, rows: 24 },
			{ columns: 140, rows: 40 },
		]) {
			expect(await app.resized(next)).toHaveLength(1);
			expect(app.rows()).toEqual(app.redrawn());
		}
	});

	test('writes a dialog and a change of the list together', async () => {
		const app = await openApp();
		const before = app.compositor.counters.frames;
		await app.updated(state => ({
			...state,
			focus: 'detail',
			modals: [{ kind: 'text', id: 900, title: 'Text', lines: [[{ text: 'line' }]], top: 0 }],
		}));
		expect(app.compositor.counters.frames - before).toBe(1);
		expect(app.rows()).toEqual(app.redrawn());
	});
});
