import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { closeTerminals } from '../../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from '../plimsoll.js';

const { skip, engine } = engineOrSkip();

afterEach(closeTerminals);

describe.skipIf(skip)('a container with a terminal', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'attach');
		await scene.run('tty', ['sh'], { Tty: true, OpenStdin: true });
	});
	afterAll(() => scene.clear());

	test('can be attached: the first line says how to detach, and ctrl-p ctrl-q leaves the process running', async () => {
		const terminal = openPlimsoll({ host: engine.host });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.mark);
		await terminal.until('· 1 found');
		await terminal.press('a');
		await terminal.until(/ctrl-p.*ctrl-q/i);
		if (terminal.modes.alternateScreen) {
			await terminal.press('enter');
		}
		await terminal.until(() => !terminal.modes.alternateScreen);
		await terminal.type('echo in-$((40+2))\r');
		await terminal.until('in-42');
		await terminal.press('ctrl-p', 'ctrl-q');
		await terminal.until(/● tty-x/);
		expect(terminal.modes.alternateScreen).toBe(true);
		await terminal.press('?');
		await terminal.until('Help');
		const { State } = (await scene.get(`/containers/${scene.nameOf('tty')}/json`)) as { State: { Running: boolean } };
		expect(State.Running).toBe(true);
	});

	test('can be attached in two dashboards, each of which shows the other’s input', async () => {
		const terminals = [openPlimsoll({ host: engine.host }), openPlimsoll({ host: engine.host, columns: 80, rows: 24 })];
		for (const terminal of terminals) {
			await terminal.until(/1 Containers \d/);
			await filter(terminal, scene.mark);
			await terminal.until(/● tty-x/);
		}
		await terminals[0]?.press('p');
		for (const terminal of terminals) {
			await terminal.until(/◫ tty-x/);
		}
		await terminals[1]?.press('p');
		for (const terminal of terminals) {
			await terminal.until(/● tty-x/);
		}
	});
});
