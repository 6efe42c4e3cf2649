import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { cannotSuspend } from '../../../source/actions/table/global.js';
import { closeTerminals, openTerminal, type Terminal } from '../../helpers/terminal/terminal.js';
import { openJobShell, run, untilDashboard, untilStopped } from '../job-shell.js';
import { cli, filter, openBetweenLines, openPlimsoll, untouched } from '../plimsoll.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-jobs-'));
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

const demo = `${process.execPath} ${cli} --demo`;
const perl = '/usr/bin/perl';
const npm = path.join(path.dirname(process.execPath), 'npm');

/** Makes a package whose script is the demo. */
function packageFolder(): string {
	const home = mkdtempSync(path.join(folder, 'package-'));
	writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'x', scripts: { demo } }));
	return home;
}

/** A module that writes its process id to a file, for signals that go to plimsoll alone. */
function pidPreload(): { option: string; pid(): number } {
	const file = path.join(mkdtempSync(path.join(folder, 'pid-')), 'preload.mjs');
	writeFileSync(
		file,
		`import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(`${file}.pid`)}, String(process.pid));`,
	);
	return { option: `NODE_OPTIONS='--import ${file}'`, pid: () => Number(readFileSync(`${file}.pid`, 'utf8')) };
}

describe('Ctrl-z under a shell with job control', () => {
	test.each<[string, () => string]>([
		['when started directly', () => demo],
		['behind another shell', () => `sh -c '${demo}; true'`],
		['behind two shells', () => `sh -c "sh -c '${demo}; true'; true"`],
		['under npm run', () => `cd ${packageFolder()}; ${npm} run -s demo`],
		[
			'under a program that only waits, like npx',
			() => {
				const file = path.join(mkdtempSync(path.join(folder, 'npx-')), 'npx.cjs');
				const spawn = `require('child_process').spawn(process.execPath, [${JSON.stringify(cli)}, '--demo'], { stdio: 'inherit' })`;
				writeFileSync(file, `${spawn}.on('exit', code => process.exit(code));`);
				return `${process.execPath} ${file}`;
			},
		],
	])('%s gives the terminal to the shell, and fg brings the dashboard back', async (_, line) => {
		const terminal = await openJobShell();
		await run(terminal, line());
		await terminal.until(/1 Containers \d/);
		for (let round = 0; round < 2; round++) {
			await terminal.press('ctrl-z');
			await untilStopped(terminal);
			expect(terminal.modes).toEqual(untouched);
			await run(terminal, `clear; echo $((40+${round}))`);
			await terminal.until(new RegExp(`^4${round}$`, 'm'));
			terminal.resize(100 + round, 35);
			await run(terminal, 'fg');
			await untilDashboard(terminal);
			await terminal.until(screen => screen.length === 35 && /Help|help/.test(screen[34] ?? ''));
			expect(terminal.modes).toMatchObject({ alternateScreen: true, cursorVisible: false, focusReports: true });
		}
		await terminal.press('q');
		await terminal.until(/fg[\s\S]*prompt> ?$/m);
		expect(terminal.modes).toEqual(untouched);
	});
});

describe('Ctrl-z where nothing would resume plimsoll', () => {
	const stays = async (terminal: Terminal) => {
		await terminal.until(/1 Containers \d/);
		await terminal.press('ctrl-z');
		await terminal.until(cannotSuspend);
		await untilDashboard(terminal);
		expect(terminal.modes).toMatchObject({ alternateScreen: true, cursorVisible: false });
	};

	test('keeps the dashboard on the screen with a message as a session’s first process', async () => {
		const terminal = openPlimsoll({ args: ['--demo'] });
		await stays(terminal);
		// The message appears again at the next Ctrl-z.
		await terminal.press('ctrl-z');
		await untilDashboard(terminal);
		await terminal.press('q');
		expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
		expect(terminal.modes).toEqual(untouched);
	});

	test('keeps the dashboard on the screen behind a shell without job control', async () => {
		const terminal = openBetweenLines({ args: ['--demo'] });
		await stays(terminal);
		await terminal.press('q');
		await terminal.until('after 0');
	});

	test('keeps the dashboard on the screen under npm run without a shell', async () => {
		await stays(
			openTerminal({ command: npm, args: ['run', '-s', 'demo'], cwd: packageFolder(), columns: 120, rows: 40 }),
		);
	});

	test.skipIf(!existsSync(perl))(
		'keeps the dashboard on the screen under the init of a container, which would not continue it',
		async () => {
			const init = path.join(folder, 'docker-init');
			// The script acts as a container's process 1: its child is in the foreground in a group of its own.
			writeFileSync(
				init,
				`#!${perl}
use POSIX; $0 = 'docker-init'; $SIG{TTOU} = 'IGNORE';
my $child = fork(); if (!$child) { setpgid(0, 0); tcsetpgrp(0, getpgrp()); $SIG{TTOU} = 'DEFAULT'; exec(@ARGV); } waitpid($child, 0);
`,
				{ mode: 0o755 },
			);
			await stays(openTerminal({ command: init, args: [process.execPath, cli, '--demo'], columns: 120, rows: 40 }));
		},
	);

	test.each(['SIGTSTP', 'SIGCONT'] as const)(
		'keeps the dashboard on the screen after a %s from outside',
		async signal => {
			const terminal = openPlimsoll({ args: ['--demo'] });
			await terminal.until(/1 Containers \d/);
			terminal.kill(signal);
			await untilDashboard(terminal);
			expect(terminal.modes).toMatchObject({ alternateScreen: true, cursorVisible: false });
		},
	);
});

