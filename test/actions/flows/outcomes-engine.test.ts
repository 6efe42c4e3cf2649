import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine, Session } from '../../../source/engine/engine.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { freePort } from '../../helpers/engine/free-port.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { endOf } from '../../helpers/session-end.js';
import { openAt } from './driving.js';
import { fill, goToField } from './run-driving.js';

const { skip, engine: provided } = engineOrSkip();

const footerOf = (app: Dashboard) => app.screen().at(-1) ?? '';
const lastCommand = (app: Dashboard) => app.state().commands.at(-1);

describe.skipIf(skip)('the outcome of a command on a real engine', () => {
	let engine: Engine;
	let scene: Scene;
	beforeAll(async () => {
		engine = createDockerEngine(await openClient({ url: provided.host, origin: 'test' }));
		scene = createScene(provided, 'outcomes');
	});
	afterEach(() => scene.clear());
	afterAll(() => engine.close());

	/** Writes a text to each session, and reads it to its end. */
	const typing = (text: string) => ({
		attach: async (session: Session) => {
			if (text !== '') {
				session.write(text);
			}
			for await (const _ of session.output) {
				// The session ends by itself.
			}
			return endOf(session);
		},
	});

	test('a start that fails because the port is taken ends with that cause in footer and command log', async () => {
		const port = String(await freePort());
		const published = {
			NetworkMode: 'bridge',
			PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: port }] },
		};
		await scene.run('first', ['sleep', '1000'], { ExposedPorts: { '80/tcp': {} } }, published);
		await scene.create('second', ['sleep', '1000'], { ExposedPorts: { '80/tcp': {} } }, published);
		const app = await openAt('containers', scene.nameOf('second'), { engine });
		await app.press('s');
		await app.until(state => state.modals.length > 0);
		expect(app.state().modals).toMatchObject([{ kind: 'text', title: `Start ${scene.nameOf('second')}` }]);
		expect(app.text()).toContain('y copy · Esc close');
		await app.press('escape');
		expect(footerOf(app)).toMatch(/✗ Start second-\S+: ….*port is already allocated/);
		await app.press('!', 'y', 'escape');
		expect(app.copied.at(-1)).toMatch(/port is already allocated/);
		await app.press('@');
		expect(app.text()).toMatch(/docker start second-\S+ .*….*port is already allocated/);
		await app.press('enter');
		expect(app.text()).toMatch(/failed after/);
	});

	test.each([
		['exit 2', 'exit 2'],
		['exit 127', 'exit 127, the command was not found'],
		['exit 137', 'exit 137, killed (SIGKILL)'],
		['exit 143', 'exit 143, terminated (SIGTERM)'],
	])('a run in the foreground that ends by "%s" has failed with %s', async (script, words) => {
		const app = await openAt('images', provided.busybox.split(':')[0]!, { engine, terminal: typing('') });
		await app.press('r');
		await fill(app, 'command', `sh -c "echo one; echo two >&2; ${script}"`);
		await fill(app, 'label', 'plimsoll-test=outcomes');
		await goToField(app, 'mode');
		await app.press('left');
		await goToField(app, 'rm');
		await app.press('space', 'enter');
		await app.until(() => lastCommand(app)?.status !== 'running' && lastCommand(app)?.milliseconds !== undefined);
		expect(lastCommand(app)).toMatchObject({ status: 'failed', message: words });
		await app.until(state => state.modals.length === 0);
		await app.press('@');
		expect(app.text()).toMatch(new RegExp(`✗ docker run .*${words.replace(/[()]/g, '.')}`));
		await app.press('enter');
		expect(app.text()).toContain('--label plimsoll-test=outcomes');
		expect(app.text()).toMatch(/│ one +[│┃]/);
		expect(app.text()).toMatch(/│ two +[│┃]/);
	});

	test('a command of the exec form, a shell and an attached process show the exit code in the command log', async () => {
		await scene.idle('web', {}, {});
		await scene.run('reader', ['sh', '-c', 'read line; exit 5'], { OpenStdin: true });
		const app = await openAt('containers', scene.nameOf('web'), { engine, terminal: typing('exit 4\n') });
		await app.press('e');
		await app.until(() => lastCommand(app)?.status === 'failed');
		expect(lastCommand(app)).toMatchObject({ message: 'exit 4' });
		await app.press('E');
		await app.press('tab', 'space', 'shift-tab');
		await fill(app, 'command', 'sh -c "echo seen; exit 3"');
		await app.press('enter');
		await app.until(state => state.commands.length === 2 && lastCommand(app)?.status === 'failed');
		expect(lastCommand(app)).toMatchObject({ message: 'exit 3' });
		await app.press('/');
		await app.press('ctrl-u');
		await app.type(scene.nameOf('reader'));
		await app.press('enter', 'a');
		await app.until(state => state.modals.length > 0);
		await app.press('y');
		await app.until(state => state.commands.length === 3 && lastCommand(app)?.status === 'failed');
		expect(lastCommand(app)).toMatchObject({ message: 'exit 5' });
	});

	test('a forced removal of a network first shows every command that it then runs', async () => {
		const network = await scene.network('lan');
		await scene.idle('left', {}, { NetworkMode: network });
		await scene.idle('right', {}, { NetworkMode: network });
		const app = await openAt('containers', scene.nameOf('left'), { engine });
		await app.press('4', '/');
		await app.type(network);
		await app.press('enter', 'D');
		await app.until(state => state.modals.length > 0);
		const shown = app.text();
		await app.press('y');
		await app.until(state => state.commands.length === 3 && state.commands.every(({ status }) => status === 'done'));
		for (const { command } of app.state().commands) {
			expect(shown).toContain(`$ ${command.join(' ')}`);
		}
	});
});
