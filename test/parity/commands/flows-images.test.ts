import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import type { Dashboard } from '../../helpers/dashboard.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { fail } from '../../helpers/proxy/recording-proxy.js';
import { closeTerminals } from '../../helpers/terminal/terminal.js';
import { fill, select } from '../../story/keyboard.js';
import { type Flow, type FlowRecorder, openRecorder } from './flow-recorder.js';

const { skip, engine: real } = engineOrSkip('dockerCli', 'registry');

/** The docker CLI runs each command that the dashboard shows for an action on images. */
describe.skipIf(skip)('the docker CLI, given the shown command for images,', () => {
	let scene: Scene;
	let recorder: FlowRecorder;
	let image: string;

	beforeAll(async () => {
		scene = createScene(real, 'flow-parity');
		image = `${scene.nameOf('image')}:v1`;
		await makeImage(image);
		recorder = await openRecorder(real.host, real.registry);
		await recorder.app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(image)));
	});
	afterEach(closeTerminals);
	afterAll(async () => {
		await recorder?.close();
		await scene.delete(`/images/${image}?force=1`).catch(() => undefined); // Its test has usually removed it.
		await scene.clear();
	});

	/** Makes an image that the test may tag and remove. */
	async function makeImage(name: string): Promise<void> {
		const id = await scene.create('seed', ['true'], { Labels: { mark: name } });
		const query = new URLSearchParams({ container: id, repo: name.split(':')[0] ?? '', tag: 'v1' });
		await scene.post(`/commit?${query}`);
	}
	const at = async (app: Dashboard, ...keys: string[]) => {
		await select(app, '2', image);
		await app.press(...keys);
	};
	const same = (shown: RegExp, flow: Flow) => recorder.expectSame(shown, flow);
	const progress = fail(200, '{"status":"so far"}\n');
	/** Waits for the task that the keys started: its command is in the log at once. */
	const withTask = (keys: (app: Dashboard) => Promise<void>) => async (app: Dashboard) => {
		const before = app.state().tasks.length;
		await keys(app);
		await app.until(({ tasks }) => tasks.length > before && tasks.at(-1)?.status !== 'running');
	};

	test('sends our requests for a login', async () => {
		const keys = async (app: Dashboard) => {
			await app.press('L', 'l');
			await fill(app, { registry: 'registry.example.com:5000', username: 'ada', password: 'a pass:wörd' });
			await app.press('enter');
		};
		const answers = { 'POST /auth': fail(200, '{"Status":"Login Succeeded"}') };
		await same(/^docker login --username ada/, { keys, answers, both: true, input: 'a pass:wörd' });
	});

	test.each(['team/app:v2', 'busybox', 'example.com:5000/x/y', `app@sha256:${'a'.repeat(64)}`])(
		'pull %s',
		async reference => {
			const keys = withTask(async app => {
				await app.press('2', 'p');
				await fill(app, { reference });
				await app.press('enter');
			});
			await same(/^docker pull/, { keys, answers: { 'POST /images/*': progress }, both: true });
		},
	);

	test('sends our requests for a pull with stored credentials, for a platform', async () => {
		const keys = withTask(async app => {
			await app.press('2', 'p');
			await fill(app, { reference: `${real.registry.server}/x/y`, platform: 'linux/arm64' });
			await app.press('enter');
		});
		await same(/^docker pull --platform/, { keys, answers: { 'POST /images/*': progress }, both: true });
	});

	test('sends our requests for tag and push, to a registry with stored credentials and to Docker Hub', async () => {
		for (const reference of [`${real.registry.server}/${scene.nameOf('x')}/y:v1`, `${scene.nameOf('team')}/app`]) {
			const tag = async (app: Dashboard) => {
				await at(app, 't');
				await fill(app, { reference });
				await app.press('enter');
			};
			await same(/^docker tag/, { keys: tag, answers: { 'POST /images/*': fail(201, '') } });
			const named = reference.includes(':') ? reference : `${reference}:latest`;
			await recorder.app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(named)));
			const keys = withTask(async app => {
				await at(app, 'P');
				await fill(app, { reference: named });
				await app.press('enter');
			});
			await same(/^docker push/, { keys, answers: { 'POST /images/*': progress }, both: true });
			await scene.delete(`/images/${named}`);
			await recorder.app.until(({ lists: { images } }) => !images.items.some(({ tags }) => tags.includes(named)));
		}
	});

	test('sends our requests for save and load', async () => {
		const invoke = async (app: Dashboard, title: string) => {
			await at(app, ':');
			await app.type(title);
			await app.press('enter');
		};
		const answers = { 'GET /images/get': fail(200, 'tar'), 'POST /images/load': progress };
		const save = withTask(async app => {
			await invoke(app, 'Save to a file');
			await fill(app, { file: 'images.tar' });
			await app.press('enter');
		});
		await same(/^docker save -o images\.tar/, { keys: save, answers, both: true });
		writeFileSync(path.join(recorder.home, 'load.tar'), 'tar');
		const load = withTask(async app => {
			await invoke(app, 'Load from a file');
			await fill(app, { file: 'load.tar' });
			await app.press('enter');
		});
		await same(/^docker load -i load\.tar/, { keys: load, answers, both: true });
	});

	test('sends our requests for run', async () => {
		const answers = {
			'POST /containers/*': fail(204, ''),
			'POST /containers/create': fail(201, '{"Id":"0123456789ab"}'),
		};
		const keys = async (app: Dashboard) => {
			await at(app, 'r');
			await fill(app, {
				name: scene.nameOf('made'),
				command: 'sh -c "exit 0"',
				publish: '8080:80/udp',
				env: ['A=b c'],
			});
			await app.press('enter');
		};
		await same(/^docker run -d --name made/, { keys, answers, both: true });
	});

	test('sends our requests for rm of an image, also by force', async () => {
		const gone = { 'DELETE /images/*': fail(200, '[]') };
		await scene.clear();
		await recorder.app.until(
			({ lists: { containers } }) => !containers.items.some(({ name }) => name.endsWith(scene.mark)),
		);
		await same(/^docker rmi image/, { keys: app => at(app, 'd'), answers: gone, both: true });
		await same(/^docker rmi --force image/, { keys: app => at(app, 'D'), answers: gone });
	});
});
