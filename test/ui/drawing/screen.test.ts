import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import { createScreen } from '../../../source/ui/drawing/screen.js';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A store of one text, shown on a screen. */
function setup(
	rest: { restMs?: number; subject?(text: string | undefined): string | undefined; onDraw?(): void } = {},
) {
	const frames: string[] = [];
	const compositor = createCompositor({ write: text => void frames.push(text) }, { columns: 20, rows: 3 });
	const listeners = new Set<() => void>();
	let text: string | undefined = 'start';
	const screen = createScreen({
		compositor,
		store: {
			getState: () => text,
			subscribe(listener: () => void) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
		},
		surfaces: [
			{
				id: 'a',
				z: 0,
				rect: state => (state === undefined ? undefined : { x: 0, y: 0, width: 20, height: 1 }),
				lines(state) {
					rest.onDraw?.();
					return [[{ text: state ?? '' }]];
				},
				subject: rest.subject,
			},
		],
		restMs: rest.restMs,
	});
	const change = (next: string | undefined) => {
		text = next;
		for (const listener of listeners) {
			listener();
		}
	};
	/** Runs microtasks alone: a signal, a key and other input are read after them. */
	const tick = () => Promise.resolve();
	/** Runs the timers of so many milliseconds and ends the turn of the event loop, which takes one more. */
	const turn = (ms = 0) => {
		vi.advanceTimersByTime(ms);
		vi.advanceTimersByTime(1);
	};
	return { frames, compositor, screen, change, tick, turn, listeners };
}

describe('screen', () => {
	test('draws at once by `draw`, without React', () => {
		const { frames, screen } = setup();
		screen.draw();
		expect(frames).toHaveLength(1);
		expect(frames[0]).toContain('start');
	});

	test('does not write a frame of a process that was stopped while it drew, before it knows whose the terminal is', () => {
		const time = vi.spyOn(performance, 'now');
		let at = 0;
		time.mockImplementation(() => at);
		const { frames, compositor, change, turn } = setup({
			onDraw() {
				at += 60_000;
				// The signal that it was continued is read in the next turn.
				setImmediate(() => compositor.pause());
			},
		});
		change('stale');
		turn(100);
		expect(frames).toHaveLength(0);
		time.mockRestore();
	});

	test('writes a frame that took long one turn later', () => {
		const time = vi.spyOn(performance, 'now');
		let at = 0;
		time.mockImplementation(() => at);
		const { frames, screen, change, turn } = setup({ onDraw: () => (at += 500) });
		change('slow');
		turn(100);
		expect(frames).toHaveLength(1);
		expect(screen.frameTimeMs).toBe(500);
		time.mockRestore();
	});

	test('paints all changes of a turn of the event loop once, at its end', async () => {
		const { frames, change, tick, turn } = setup();
		change('one');
		change('two');
		await tick();
		expect(frames).toHaveLength(0);
		turn();
		expect(frames).toHaveLength(1);
		expect(frames[0]).toContain('two');
	});

	test('paints data that arrives within a frame with the next one', async () => {
		const { frames, change, turn } = setup();
		change('one');
		turn();
		change('two');
		turn();
		change('three');
		turn();
		expect(frames).toHaveLength(1);
		turn(33);
		expect(frames).toHaveLength(2);
		expect(frames[1]).toContain('hree');
		turn(500);
		expect(frames).toHaveLength(2);
	});

	test('paints the change of a key at once', async () => {
		const { frames, screen, change, tick, turn } = setup();
		change('one');
		turn();
		screen.hurry();
		change('key');
		await tick();
		expect(frames).toHaveLength(2);
		change('data');
		turn();
		expect(frames).toHaveLength(2);
		screen.hurry();
		await tick();
		expect(frames).toHaveLength(3);
	});

	test('keeps a surface whose subject changes fast until it rests, and shows a first change and other changes at once', async () => {
		const { frames, screen, change, tick, turn } = setup({ restMs: 100, subject: text => text?.split(' ')[0] });
		const press = async (text: string) => {
			screen.hurry();
			change(text);
			await tick();
			return frames.splice(0).join('');
		};
		screen.draw();
		vi.advanceTimersByTime(200);
		frames.length = 0;
		expect(await press('red')).toContain('red');
		for (const colour of ['green', 'blue', 'grey']) {
			vi.advanceTimersByTime(33);
			expect(await press(colour)).toBe('');
		}
		expect(await press('grey sky')).toContain('grey sky');
		expect(await press('black')).toBe('');
		turn(98);
		expect(frames).toEqual([]);
		turn(1);
		expect(frames.splice(0).join('')).toContain('black');
		expect(await press('white')).toContain('white');
	});

	test('writes nothing for a key that changes nothing', async () => {
		const { frames, screen, change, tick, turn } = setup();
		change('one');
		turn();
		screen.hurry();
		await tick();
		turn(100);
		change('one');
		turn();
		expect(frames).toHaveLength(1);
	});

	test('removes the layers of unmounted surfaces, and all layers when it stops', async () => {
		const { frames, screen, change, turn, listeners } = setup();
		screen.draw();
		change(undefined);
		turn(33);
		expect(frames[1]).toContain('\x1b[H\x1b[K');
		change('again');
		screen.stop();
		turn(500);
		expect(frames).toHaveLength(2);
		expect(listeners.size).toBe(0);
	});
});
