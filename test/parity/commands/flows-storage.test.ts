import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import type { Dashboard } from '../../helpers/dashboard.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { fail } from '../../helpers/proxy/recording-proxy.js';
import { closeTerminals } from '../../helpers/terminal/terminal.js';
import { fill, select } from '../../story/keyboard.js';
import { type Flow, type FlowRecorder, openRecorder } from './flow-recorder.js';

const { skip, engine: real } = engineOrSkip('dockerCli');

/** The docker CLI runs each command that the dashboard shows for volumes, networks and the clean-up. */
describe.skipIf(skip)('the docker CLI, given the shown command for volumes and networks,', () => {
	let scene: Scene;
	let recorder: FlowRecorder;

	beforeAll(async () => {
		scene = createScene(real, 'flow-parity');
		await scene.idle('web');
		await scene.idle('member', {}, { NetworkMode: await scene.network('net') });
		await scene.network('empty');
		recorder = await openRecorder(real.host, undefined);
	});
	afterEach(closeTerminals);
	afterAll(async () => {
		await recorder?.close();
		await scene.delete(`/volumes/${scene.nameOf('data')}?force=1`).catch(() => undefined); // Its test has usually removed it.
		await scene.clear();
	});

	const same = (shown: RegExp, flow: Flow) => recorder.expectSame(shown, flow);
	const create = (pane: string, values: Parameters<typeof fill>[1]) => async (app: Dashboard) => {
		await app.press(pane, 'c');
		await fill(app, values);
		await app.press('enter');
	};
	const made = { 'POST /volumes/create': fail(201, '{"Name":"x"}'), 'POST /networks/create': fail(201, '{"Id":"x"}') };

	test('sends our requests for volume create', async () => {
		await same(/^docker volume create$/, { keys: create('3', { name: '' }), answers: made, both: true });
		const options = ['type=tmpfs', 'device=tmpfs', 'o=size=1m,uid=1000'];
		const whole = { name: scene.nameOf('data'), options, labels: ['a=b c', 'plimsoll-test=flow-parity'] };
		await same(/^docker volume create --opt/, { keys: create('3', whole), answers: made });
	});

	test('sends our requests for volume rm, also by force', async () => {
		const gone = { 'DELETE /volumes/*': fail(204, '') };
		const remove = (key: string) => async (app: Dashboard) => {
			await app.until(({ lists: { volumes } }) => volumes.items.some(({ name }) => name === scene.nameOf('data')));
			await select(app, '3', scene.nameOf('data'));
			await app.press(key);
		};
		await same(/^docker volume rm data/, { keys: remove('d'), answers: gone, both: true });
		await same(/^docker volume rm --force data/, { keys: remove('D'), answers: gone });
	});

	test('sends our requests for network create', async () => {
		await same(/^docker network create a$/, { keys: create('4', { name: 'a' }), answers: made, both: true });
		const subnet = { subnet: '10.215.0.0/16', gateway: '10.215.0.1' };
		const whole = { name: 'b', driver: 'macvlan', ...subnet, internal: true, ipv6: true, labels: ['a=b c'] };
		await same(/^docker network create --driver macvlan/, { keys: create('4', whole), answers: made, both: true });
	});

	test('sends our requests for network connect, disconnect and rm', async () => {
		const net = scene.nameOf('net');
		const pick = (key: string, container: string) => async (app: Dashboard) => {
			await select(app, '4', net);
			await app.press(key);
			await app.type(container);
			await app.press('enter');
		};
		const connect = (values: Parameters<typeof fill>[1]) => async (app: Dashboard) => {
			await pick('+', scene.nameOf('web'))(app);
			await fill(app, values);
			await app.press('enter');
		};
		const done = { 'POST /networks/*': fail(200, '') };
		await same(/^docker network connect net/, { keys: connect({ ip: '' }), answers: done, both: true });
		const whole = connect({ aliases: ['api', 'www'], ip: '10.214.1.5' });
		await same(/^docker network connect --alias api/, { keys: whole, answers: done, both: true });
		await same(/^docker network disconnect net/, { keys: pick('-', 'member'), answers: done });
		const gone = { 'DELETE /networks/*': fail(204, '') };
		await recorder.app.until(
			({ lists: { containers } }) =>
				!containers.items.some(({ name, networks }) => name === scene.nameOf('member') && net in networks),
		);
		const remove = async (app: Dashboard) => {
			await select(app, '4', net);
			await app.press('d');
		};
		await same(/^docker network rm net/, { keys: remove, answers: gone, both: true });
	});

	test.each([
		['Stopped containers', /^docker container prune --force$/],
		['Dangling images', /^docker image prune --force$/],
		['All images without', /^docker image prune --all --force$/],
		['Volumes that no', /^docker volume prune (?:--all )?--force$/],
		['Networks that no running', /^docker network prune --force$/],
		['Build cache', /^docker builder prune --force$/],
	])('sends our requests for the clean-up of: %s', async (label, shown) => {
		const answers = { 'GET /system/df': fail(200, JSON.stringify(everything)), 'POST /*': fail(200, '{}') };
		const keys = async (app: Dashboard) => {
			await app.press('X');
			for (let steps = 0; !isChosen(app, label); steps++) {
				if (steps > 8) {
					throw new Error(`there is no ${label}:\n${app.text()}`);
				}
				await app.press('down');
			}
			await app.press('enter', 'y');
		};
		await same(shown, { keys, answers, both: true });
	});
});

function isChosen(app: Dashboard, label: string): boolean {
	const top = app.state().modals.at(-1);
	return top?.kind === 'menu' && top.items[top.index]?.label.startsWith(label) === true;
}

/** One unused object of each kind. */
const everything = {
	LayersSize: 1,
	Images: [{ Id: 'sha256:a', RepoTags: null, Size: 1, SharedSize: 0, Containers: 0, Created: 1 }],
	Containers: [{ Id: 'c', Names: ['/c'], State: 'exited', SizeRw: 1, Created: 1 }],
	Volumes: [{ Name: 'v', Driver: 'local', UsageData: { Size: 1, RefCount: 0 } }],
	BuildCache: [{ ID: 'b', Type: 'regular', Size: 1, InUse: false, Shared: false }],
};
