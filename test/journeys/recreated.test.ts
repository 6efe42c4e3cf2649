import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../source/engine/docker/docker-engine.js';
import { currentLayout, selectedItem } from '../../source/state/selectors.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { rowOf, toasts } from './subject.js';

const { skip, engine } = engineOrSkip();

describe.skipIf(skip)('a container that is created again on a real engine', () => {
	let scene: Scene;
	let app: Dashboard;
	beforeAll(() => {
		scene = createScene(engine, 'recreated');
	});
	afterEach(async () => {
		app.close();
		await scene.clear();
	});

	const labelsOf = (service: string, more: Record<string, string> = {}) => ({
		Labels: {
			'com.docker.compose.project': `shop${scene.mark}`,
			'com.docker.compose.service': service,
			'com.docker.compose.container-number': '1',
			'com.docker.compose.oneoff': 'False',
			...more,
		},
	});
	/** A program that writes a line and needs a while to stop. */
	const slow = (word: string) => ['sh', '-c', `echo ${word}; trap "sleep 2; exit 0" TERM; while :; do sleep 0.2; done`];

	/** Opens the dashboard on the scene's containers with one of them selected. */
	async function at(word: string): Promise<void> {
		const client = await openClient({ url: engine.host, origin: 'test' }, { env: {} });
		app = await openDashboard({ engine: createDockerEngine(client), columns: 150 });
		await app.press('/');
		await app.type(scene.mark);
		await app.press('enter', 'g');
		for (let row = 0; selected()?.name !== scene.nameOf(word) && row < 9; row++) {
			await app.press('j');
		}
		expect(selected()?.name).toBe(scene.nameOf(word));
	}
	const selected = () => selectedItem(app.state(), 'containers');
	/** Every container that is selected until `work` has ended and the selection is on `id`. */
	async function selectedDuring(work: Promise<unknown>, id: () => string): Promise<ReadonlySet<string | undefined>> {
		const seen = new Set([selected()?.labels['com.docker.compose.service'] ?? selected()?.name]);
		const stop = app.runtime.store.subscribe(() => {
			seen.add(selected()?.labels['com.docker.compose.service'] ?? selected()?.name);
		});
		await work;
		await app.until(() => selected()?.id === id() && selected()?.state === 'running');
		stop();
		return seen;
	}
	const post = (id: string, call: string) => scene.post(`/containers/${id}/${call}`);

	test('by compose keeps selection, mark, log and zoom, and refuses verbs until it is there', async () => {
		const old = await scene.run('web', slow('before'), labelsOf('web'));
		await scene.idle('alone');
		await scene.idle('zz', labelsOf('db'));
		await at('web');
		await app.press('space', 'k', 'l', 'z');
		await app.untilText('before');
		let fresh = '';
		const recreate = async () => {
			const name = scene.nameOf('web');
			const labels = labelsOf('web', { 'com.docker.compose.replace': 'web-1' });
			fresh = await scene.create(`${old.slice(0, 12)}_web`, slow('after'), labels);
			const stopping = post(old, 'stop');
			await app.until(state => state.lists.containers.byKey.get(old)?.replacement === 'old');
			await app.press('escape');
			expect(app.text()).toMatch(/web-x\w+ .* Being replaced/);
			for (const key of ['s', 'r', 'p', 'd', 'D']) {
				await app.press(key);
				expect(app.state().modals).toEqual([]);
				expect(toasts(app)).toContain(`${name} is being replaced`);
			}
			expect(app.state().commands).toEqual([]);
			await app.press('l', 'z');
			await stopping;
			await scene.delete(`/containers/${old}`);
			await post(fresh, `rename?name=${name}`);
			await post(fresh, 'start');
		};
		const seen = await selectedDuring(recreate(), () => fresh);
		expect([...seen]).toEqual(['web']);
		expect(app.state().panes.containers).toMatchObject({ tab: 'logs', marks: new Set([fresh]) });
		expect(currentLayout(app.state()).panes).toEqual([]);
		await app.untilText('after');
		// The log goes on below the lines of the container before.
		expect(app.text()).toMatch(/before[\s\S]*after/);
		await app.until(() => rowOf(app, scene.nameOf('web'))?.replacement === undefined);
	});

	test('by the first version of compose, which renames the old one, keeps the selection', async () => {
		const old = await scene.run('web', slow('before'), labelsOf('web'));
		await scene.idle('zz', labelsOf('db'));
		await at('web');
		let fresh = '';
		const recreate = async () => {
			await post(old, 'stop?t=0');
			await post(old, `rename?name=${old.slice(0, 12)}_${scene.nameOf('web')}`);
			fresh = await scene.create('web', slow('after'), labelsOf('web'));
			await post(fresh, 'start');
			await scene.delete(`/containers/${old}`);
		};
		expect([...(await selectedDuring(recreate(), () => fresh))]).toEqual(['web']);
	});

	test('by `docker rm -f` and `docker run` with its name gets the selection and the mark back', async () => {
		const old = await scene.idle('web');
		await scene.idle('aa');
		await scene.idle('zz');
		await at('web');
		await app.press('space');
		await app.press('k');
		let fresh = '';
		const recreate = async () => {
			await scene.delete(`/containers/${old}?force=1`);
			await app.until(state => !state.lists.containers.byKey.has(old));
			fresh = await scene.idle('web');
		};
		await selectedDuring(recreate(), () => fresh);
		expect([...app.state().panes.containers.marks]).toEqual([fresh]);
	});

	test('by `compose down` and `compose up` gets the selection back among all others', async () => {
		const words = ['aa', 'web', 'yy', 'zz'];
		const olds: string[] = [];
		for (const word of words) {
			olds.push(await scene.idle(word, labelsOf(word)));
		}
		await at('web');
		const ids = new Map<string, string>();
		const again = async () => {
			await Promise.all(olds.map(id => scene.delete(`/containers/${id}?force=1`)));
			await app.until(state => olds.every(id => !state.lists.containers.byKey.has(id)));
			for (const word of words) {
				ids.set(word, await scene.idle(word, labelsOf(word)));
			}
		};
		await selectedDuring(again(), () => ids.get('web') ?? '');
		expect(selected()?.name).toBe(scene.nameOf('web'));
	});
});
