import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../source/engine/docker/docker-engine.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';

const { skip, engine } = engineOrSkip();

describe.skipIf(skip)('a log on a real engine', () => {
	let scene: Scene;
	let app: Dashboard;
	beforeAll(() => {
		scene = createScene(engine, 'unbroken');
	});
	afterEach(async () => {
		app.close();
		await scene.clear();
	});

	/** A program that writes a word and waits; it ends at once on a signal. */
	const says = (word: string) => [
		'sh',
		'-c',
		`echo ${word} $(cat /proc/uptime); trap "echo bye; exit 3" TERM; while :; do sleep 3600 & wait $!; done`,
	];
	const labelsOf = (service: string, number = '1', more: Record<string, string> = {}) => ({
		Labels: {
			'com.docker.compose.project': `shop${scene.mark}`,
			'com.docker.compose.service': service,
			'com.docker.compose.container-number': number,
			'com.docker.compose.oneoff': 'False',
			...more,
		},
	});
	const post = (id: string, call: string) => scene.post(`/containers/${id}/${call}`);

	/** Opens the dashboard on the scene's containers and gives the log of the first one the focus. */
	async function open(...keys: readonly string[]): Promise<void> {
		const client = await openClient({ url: engine.host, origin: 'test' }, { env: {} });
		app = await openDashboard({ engine: createDockerEngine(client), columns: 150 });
		await app.press('/');
		await app.type(scene.mark);
		await app.press('enter', 'g', ...keys);
	}
	/** The log with its notes, whose time of day is left out, and the first word of each other line. */
	const texts = () =>
		[...app.state().logs.lines].map(({ text, isNote }) =>
			isNote
				? text
						.replace(/^──── | ────$/g, '')
						.replace(/ \d\d:\d\d:\d\d/, '')
						.replaceAll(`-${scene.mark}`, '')
				: text.split(' ')[0],
		);
	const has = (...expected: readonly string[]) =>
		app
			.until(() => JSON.stringify(texts()) === JSON.stringify(expected))
			.then(
				() => expect(texts()).toEqual(expected),
				() => expect(texts()).toEqual(expected),
			);

	test('goes on through a restart, a kill and a start, with a note for each', async () => {
		const id = await scene.run('web', says('hello'));
		await open('l');
		await has('hello');
		await post(id, 'restart');
		await has('hello', 'bye', 'web restarted · exit 3', 'hello');
		await post(id, 'kill');
		await has('hello', 'bye', 'web restarted · exit 3', 'hello', 'web stopped · exit 137, killed (SIGKILL)');
		await post(id, 'start');
		await has('hello', 'bye', 'web restarted · exit 3', 'hello', 'web restarted · exit 137, killed (SIGKILL)', 'hello');
	});

	test('goes on in the container that compose creates under a passing name, and through a rename', async () => {
		const old = await scene.run('web', says('before'), labelsOf('web'));
		await open('l');
		await has('before');
		const labels = labelsOf('web', '1', { 'com.docker.compose.replace': 'web-1' });
		const fresh = await scene.create(`${old.slice(0, 12)}_web`, says('after'), labels);
		await post(old, 'stop');
		await scene.delete(`/containers/${old}`);
		await post(fresh, `rename?name=${scene.nameOf('web')}`);
		await post(fresh, 'start');
		await has('before', 'bye', 'web recreated · exit 3', 'after');
		await post(fresh, `rename?name=${scene.nameOf('front')}`);
		await has('before', 'bye', 'web recreated · exit 3', 'after', 'web → front renamed');
	});

	test('of a project has one note for a replica whose successor waits, and no words about the one that is gone', async () => {
		const old = await scene.run('web', says('before'), labelsOf('web'));
		await scene.run('db', says('other'), labelsOf('db'));
		await open('.', 'g', 'l');
		await app.until(({ logs }) => logs.lines.length === 2);
		const labels = labelsOf('web', '1', { 'com.docker.compose.replace': 'web-1' });
		const fresh = await scene.create(`${old.slice(0, 12)}_web`, says('after'), labels);
		// Compose stops the old one, and waits for a dependency before it starts the new one.
		await app.until(({ lists }) => lists.containers.byKey.has(fresh));
		await post(old, 'stop');
		await app.until(() => texts().includes('bye'));
		await scene.delete(`/containers/${old}`);
		await post(fresh, `rename?name=${scene.nameOf('web')}`);
		await app.until(({ lists }) => !lists.containers.byKey.has(old));
		await app.press('ctrl-r');
		await post(fresh, 'start');
		await app.until(() => texts().includes('after'));
		expect(texts().filter(text => !['before', 'other', 'bye', 'after'].includes(text!))).toEqual([
			'web recreated · exit 3',
		]);
	});

	test('goes on after `docker rm -f` and `docker run` with its name', async () => {
		const old = await scene.run('web', says('before'));
		await scene.run('zz', says('other'));
		await open('l');
		await has('before');
		await scene.delete(`/containers/${old}?force=1`);
		await app.until(({ lists }) => !lists.containers.byKey.has(old));
		await scene.run('web', says('after'));
		await has('before', 'web recreated · exit 137, killed (SIGKILL)', 'after');
	});

	test('of a service keeps the lines of a replica that is removed, and takes those of a new one', async () => {
		const one = await scene.run('web1', says('one'), labelsOf('web', '1'));
		await scene.run('web2', says('two'), labelsOf('web', '2'));
		await open('.', 'g', 'l');
		await app.until(({ logs }) => logs.lines.length === 2);
		await scene.delete(`/containers/${one}?force=1`);
		await app.until(({ logs }) => logs.sources.some(({ status }) => status === 'ended'));
		await scene.run('web3', says('three'), labelsOf('web', '3'));
		await app.until(() => texts().includes('three'));
		expect(texts()).toContain('one');
		expect(texts()).toContain('web1 stopped · exit 137, killed (SIGKILL)');
		expect(app.state().logs.sources).toHaveLength(3);
	});

	test('that cannot be read has the words of the engine, once', async () => {
		await scene.run('aa', says('hidden'), {}, { LogConfig: { Type: 'none' } });
		await scene.run('web', says('shown'));
		await open('space', 'space', 'l');
		await app.until(({ logs }) => logs.sources.some(({ status }) => status === 'failed') && texts().includes('shown'));
		const notes = [...app.state().logs.lines].filter(({ isNote }) => isNote);
		expect(notes.map(({ text }) => text)).toEqual(['──── configured logging driver does not support reading ────']);
		await app.press('escape', 'escape', 'g', 'l');
		await app.untilText('configured logging driver does not support reading');
	});
});
