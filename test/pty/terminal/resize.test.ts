import { afterEach, describe, expect, test } from 'vitest';
import { cellWidth } from '../../../source/domain/text/cell-width.js';
import { closeTerminals } from '../../helpers/terminal/terminal.js';
import { openPlimsoll } from '../plimsoll.js';

afterEach(closeTerminals);

const sizes = [
	[1, 1],
	[2, 1],
	[1, 120],
	[400, 1],
	[39, 10],
	[40, 9],
	[40, 10],
	[41, 200],
	[80, 24],
	[99, 30],
	[100, 17],
	[200, 60],
	[400, 10],
	[400, 120],
] as const;

/** Returns true for a border around all between header and footer; below 40×10, for the words that say so and nothing else. */
function isWhole(screen: readonly string[], columns: number, rows: number): boolean {
	if (screen.length !== rows) {
		return false;
	}
	if (columns < 40 || rows < 10) {
		const words = screen.filter(Boolean).map(row => row.trim().replace(/…$/, ''));
		return words.length > 0 && words.every((word, at) => tooSmall[at]!.startsWith(word.slice(0, tooSmall[at]!.length)));
	}
	const edge = (row = '', from: string, to: string) =>
		row.startsWith(from) && row.endsWith(to) && cellWidth(row) === columns;
	return edge(screen[1], '┌', '┐') && edge(screen.at(-2), '└', '┘') && cellWidth(screen.at(-1) ?? '') <= columns;
}
const tooSmall = ['window too small', 'needs 40x10, has ', 'Esc closes the dialog'];

describe('a window', () => {
	test('that is too small says so, and comes back when it grows', async () => {
		const terminal = openPlimsoll({ args: ['--demo'], columns: 100, rows: 30 });
		await terminal.until(/1 Containers \d/);
		terminal.resize(39, 9);
		await terminal.until(/too small/);
		terminal.resize(1, 1);
		terminal.resize(39, 10);
		await terminal.until(/40.10/);
		terminal.resize(40, 10);
		await terminal.until(/1 Containers/);
		terminal.resize(100, 30);
		await terminal.until(screen => screen.length === 30 && /4 Networks/.test(screen.join('\n')));
	});

	test('has a whole frame at any size', async () => {
		const terminal = openPlimsoll({ args: ['--demo'] });
		await terminal.until(/\d%/);
		await terminal.press('?');
		await terminal.until('Help');
		for (const [columns, rows] of sizes) {
			terminal.resize(columns, rows);
			await terminal.until(screen => isWhole(screen, columns, rows));
		}
		await terminal.press('esc');
		await terminal.until(screen => !screen.join('\n').includes('Help') && isWhole(screen, 400, 120));
	});

	test('that is small for a moment is drawn whole again, though its size is the old one', async () => {
		const terminal = openPlimsoll({ args: ['--demo'], columns: 120, rows: 40 });
		await terminal.until(screen => /^└.*┘└.*┘$/.test(screen[38] ?? ''));
		// plimsoll sees the resize only after the window has its old size again.
		process.kill(terminal.pid, 'SIGSTOP');
		terminal.resize(30, 8);
		terminal.resize(120, 40);
		process.kill(terminal.pid, 'SIGCONT');
		await terminal.until(screen => /^ plimsoll/.test(screen[0] ?? '') && /^└.*┘└.*┘$/.test(screen[38] ?? ''));
	});

	test('that is resized many times ends in the frame of its last size', async () => {
		const terminal = openPlimsoll({ args: ['--demo'], columns: 120, rows: 40 });
		await terminal.until(/1 Containers \d/);
		await terminal.until(/\d%/);
		for (let step = 0; step < 60; step++) {
			terminal.resize(45 + ((step * 37) % 150), 12 + ((step * 17) % 50));
			if (step % 5 === 0) {
				await terminal.press('j');
			}
		}
		terminal.resize(120, 40);
		for (let step = 0; step < 12; step++) {
			await terminal.press('k');
		}
		const fresh = openPlimsoll({ args: ['--demo'], columns: 120, rows: 40 });
		await fresh.until(/\d%/);
		const corners = (screen: readonly string[]) =>
			screen.length === 40 && /^┌.*┐┌.*┐$/.test(screen[1] ?? '') && /^└.*┘└.*┘$/.test(screen[38] ?? '');
		await terminal.until(corners);
		await terminal.press('ctrl-l');
		await fresh.until(corners);
		const frame = (row: string) =>
			[...row].map((character, x) => (/[┌┐└┘├┤]/.test(character) ? `${character}${x}` : '')).join('');
		await terminal.until(screen => screen.map(frame).join('\n') === fresh.screen().map(frame).join('\n'));
		const names = (screen: readonly string[]) => screen.slice(3, 15).map(row => row.slice(0, 18));
		expect(names(terminal.screen())).toEqual(names(fresh.screen()));
	});
});
