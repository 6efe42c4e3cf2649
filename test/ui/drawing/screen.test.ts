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
function setup(rest: { restMs?: number; subject?(text: string | undefined): string | undefined } = {}) {
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
				lines: state => [[{ text: state ?? '' }]],
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
	const tick = () => Promise.resolve();
	return { frames, screen, change, tick, listeners };
}

describe('screen', () => {
	test('draws at once by `draw`, without React', () => {
		const { frames, screen } = setup();
		screen.draw();
		expect(frames).toHaveLength(1);
		expect(frames[0]).toContain('start');
	});

	test('paints all changes of a tick once, at its end', async () => {
		const { frames, change, tick } = setup();
		change('one');
		change('two');
		expect(frames).toHaveLength(0);
		await tick();
		expect(frames).toHaveLength(1);
		expect(frames[0]).toContain('two');
	});

	test('paints data that arrives within a frame with the next one', async () => {
		const { frames, change, tick } = setup();
		change('one');
		await tick();
		change('two');
		await tick();
		change('three');
		await tick();
		expect(frames).toHaveLength(1);
		vi.advanceTimersByTime(33);
		expect(frames).toHaveLength(2);
		expect(frames[1]).toContain('hree');
		vi.advanceTimersByTime(500);
		expect(frames).toHaveLength(2);
	});

	test('paints the change of a key at once', async () => {
		const { frames, screen, change, tick } = setup();
		change('one');
		await tick();
		screen.hurry();
		change('key');
		await tick();
		expect(frames).toHaveLength(2);
		change('data');
		await tick();
		expect(frames).toHaveLength(2);
		screen.hurry();
		await tick();
		expect(frames).toHaveLength(3);
	});

	test('keeps a surface whose subject changes fast until it rests, and shows a first change and other changes at once', async () => {
		const { frames, screen, change, tick } = setup({ restMs: 100, subject: text => text?.split(' ')[0] });
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
		vi.advanceTimersByTime(99);
		expect(frames).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(frames.splice(0).join('')).toContain('black');
		expect(await press('white')).toContain('white');
	});

	test('writes nothing for a key that changes nothing', async () => {
		const { frames, screen, change, tick } = setup();
		change('one');
		await tick();
		screen.hurry();
		await tick();
		vi.advanceTimersByTime(100);
		change('one');
		await tick();
		expect(frames).toHaveLength(1);
	});

	test('removes the layers of unmounted surfaces, and all layers when it stops', async () => {
		const { frames, screen, change, tick, listeners } = setup();
		screen.draw();
		change(undefined);
		vi.advanceTimersByTime(33);
		expect(frames[1]).toContain('\x1b[H\x1b[K');
		change('again');
		screen.stop();
		vi.advanceTimersByTime(500);
		await tick();
		expect(frames).toHaveLength(2);
		expect(listeners.size).toBe(0);
	});
});