describe('plimsoll, when stopped from outside', () => {
	test('restores the terminal first on SIGTSTP and takes it again when continued', async () => {
		const { option, pid } = pidPreload();
		const terminal = await openJobShell();
		await run(terminal, `${option} ${demo}`);
		await untilDashboard(terminal);
		for (let round = 0; round < 2; round++) {
			process.kill(pid(), 'SIGTSTP');
			await untilStopped(terminal);
			expect(terminal.modes).toEqual(untouched);
			await run(terminal, 'clear; fg');
			await untilDashboard(terminal);
		}
	});

	test.each(['SIGTSTP', 'SIGSTOP'] as const)('continues the session when %s stopped it in one', async signal => {
		const { option, pid } = pidPreload();
		const terminal = await openJobShell();
		await run(terminal, `${option} ${demo}`);
		await terminal.until(/1 Containers \d/);
		await filter(terminal, 'sandbox');
		await terminal.until('· 1 found');
		await terminal.press('e');
		await terminal.until(/# ?$/m);
		process.kill(pid(), signal);
		await terminal.until(/Stopped[\s\S]*prompt> ?$/m);
		if (signal === 'SIGTSTP') {
			expect(terminal.modes).toEqual(untouched);
		}
		// After SIGSTOP the terminal still has the session's modes.
		await terminal.type(signal === 'SIGTSTP' ? 'clear; fg\r' : 'stty sane; clear; fg\n');
		await terminal.until(screen => /--demo$/.test(screen.join('\n').trim()) && !/Stopped/.test(screen.join('\n')));
		await terminal.type('echo again\r');
		await terminal.until(/^again$/m);
		await terminal.type('exit\r');
		await terminal.until(/ended with exit code 0/);
		await untilDashboard(terminal);
	});

	test('redraws and reads keys when continued after SIGSTOP, which no program can catch', async () => {
		const { option, pid } = pidPreload();
		const terminal = await openJobShell();
		await run(terminal, `${option} ${demo}`);
		await untilDashboard(terminal);
		process.kill(pid(), 'SIGSTOP');
		await terminal.until(/Stopped/);
		// New data is due when it continues, and must not be drawn over the shell's lines.
		await setTimeout(1500);
		// A user resets a terminal in this state by hand.
		await terminal.type('stty sane; clear; printf "\\033[?1049l\\033[?1004l\\033[?25h"; echo here\n');
		await terminal.until(/^here$/m);
		await run(terminal, 'fg');
		await untilDashboard(terminal);
		expect(terminal.modes).toMatchObject({
			alternateScreen: true,
			cursorVisible: false,
			focusReports: true,
			bracketedPaste: true,
		});
		await terminal.press('q');
		await terminal.until(/prompt> ?$/m);
		expect(terminal.modes).toEqual(untouched);
	});

	test('waits for the terminal when continued in the background', async () => {
		const terminal = await openJobShell();
		await run(terminal, demo);
		await untilDashboard(terminal);
		await terminal.press('ctrl-z');
		await untilStopped(terminal);
		await run(terminal, 'clear; bg; wait; echo $((6*7))');
		await terminal.until(/^42$/m);
		expect(terminal.modes).toEqual(untouched);
		await run(terminal, 'fg');
		await untilDashboard(terminal);
	});
});
