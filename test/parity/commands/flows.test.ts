import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import type { Dashboard } from '../../helpers/dashboard.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { fail } from '../../helpers/proxy/recording-proxy.js';
import { closeTerminals } from '../../helpers/terminal/terminal.js';
import { fill, select } from '../../story/keyboard.js';
import { type Flow, type FlowRecorder, openRecorder } from './flow-recorder.js';

const { skip, engine: real } = engineOrSkip('dockerCli');

/** The docker CLI runs each command that the dashboard shows for an action on containers. */
describe.skipIf(skip)('the docker CLI, given the shown command for containers,', () => {
	let scene: Scene;
	let recorder: FlowRecorder;
	let web: string;

	beforeAll(async () => {
		scene = createScene(real, 'flow-parity');
		web = scene.nameOf('web');
		await scene.idle('web', { Tty: true, OpenStdin: true });
		recorder = await openRecorder(real.host, undefined);
	});
	afterEach(closeTerminals);
	afterAll(async () => {
		await recorder?.close();
		await scene.clear();
	});

	const accepted = { 'POST /containers/*': fail(204, '') };
	const isState = (wanted: string, name = web) =>
		recorder.app.until(
			({ lists: { containers } }) => containers.items.find(each => each.name === name)?.state === wanted,
		);
	const at = async (app: Dashboard, ...keys: string[]) => {
		await select(app, '1', scene.mark);
		await app.press(...keys);
	};
	const same = (shown: RegExp, flow: Flow) => recorder.expectSame(shown, flow);

	test('sends our requests for pause, unpause, restart, stop and start', async () => {
		await same(/^docker pause web/, { keys: app => at(app, 'p'), answers: accepted });
		await isState('paused');
		await same(/^docker unpause web/, { keys: app => at(app, 'p'), answers: accepted });
		await isState('running');
		await same(/^docker restart web/, { keys: app => at(app, 'r'), answers: accepted });
		await isState('running');
		await same(/^docker stop web/, { keys: app => at(app, 's'), answers: accepted });
		await isState('exited');
		await same(/^docker start web/, { keys: app => at(app, 's'), answers: accepted });
		await isState('running');
	});

	test('sends our requests for kill', async () => {
		const keys = async (app: Dashboard) => {
			await at(app, 'K');
			await app.type('winch');
			await app.press('enter');
		};
		await same(/^docker kill --signal WINCH web/, { keys, answers: accepted });
	});

	test('sends our requests for update', async () => {
		const keys = async (app: Dashboard) => {
			await at(app, 'u');
			await fill(app, { memory: '96m', memorySwap: '-1', cpus: '0.5', pidsLimit: '50', restart: 'on-failure:3' });
			await app.press('enter');
		};
		await same(/^docker update .*--cpus 0\.5/, { keys });
	});

	test('sends our requests for commit', async () => {
		const named = `plimsoll-parity-${scene.mark}:v1`;
		const answers = { 'POST /commit': fail(201, '{"Id":"sha256:0"}') };
		const commit = (values: Parameters<typeof fill>[1]) => async (app: Dashboard) => {
			await at(app, 'c');
			await fill(app, values);
			await app.press('enter');
		};
		await same(/^docker commit web/, { keys: commit({ reference: '' }), answers, both: true });
		const changes = ['CMD ["sh", "-l"]', 'ENV A=b c'];
		const whole = { reference: named, message: 'two words', author: 'Ada <a@b>', changes, pause: false };
		await same(/^docker commit --author/, { keys: commit(whole), answers, both: true });
	});

	test('sends our requests for exec, with and without a form', async () => {
		const answers = { 'POST /containers/*': fail(201, '{"Id":"x"}'), 'POST /exec/*': fail(500) };
		// The image has no bash, which is tried first: the shown command has the shell that started.
		let missing = 0;
		const isOfShown = ({ body }: { body: unknown }) => {
			const { Cmd } = body as { Cmd?: readonly string[] };
			if (Cmd?.[0] === 'bash') {
				missing++;
				return false;
			}
			return Cmd !== undefined || missing-- <= 0;
		};
		await same(/^docker exec -it .*web/, { keys: app => at(app, 'e'), answers, only: isOfShown });
		const keys = async (app: Dashboard) => {
			await at(app, 'E');
			const env = ['A=1', 'B=two words'];
			await fill(app, { command: "sh -c 'echo $A'", user: 'nobody', workdir: '/tmp', env, privileged: true });
			await app.press('enter');
		};
		await same(/^docker exec -it -u nobody -w \/tmp/, { keys, answers });
	});

	test('sends our requests for attach', async () => {
		const keys = async (app: Dashboard) => {
			await at(app, 'a', 'y');
		};
		await same(/^docker attach web/, { keys, answers: { 'POST /containers/*': fail(500) } });
	});

	test('sends our requests for rename', async () => {
		const keys = async (app: Dashboard) => {
			await at(app, 'R');
			await fill(app, { name: scene.nameOf('renamed') });
			await app.press('enter');
		};
		await same(/^docker rename web/, { keys, answers: accepted });
	});

	test('sends our requests for rm, with force and of several containers', async () => {
		const gone = { 'DELETE /containers/*': fail(204, '') };
		await scene.create('stopped', ['true']);
		const remove = (key: string, name: string) => async (app: Dashboard) => {
			await select(app, '1', scene.nameOf(name));
			if (/1 Containers [^┐]*hidden/.test(app.text())) {
				await app.press('A');
			}
			await app.press(key);
			if (app.state().modals.length > 0) {
				await app.press('y');
			}
		};
		await recorder.app.until(({ lists: { containers } }) =>
			containers.items.some(({ name }) => name === scene.nameOf('stopped')),
		);
		await same(/^docker rm stopped/, { keys: remove('d', 'stopped'), answers: gone });
		await same(/^docker rm --force --volumes renamed/, { keys: remove('D', 'renamed'), answers: gone });
		await scene.create('one', ['true']);
		await scene.create('two', ['true']);
		await recorder.app.until(({ lists: { containers } }) =>
			containers.items.some(({ name }) => name === scene.nameOf('two')),
		);
		const several = async (app: Dashboard) => {
			await at(app, '*', 'd');
			if (app.state().modals.length > 0) {
				await app.press('y');
			}
		};
		await same(/^docker rm (one|two)\S+ (one|two)/, { keys: several, answers: gone });
	});
});
