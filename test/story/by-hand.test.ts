import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../helpers/engine/free-port.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { filter, openPlimsoll, untouched } from '../pty/plimsoll.js';
import { fill } from './keyboard.js';
import { openStage, type Stage, webApp } from './stage.js';

const { skip, engine: real } = engineOrSkip('registry');

/** The main steps of the journey once more, with the shipped program in a terminal. */
describe.skipIf(skip)('build, run, shell and push in a terminal', () => {
	let stage: Stage;
	let folder: string;

	beforeAll(async () => {
		stage = await openStage(real, 'byhand');
		// The default tag is the name of the folder.
		folder = stage.folder(`hello${stage.mark}`, webApp(real.busybox, stage.mark));
		const { server, username, password } = real.registry;
		await stage.app.press('L');
		await fill(stage.app, { registry: server, username, password });
		await stage.app.press('enter');
		await stage.app.until(({ modals }) => modals.length === 0);
	});
	afterEach(closeTerminals);
	afterAll(() => stage?.close());

	test('work one after the other with the shipped program', async () => {
		const image = `hello${stage.mark}`;
		const port = await freePort();
		const env = { HOME: stage.home, DOCKER_CONFIG: stage.config };
		const terminal = openPlimsoll({ host: real.host, cwd: folder, env });
		await terminal.until(/2 Images \d/);
		// The containers of other tests come and go, also the selected one.
		await filter(terminal, stage.mark);
		await terminal.until('· 0 found');
		await terminal.press('2', 'b');
		await terminal.until(`$ docker build -t ${image} ${folder}`);
		await terminal.press('enter');
		await terminal.until(/✓ Build hello/);

		await terminal.press('r');
		await terminal.until(`Run ${image}:latest`);
		await terminal.press('tab');
		await terminal.type(`web-${stage.mark}`);
		await terminal.press('tab', 'tab', 'tab');
		await terminal.type(`${port}:80`);
		await terminal.until(`-p ${port}:80`);
		await terminal.press('enter');
		await terminal.until('* Running on http://0.0.0.0:80/');
		expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('<h1>Hello World</h1>\n');

		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		await terminal.type('ps; echo from-the-terminal > /note; cat /note\r');
		await terminal.until(/sh \/serve\.sh/);
		await terminal.until(/^from-the-terminal$/m);
		await terminal.type('exit\r');
		await terminal.until('ended with exit code 0');

		await terminal.press('esc', '2');
		await filter(terminal, image);
		await terminal.until('1 found');
		await terminal.press('t');
		await terminal.until(`Tag ${image}:latest`);
		await terminal.press('ctrl-u');
		await terminal.type(`${real.registry.server}/user/${image}:v1`);
		await terminal.press('enter');
		await terminal.until(/✓ docker tag/);
		await terminal.until(`│             ${real.registry.server}/user/${image}:v1`);
		await terminal.press('P');
		await terminal.until(`$ docker push ${real.registry.server}/user/${image}:v1`);
		await terminal.press('enter');
		await terminal.until(/sha256:[0-9a-f]{64}/);
		await terminal.press('esc', 'esc', 'esc', 'q');
		await terminal.exited;
		expect(terminal.modes).toEqual(untouched);
	});
});
