import { afterEach, describe, expect, it } from 'vitest';
import { closeTerminals } from '../helpers/terminal.js';
import { openPlimsoll } from './plimsoll.js';

afterEach(closeTerminals);

describe('a window', () => {
	it('that is too small says so, and comes back when it grows', async () => {
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

	it('that is resized many times ends in the frame of its last size', async () => {
		const terminal = openPlimsoll({ args: ['--demo'], columns: 120, rows: 40 });
		await terminal.until(/1 Containers \d/);
		await terminal.until(/\d%/);
		for (let step = 0; step < 60; step++) {
			terminal.resize(45 + ((step * 37) % 150), 12 + ((step * 17) % 50));
			if (step % 5 === 0) await terminal.press('j');
		}
		terminal.resize(120, 40);
		for (let step = 0; step < 12; step++) await terminal.press('k');
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
