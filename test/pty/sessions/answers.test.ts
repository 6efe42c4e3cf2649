import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { changesOutsideSessions, proxied } from '../../faults/kit.js';
import { answers, truncated, unassigned } from '../../fuzz/keys/hostile-input.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { filter, openPlimsoll, selectedRow } from '../plimsoll.js';

const { skip, engine } = engineOrSkip();
afterEach(closeTerminals);

describe.skipIf(skip)('a terminal’s late answer to a query of a shell', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'answers');
		await scene.idle('web');
	});
	afterAll(() => scene.clear());

	test.each([0, 40, 150, 400, 1500])('does not act as a key when it arrives %i ms later', async ms => {
		const proxy = await proxied(engine.host);
		const terminal = openPlimsoll({ host: proxy.host });
		const answered = answerLate(terminal, ms);
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.nameOf('web'));
		await terminal.until('· 1 found');
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		proxy.forget();
		// These ask for the colour, the name, a capability, the title, a mode and the cursor's position.
		const questions = '\\033]11;?\\033\\\\\\033[>q\\033P+q5463\\033\\\\\\033[21t\\033[?2026$p\\033[6n';
		await terminal.type(`printf '${questions}'; exit\r`);
		await terminal.until('ended with exit code 0');
		await answered;
		await terminal.press('?');
		await terminal.until('Help');
		await terminal.press('?');
		await terminal.until(screen => !screen.join('\n').includes('Help'));
		await terminal.until(/● web-x/);
		expect(changesOutsideSessions(proxy)).toEqual([]);
	});
});

/** Sends the colour answer after `ms`, and answers that the emulator does not give; resolves when all are sent. */
function answerLate(terminal: Terminal, ms: number): Promise<void> {
	return new Promise(resolve => {
		terminal.emulator.parser.registerOscHandler(11, () => {
			void delay(ms).then(async () => {
				const late = ['\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\', '\x1bP>|xterm(389)\x1b\\', '\x1bP1+r5463=323536\x1b\\'];
				for (const each of [...late, '\x1b]lrestart\x1b\\', '\x1b[?2026;2$y', '\x1b[24;80R']) {
					await terminal.send(Buffer.from(each, 'latin1'));
				}
				resolve();
			});
			return true;
		});
	});
}

test('the dashboard ignores answers, reports, key releases and halves of them', async () => {
	const terminal = openPlimsoll({ args: ['--demo'] });
	await terminal.until(() => selectedRow(terminal) !== undefined);
	const names = terminal
		.screen()
		.slice(3, 9)
		.map(row => row.slice(0, 14));
	const selected = () => selectedRow(terminal)?.slice(0, 14);
	for (const { sent } of [...answers, ...unassigned]) {
		await terminal.send(Buffer.from(sent, 'latin1'));
	}
	await terminal.press('j');
	await terminal.until(() => selected() === names[1]);
	// The tokenizer gives up each half when nothing follows; a later end would be text.
	for (const { sent } of truncated.filter((_, index) => index % 40 === 0)) {
		await terminal.send(Buffer.from(sent, 'latin1'));
		await delay(350);
	}
	await terminal.press('j');
	await terminal.until(() => selected() === names[2]);
	await terminal.press('k', 'k');
	await terminal.until(() => selected() === names[0]);
	expect(terminal.screen().join('\n')).not.toMatch(/docker (restart|stop|kill|rm)|Commit|Help/);
	await terminal.press('?');
	await terminal.until('Help');
});

test('the dashboard reads keys again after a paste that never ends', async () => {
	const terminal = openPlimsoll({ args: ['--demo'] });
	await terminal.until(() => selectedRow(terminal) !== undefined);
	await terminal.press('/');
	await terminal.send(Buffer.from('\x1b[200~web'));
	await terminal.until(/\/web/);
	await terminal.press('x');
	await terminal.until(/\/webx/);
	await terminal.press('esc', '?');
	await terminal.until('Help');
});
