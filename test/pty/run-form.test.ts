import { afterEach, describe, expect, test } from 'vitest';
import { closeTerminals, type Terminal } from '../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from './plimsoll.js';

afterEach(closeTerminals);

/** Opens the run form of an image of the demo engine. */
async function openForm(image: string, key = 'r', size = {}): Promise<Terminal> {
	const terminal = openPlimsoll({ args: ['--demo'], ...size });
	await terminal.until(/2 Images \d/);
	await terminal.press('2');
	await filter(terminal, image);
	await terminal.until('· 1 found');
	await terminal.press(key);
	return terminal;
}

const rowOf = (terminal: Terminal, text: string) => terminal.screen().findIndex(row => row.includes(text));

describe('the run form in a terminal', () => {
	test.each([
		[80, 24],
		[120, 40],
	])('inserts typed text at the cursor, at %ix%i', async (columns, rows) => {
		const terminal = await openForm('nginx', 'r', { columns, rows });
		await terminal.until('Run nginx:1.29');
		for (let step = 0; step < 5; step++) {
			await terminal.press('down');
		}
		await terminal.type('A=é漢');
		await terminal.until("-e 'A=é漢'");
		const y = rowOf(terminal, '→ Environment');
		const x = terminal.screen()[y]!.indexOf('A=é');
		// Two cells for the wide character, then the cursor.
		await terminal.until(() => terminal.cursor.x === x + 5 && terminal.cursor.y === y);
		await terminal.press('left');
		await terminal.type('0');
		await terminal.until("-e 'A=é0漢'");
		await terminal.press('ctrl-e', 'ctrl-u');
		await terminal.until(/→ Environment +NAME=value/);
	});

	test('is filled by a paste of several lines, and can be submitted', async () => {
		const terminal = await openForm('nginx');
		await terminal.until('Run nginx:1.29');
		await terminal.paste('docker run -d \\\n  --name pasted -p 5005:80 \\\n  -e "A=1,2" redis:7-alpine');
		await terminal.until('$ docker run -d --name pasted -p 5005:80 -e A=1,2 redis:7-alpine');
		await terminal.press('enter');
		await terminal.until(/● pasted/);
	});

	test('gives the terminal to a shell in a new container, and takes it back', async () => {
		const terminal = await openForm('busybox', 'e');
		await terminal.until(/# ?$/m);
		expect(terminal.modes).toMatchObject({ alternateScreen: false, cursorVisible: true });
		await terminal.type('echo in\r');
		await terminal.until(/^in$/m);
		await terminal.type('exit 3\r');
		await terminal.until('ended with exit code 3');
		expect(terminal.modes).toMatchObject({ alternateScreen: true });
	});
});
