import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { watchLeftBehind } from '../../helpers/terminal/left-behind.js';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { openJobShell, run, untilDashboard } from '../job-shell.js';
import { cli, filter } from '../plimsoll.js';

const { skip, engine } = engineOrSkip();
afterEach(closeTerminals);

/** The dashboard's own modes: the alternate screen, no cursor, focus reports, bracketed paste. */
const own = ['alternate screen', 'mode ?1004', 'mode ?1049', 'mode ?2004', 'no mode ?25'];

/** Octal escapes for the shell's printf. */
const E = '\\033';
const payloads: readonly [name: string, printed: string][] = [
	['character sets', `${E}(0${E})0${E}*0${E}+0\\016`],
	['the shifts to G2 and G3', `${E}*0${E}n`],
	['scroll margins', `${E}[5;10r`],
	['left and right margins', `${E}[?69h${E}[5;20s`],
	['origin mode in margins', `${E}[5;10r${E}[?6h`],
	['insert, line feed and keyboard modes', `${E}[4h${E}[20h${E}[2h${E}[12l`],
	['no autowrap, no autorepeat, reverse video', `${E}[?7l${E}[?8l${E}[?5h${E}[?45h`],
	['every mouse mode', [9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016].map(mode => `${E}[?${mode}h`).join('')],
	['paste, focus, colour scheme, size reports', [1004, 2004, 2031, 2048, 2026].map(mode => `${E}[?${mode}h`).join('')],
	['cursor and keypad keys', `${E}[?1h${E}=`],
	['kitty’s keyboard, pushed thrice', `${E}[>1u${E}[>31u${E}[>5u${E}[=9u`],
	['modifyOtherKeys', `${E}[>4;2m${E}[>1;3m${E}[>2;3m`],
	['the cursor’s look', `${E}[?25l${E}[?12h${E}[3 q`],
	['colours', `${E}]4;1;#00ff00\\007${E}]10;#ff0000\\007${E}]11;#00ff00${E}\\\\${E}]12;#0000ff\\007`],
	['title', `${E}]0;owned\\007${E}]2;owned too${E}\\\\`],
	['a hyperlink and a progress bar', `${E}]8;;http://owned.example\\007${E}]9;4;1;50\\007`],
	['attributes', `${E}[1;3;4;5;7;8;9;31;44m`],
	['no tab stops', `${E}[3g`],
	['the alternate screen', `${E}[?1049h${E}[2J${E}[5;10r${E}[?6h`],
	['the alternate screen, by its old name', `${E}[?47h${E}(0`],
	['an unfinished command', `${E}]0;unfinished`],
	['an unfinished string', `${E}Pq#0;2;0;0;0`],
	['an unfinished sequence', `${E}[12;`],
	['half a character', '\\342\\224'],
	['a saved cursor in line drawing', `${E}(0${E}[?6h${E}7`],
];

describe.skipIf(skip)('a mode that a session leaves behind', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'behind');
		await scene.idle('p');
	});
	afterAll(() => scene.clear());

	/** Opens the dashboard as a job of a shell, with the container selected. */
	async function openAt(name: string): Promise<{ terminal: Terminal; left: () => string[] }> {
		const terminal = await openJobShell({ DOCKER_HOST: engine.host });
		const left = watchLeftBehind(terminal.emulator);
		await run(terminal, `${process.execPath} ${cli}`);
		await terminal.until(/1 Containers \d/);
		await filter(terminal, name);
		await terminal.until('· 1 found');
		return { terminal, left };
	}

	/** Expects that letters are letters, tabs go to every eighth column, and the whole screen scrolls. */
	async function expectUsable(terminal: Terminal): Promise<void> {
		await run(terminal, "clear; printf 'lqqk\\tx\\n'; seq 100 150; echo $((6*7))-done");
		await terminal.until(/^42-done$/m);
		const rows = terminal.screen();
		const last = rows.indexOf('42-done');
		expect(last).toBeGreaterThanOrEqual(rows.length - 2);
		expect(rows.slice(0, last)).toEqual(Array.from({ length: last }, (_, index) => String(151 - last + index)));
		await run(terminal, "clear; printf 'lqqk\\tx\\tz\\n'");
		await terminal.until(/^lqqk {4}x {7}z$/m);
		const y = terminal.screen().findIndex(row => row.startsWith('lqqk'));
		expect(terminal.cell(0, y)).toMatchObject({ foreground: undefined, background: undefined, inverse: false });
	}

	test.each(payloads)('(%s) is undone on the dashboard and in the user’s shell', async (_, printed) => {
		const name = scene.nameOf('p');
		const { terminal, left } = await openAt(name);
		await terminal.until(new RegExp(`● ${name}`));
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		await terminal.type(`printf '${printed}'; exec sleep 0\r`);
		await terminal.until(/ended with exit code 0/);
		expect(left().sort()).toEqual(own);
		expect(terminal.screen().join('\n')).toContain(`┌ 1 Containers`);
		await untilDashboard(terminal);
		await terminal.press('esc', 'q');
		await terminal.until(/prompt> ?$/m);
		expect(left()).toEqual([]);
		await expectUsable(terminal);
	});

	test('is undone when a session sets all modes at once and is killed in the middle', async () => {
		const id = await scene.idle('k');
		const { terminal, left } = await openAt(scene.nameOf('k'));
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		const all = payloads.filter(([name]) => !/unfinished|half/.test(name)).map(([, printed]) => printed);
		await terminal.type(`printf '%b' '${all.join('')}'; kill -9 -1; sleep 9\r`);
		await scene.post(`/containers/${id}/kill?signal=KILL`);
		await terminal.until(/exit code 137|ended before the command did/);
		expect(left().sort()).toEqual(own);
		await terminal.press('esc', 'q');
		await terminal.until(/prompt> ?$/m);
		expect(left()).toEqual([]);
		await expectUsable(terminal);
	});

	test('is undone when a signal ends plimsoll while a session has the terminal', async () => {
		await scene.idle('s');
		const { terminal, left } = await openAt(scene.nameOf('s'));
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		await terminal.type(`printf '${E}[5;10r${E}[?6h${E}(0${E}]0;owned\\007${E}[>1u${E}[?1003h${E}[?1049h'\r`);
		await terminal.until(() => left().includes('mode ?1003'));
		process.kill(Number(childOf(terminal.pid)), 'SIGTERM');
		await terminal.until(/prompt> ?$/m);
		expect(left()).toEqual([]);
		await expectUsable(terminal);
	});
});

/** Returns the process that a shell has started. */
function childOf(pid: number): string {
	return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').at(-1) ?? '';
}
