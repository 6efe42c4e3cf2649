import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { filter, openBetweenLines, openPlimsoll } from '../plimsoll.js';
import { inDashboard, inSession, sessionDriver } from './session-driver.js';

const { skip, engine } = engineOrSkip();
afterEach(closeTerminals);

const sessionRows = (terminal: Terminal) => terminal.screen().filter(Boolean);

/** Returns all rows of the primary screen, those in the scrollback first. */
function scrollback(terminal: Terminal): string[] {
	const { normal } = terminal.emulator.buffer;
	const rows = Array.from({ length: normal.length }, (_, y) => normal.getLine(y)?.translateToString(true) ?? '');
	return rows.filter(Boolean);
}

describe.skipIf(skip)('the screen of a session', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'stage');
		await scene.idle('web');
		await scene.run('tty', ['sh'], { Tty: true, OpenStdin: true });
		await scene.run('plain', ['sh', '-c', 'while sleep 0.1; do printf "out\\nput\\n"; printf "err\\nor\\n" >&2; done']);
		await scene.run('reader', ['sh', '-c', 'while read line; do printf "got\\n$line\\n"; done; exit 5'], {
			OpenStdin: true,
		});
	});
	afterAll(() => scene.clear());

	const { openAt, exec, runLine, runOf, attach } = sessionDriver(engine, () => scene);

	test('is clean, has one dim line on top, and keeps what was on the screen in the scrollback', async () => {
		const terminal = await openAt('web', {}, openBetweenLines);
		for (const word of ['first', 'second']) {
			await terminal.press('e');
			await terminal.until(/^\/ # ?$/m);
			const [line] = terminal.screen();
			expect(line).toBe(`sh in web-${scene.mark} · exit or Ctrl-d leaves`.replace('sh', String(line).split(' ')[0]!));
			expect(terminal.cell(0, 0)).toMatchObject({ dim: true, foreground: undefined, background: undefined });
			await terminal.type(`echo ${word}-$((6*7)); exit 9\r`);
			// The code is that of the last command, so no key is awaited.
			await terminal.until('ended with exit code 9');
		}
		await terminal.press('esc', 'q');
		await terminal.until('after 0');
		const rows = scrollback(terminal);
		expect(rows[0]).toBe('before');
		const marks = rows.filter(row => /^(first|second)-42$|leaves$/.test(row));
		expect(marks).toEqual([
			expect.stringMatching(/leaves$/),
			'first-42',
			expect.stringMatching(/leaves$/),
			'second-42',
		]);
	});

	test.each([
		['in ASCII', { LC_ALL: 'C' }, / - exit or Ctrl-d leaves$/],
		['without colours', { NO_COLOR: '1' }, / · exit or Ctrl-d leaves$/],
	])('has its first line %s', async (_, env, line) => {
		const terminal = openPlimsoll({ host: engine.host, env });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.nameOf('web'));
		await terminal.until(/1 found/);
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		expect(terminal.screen()[0]).toMatch(line);
		expect(terminal.cell(0, 0)).toMatchObject({ dim: true, foreground: undefined });
	});

	test('still says how to leave in a narrow window', async () => {
		const terminal = await openAt('web');
		terminal.resize(40, 12);
		await terminal.until(screen => screen.length === 12 && /^└─+┘└?─*/.test(screen[10] ?? ''));
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		expect(terminal.screen()[0]).toMatch(/^.{1,15} · exit or Ctrl-d leaves$/);
	});

	describe('with exec', () => {
		test.each([true, false])(
			'keeps the output of a failing command until a key is pressed (terminal: %s)',
			async tty => {
				const terminal = await openAt('web');
				await exec(terminal, `sh -c 'printf "a\\nb\\n"; printf "c\\nd\\n" >&2; exit 3'`, tty);
				await terminal.until('press any key to return');
				const rows = sessionRows(terminal);
				expect(rows[0]).toContain(tty ? 'Ctrl-p Ctrl-q leaves it running' : 'Ctrl-c leaves it running');
				expect(rows.at(-1)).toBe('exit 3 · press any key to return');
				expect(rows.slice(1, -1).sort()).toEqual(['a', 'b', 'c', 'd']);
				expect(terminal.modes.alternateScreen).toBe(false);
				// The key runs no action: `r` would restart the container.
				await terminal.press('r');
				await terminal.until('sh ended with exit code 3');
				await inDashboard(terminal);
				expect(terminal.screen().join('\n')).not.toMatch(/Restart/);
			},
		);

		test.each([true, false])(
			'keeps the output of a command that succeeds without a key, and returns at once after one without output (terminal: %s)',
			async tty => {
				const terminal = await openAt('web');
				await exec(terminal, 'echo done', tty);
				await terminal.until('press any key to return');
				expect(sessionRows(terminal).slice(1)).toEqual(['done', 'exit 0 · press any key to return']);
				await terminal.press('r');
				await terminal.until('echo ended with exit code 0');
				await inDashboard(terminal);
				expect(terminal.screen().join('\n')).not.toMatch(/Restart/);
				await exec(terminal, 'true', tty);
				await terminal.until('true ended with exit code 0');
				await inDashboard(terminal);
			},
		);

		test('without a terminal ends the input on Ctrl-d and leaves the command running on Ctrl-c', async () => {
			const terminal = await openAt('web');
			await exec(terminal, 'cat', false);
			await inSession(terminal);
			await terminal.type('one\rtwo\r');
			await terminal.until(/^one\ntwo$/m);
			await terminal.press('ctrl-d');
			await terminal.until('cat ended with exit code 0');
			await inDashboard(terminal);
			await exec(terminal, 'sleep 7777', false);
			await inSession(terminal);
			await terminal.press('ctrl-c');
			await terminal.until(`Left sleep in ${scene.nameOf('web')}. It keeps running.`);
			await inDashboard(terminal);
			const { Processes } = (await scene.get(`/containers/${scene.nameOf('web')}/top`)) as { Processes: string[][] };
			expect(Processes.flat().join(' ')).toContain('sleep 7777');
		});

		test('does not treat the code of a shell as an error', async () => {
			const terminal = await openAt('web');
			await exec(terminal, 'sh', true);
			await terminal.until(/^\/ # ?$/m);
			expect(terminal.screen()[0]).toContain('exit or Ctrl-d leaves');
			await terminal.type('false; exit\r');
			await terminal.until('sh ended with exit code 1');
		});
	});

	describe('with run in the foreground', () => {
		test.each([
			['', 'Ctrl-c stops it · Ctrl-p Ctrl-q leaves it running'],
			['-t ', 'Ctrl-p Ctrl-q leaves it running'],
		])('starts every line at the left with "%s" and keeps the output of a failing program', async (flags, leave) => {
			const terminal = await openAt('web');
			await runLine(terminal, runOf(`${flags}--rm`, `sh -c 'printf "a\\nb\\nc\\n"; exit 4'`));
			await terminal.until('press any key to return');
			const rows = sessionRows(terminal);
			expect(rows[0]).toMatch(new RegExp(`^plimsoll-test/busybox.* as \\S+ · ${leave}$`));
			expect(rows.slice(1)).toEqual(['a', 'b', 'c', 'exit 4 · press any key to return']);
			await terminal.press('enter');
			await terminal.until(/ended with exit code 4/);
			await inDashboard(terminal);
		});

		test('keeps the output of a program that succeeds without a key', async () => {
			const terminal = await openAt('web');
			await runLine(terminal, runOf('--rm', 'echo done'));
			await terminal.until('press any key to return');
			expect(sessionRows(terminal).slice(1)).toEqual(['done', 'exit 0 · press any key to return']);
			await terminal.press('enter');
			await terminal.until(/ended with exit code 0/);
			await inDashboard(terminal);
		});

		test('returns to the dashboard at once after a program that the user has typed to', async () => {
			const terminal = await openAt('web');
			await runLine(terminal, runOf('-i --rm', `sh -c 'echo ready; read line; echo got $line'`));
			await terminal.until(/^ready$/m);
			await terminal.type('it\r');
			await terminal.until(/ended with exit code 0/);
			await inDashboard(terminal);
		});

		test('names the detach keys of a shell with -it, and does not treat its code as an error', async () => {
			const terminal = await openAt('web');
			await runLine(terminal, runOf('-it --rm', 'sh'));
			await terminal.until(/^\/ # ?$/m);
			expect(terminal.screen()[0]).toMatch(/ · Ctrl-p Ctrl-q leaves it running$/);
			await terminal.type('exit 6\r');
			await terminal.until(/ended with exit code 6/);
			await inDashboard(terminal);
		});

		test('returns to the dashboard at once after a program that Ctrl-c interrupts', async () => {
			const terminal = await openAt('web');
			await runLine(terminal, runOf('-t --rm -i', `sh -c 'echo up; trap "exit 130" INT; while :; do sleep 0.1; done'`));
			await terminal.until(/^up$/m);
			await terminal.press('ctrl-c');
			await terminal.until(/ended with exit code 130/);
			await inDashboard(terminal);
		});
	});

	describe('with attach', () => {
		test('to a container without a terminal starts every line at the left, and Ctrl-p Ctrl-q leaves it', async () => {
			const terminal = await openAt('plain');
			await attach(terminal);
			await terminal.until(screen => screen.join('\n').split('or').length > 8);
			const [line, ...rows] = sessionRows(terminal);
			expect(line).toBe(`attached to ${scene.nameOf('plain')} · Ctrl-c stops it · Ctrl-p Ctrl-q leaves it running`);
			expect([...new Set(rows)].sort()).toEqual(['err', 'or', 'out', 'put']);
			await terminal.press('ctrl-p', 'ctrl-q');
			await terminal.until(`Left ${scene.nameOf('plain')}. It keeps running.`);
		});

		test('to a container that reads input sends a line on Enter, and Ctrl-d leaves the container running', async () => {
			const terminal = await openAt('reader');
			await attach(terminal);
			await terminal.type('hello\r');
			await terminal.until(/^got\nhello$/m);
			await terminal.press('ctrl-d');
			await terminal.until(`Left ${scene.nameOf('reader')}. It keeps running.`);
		});
	});
});
