import { afterEach, describe, expect, test } from 'vitest';
import { closeTerminals, openTerminal } from './terminal.js';
import { Waiters } from './waiters.js';

afterEach(closeTerminals);

/** A program whose standard input is raw and echoed as JSON, so that a test sees the bytes that arrived. */
const echo = `process.stdin.setRawMode(true); process.stdout.write('ready\\r\\n');
process.stdin.on('data', data => process.stdout.write(JSON.stringify(String(data)).replace('\\x7f', 'DEL') + '\\r\\n'))`;
const node = (script: string) => openTerminal({ command: process.execPath, args: ['-e', script] });
const shell = (script: string, options = {}) => openTerminal({ command: '/bin/sh', args: ['-c', script], ...options });

describe('a terminal', () => {
	test('shows the output of a program with style, cursor, title and clipboard', async () => {
		const terminal = shell(
			`printf '\\033]0;the title\\007\\033]52;c;aMOp\\007\\033[31;1mred\\033[0m \\033[48;2;1;2;255m日\\033[0m'; read end`,
		);
		await terminal.until('red 日');
		expect(terminal.screen()[0]).toBe('red 日');
		expect(terminal.cell(0, 0)).toMatchObject({ text: 'r', foreground: 1, bold: true, background: undefined });
		expect(terminal.cell(4, 0)).toMatchObject({ text: '日', width: 2, background: '#0102ff', bold: false });
		expect(terminal.cell(5, 0)).toMatchObject({ text: '', width: 0 });
		expect(terminal.cursor).toEqual({ x: 6, y: 0 });
		expect(terminal.title).toBe('the title');
		expect(terminal.clipboard).toBe('hé');
		expect(terminal.bytes).toBeGreaterThan(50);
	});

	test('sends the bytes of keys, typed text and pastes', async () => {
		const terminal = node(echo);
		await terminal.until('ready');
		const keys = {
			j: 'j',
			enter: '\\r',
			esc: '\\u001b',
			up: '\\u001b[A',
			'ctrl-c': '\\u0003',
			'shift-tab': '\\u001b[Z',
		};
		for (const [key, bytes] of Object.entries({ ...keys, backspace: 'DEL', 'alt-x': '\\u001bx', é: 'é' })) {
			await terminal.press(key);
			await terminal.until(`"${bytes}"`);
		}
		await terminal.type('abc');
		await terminal.until('"abc"');
		await terminal.paste('two\nlines');
		await terminal.until('"two\\rlines"');
	});

	test('sends a key after esc as a separate key', async () => {
		const terminal = node(echo);
		await terminal.until('ready');
		await terminal.press('esc', 'j');
		await terminal.until('"\\u001b"');
		await terminal.until('"j"');
	});

	test('brackets a paste and sends application keys when the program asks for it', async () => {
		const terminal = node(`process.stdout.write('\\x1b[?2004h\\x1b[?1h'); ${echo}`);
		await terminal.until('ready');
		await terminal.paste('x');
		await terminal.until('"\\u001b[200~x\\u001b[201~"');
		await terminal.press('down');
		await terminal.until('"\\u001bOB"');
	});

	test('rejects an unknown key', async () => {
		await expect(shell('read end').press('nonsense')).rejects.toThrow('No key is called nonsense');
	});

	test('returns the modes that the program did not reset', async () => {
		const clean = shell('printf "\\033[?1049h\\033[?25l\\033[?1002h\\033[?1002l\\033[?25h\\033[?1049l"');
		const dirty = shell('printf "\\033[?1049h\\033[?25l\\033[?1002h\\033[?2004h\\033[?1h\\033[?2026h"');
		await Promise.all([clean.exited, dirty.exited]);
		expect(clean.modes).toMatchObject({
			alternateScreen: false,
			cursorVisible: true,
			mouse: false,
			bracketedPaste: false,
		});
		expect(dirty.modes).toMatchObject({
			alternateScreen: true,
			cursorVisible: false,
			mouse: true,
			bracketedPaste: true,
		});
		expect(dirty.modes).toMatchObject({ applicationCursorKeys: true, synchronizedUpdate: true });
	});

	test('waits for whole frames, unless an update does not end', async () => {
		const halved = shell('printf "\\033[?2026hhalf"; read go; printf " whole\\033[?2026l"; read end');
		await halved.type('\r');
		let seen = '';
		await halved.until(screen => {
			seen = screen.join('');
			return seen !== '';
		});
		expect(seen).toContain(' whole');
		const endless = shell('printf "\\033[?2026hhalf"; read end');
		await endless.until('half');
		expect(endless.modes.synchronizedUpdate).toBe(true);
	});

	test('returns how the program ended, after all of its output', async () => {
		const failing = shell('seq 1 3000; exit 7');
		expect(await failing.exited).toEqual({ code: 7, signal: 0 });
		expect(failing.screen()).toContain('3000');
		const killed = shell('read end');
		killed.kill('SIGKILL');
		expect(await killed.exited).toMatchObject({ signal: 9 });
	});

	test('hangs up on the program', async () => {
		const terminal = shell('echo ready; exec sleep 60');
		await terminal.until('ready');
		terminal.hangUp();
		expect((await terminal.exited).signal).toBe(1);
	});

	test('resizes the program and the screen', async () => {
		const terminal = shell('trap "stty size" WINCH; echo ready; while :; do read line; done');
		await terminal.until('ready');
		terminal.resize(100, 30);
		await terminal.until('30 100');
		expect(terminal.screen()).toHaveLength(30);
	});

	test('rejects with the screen when the program ends before the expected text', async () => {
		const ended = shell('echo short; exit 2').until(/never/);
		await expect(ended).rejects.toThrow(/Waiting for .never.: the program has exited with 2.*short/s);
	});

	test('rejects when the time limit has passed', async () => {
		const waiting = new Waiters().wait(
			() => false,
			why => `Waiting: ${why}`,
			1,
		);
		await expect(waiting).rejects.toThrow('Waiting: not within 1 ms');
	});

	test('gives the program a fixed environment', async () => {
		process.env.DOCKER_HOST = 'unix:///elsewhere';
		const terminal = shell('env | sort', { env: { EXTRA: 'yes' } });
		delete process.env.DOCKER_HOST;
		await terminal.exited;
		const text = terminal.screen().join('\n');
		expect(text).not.toContain('DOCKER_');
		for (const line of ['EXTRA=yes', 'TERM=xterm-256color', 'TZ=UTC', 'LANG=C.UTF-8']) {
			expect(text).toContain(line);
		}
	});

	test('answers colour queries when it has a theme', async () => {
		const script = `process.stdout.write('\\x1b]11;?\\x07'); ${echo}`;
		const theme = { foreground: '#000000', background: '#fdf6e3' };
		const terminal = openTerminal({ command: process.execPath, args: ['-e', script], theme });
		await terminal.until('rgb:fdfd/f6f6/e3e3');
	});
});
