import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../source/domain/nouns/container.js';
import { freePort } from '../helpers/engine/free-port.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { fill, lastCommand, select, taskEnded } from './keyboard.js';
import { openStage, type Stage, webApp } from './stage.js';

const { skip, engine: real } = engineOrSkip('registry', 'dockerCli');

/** The whole life of an image and a container, by keys alone; each step continues where the one before it ended. */
describe.skipIf(skip)('a user of the dashboard', () => {
	let stage: Stage;
	let port: number;
	let helloworld: string;
	let pushed: string;
	let label: string;

	beforeAll(async () => {
		stage = await openStage(real, 'story');
		port = await freePort();
		helloworld = `helloworld-${stage.mark}`;
		pushed = `${real.registry.server}/user/${helloworld}:v1`;
		label = `plimsoll-test=${stage.mark}`;
	});
	afterAll(() => stage?.close());

	const container = (name: string): Container | undefined =>
		stage.app.state().lists.containers.items.find(each => each.name === name);
	const running = (name: string) => stage.app.until(() => container(name)?.state === 'running');
	const page = async (url: string) => (await fetch(url, { headers: { connection: 'close' } })).text();
	/** Opens a tab of the selected container by keys. */
	async function openTab(name: string): Promise<void> {
		const { app } = stage;
		for (let steps = 0; !app.text().includes(`[${name}]`); steps++) {
			if (steps > 8) {
				throw new Error(`there is no tab ${name}:\n${app.text()}`);
			}
			await app.press('right');
		}
	}
	/** Opens the form to run an image, fills it in, and clears the other fields that it remembers from the last time. */
	async function runForm(image: string, values: Parameters<typeof fill>[1]): Promise<void> {
		await select(stage.app, '2', image);
		await stage.app.press('r');
		const plain = { command: '', mode: '-d', publish: [], volume: [], rm: false };
		await fill(stage.app, { ...plain, ...values, label });
	}

	test('builds the image from a folder and sees it listed', async () => {
		const { app } = stage;
		const folder = stage.folder('helloworld', webApp(real.busybox, stage.mark));
		await app.press('2', 'b');
		await fill(app, { context: folder, tags: helloworld });
		expect(app.text()).toContain(`$ docker build -t ${helloworld} ${folder}`);
		await app.press('enter');
		expect(await taskEnded(app, 1)).toMatchObject({ status: 'done' });
		await app.press('escape');
		await app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(`${helloworld}:latest`)));
		expect(app.text()).toContain(helloworld);
	});

	test('inspects the image', async () => {
		const { app } = stage;
		await select(app, '2', helloworld);
		await app.press('i', '/');
		await app.type('ExposedPorts');
		// With containerd's image store, the ports are below the visible lines.
		await app.press('enter', ...(real.is.containerdStore ? ['n'] : []));
		await app.untilText('"80/tcp"');
	});

	test('runs the image in the foreground with its own command, until Ctrl-c', async () => {
		const { app, driver, mark } = stage;
		await runForm(helloworld, { name: `fore-${mark}`, mode: '', publish: `${port}:80` });
		let seen = '';
		driver.next(async seat => {
			await seat.until('Running on http://0.0.0.0:80/');
			seen = await page(`http://127.0.0.1:${port}/`);
			seat.type('\x03');
		});
		await app.press('enter');
		await app.untilText(`fore-${mark} ended with exit code 0`);
		expect(seen).toBe('<h1>Hello World</h1>\n');
		expect(lastCommand(app)).toContain(`docker run --name fore-${mark} -p ${port}:80`);
	});

	test('runs the image with another command', async () => {
		const { app, driver, mark } = stage;
		await runForm(helloworld, { name: `other-${mark}`, command: "echo 'another command'", mode: '', rm: true });
		await app.press('enter');
		await app.untilText(`other-${mark} ended with exit code 0`);
		expect(driver.sessions.at(-1)).toBe('another command\n');
		expect(lastCommand(app)).toMatch(/ --rm .* echo another command done$/);
	});

	test('runs the image detached, sees its port in the list and reaches it on the host’s port and on its own IP', async () => {
		const { app, mark } = stage;
		const name = `web-${mark}`;
		await runForm(helloworld, { name, publish: `${port}:80` });
		await app.press('enter');
		await running(name);
		await app.untilText('* Running on http://0.0.0.0:80/');
		await select(app, '1', name);
		// The window is wide: long names of other tests' containers leave less room for the columns.
		const { size } = app.state();
		app.runtime.resize({ ...size, columns: 240 });
		expect(app.text()).toContain(`${port}->80`);
		app.runtime.resize(size);
		await openTab('Network');
		await app.untilText(/IP +\d/);
		const shown = app.text();
		expect(shown).toContain(`http://localhost:${port}/`);
		const address = /IP +(\d+\.\d+\.\d+\.\d+)/.exec(shown)?.[1];
		expect(await page(`http://localhost:${port}/`)).toBe('<h1>Hello World</h1>\n');
		expect(await page(`http://${address}/`)).toBe('<h1>Hello World</h1>\n');
	});

	test('logs in to the registry', async () => {
		const { app } = stage;
		const { server, username, password } = real.registry;
		await app.press('escape', 'L');
		await fill(app, { registry: server, username, password });
		expect(app.text()).not.toContain(password);
		await app.press('enter');
		await app.until(({ modals }) => modals.length === 0);
		expect(lastCommand(app)).toBe(`docker login --username ${username} --password-stdin ${server} done`);
		expect(app.state().toasts.map(({ text }) => text)).toContainEqual(expect.stringContaining('Login Succeeded'));
	});

	test('tags the image for the registry and pushes it', async () => {
		const { app } = stage;
		await select(app, '2', helloworld);
		await app.press('t');
		await fill(app, { reference: pushed });
		await app.press('enter');
		await app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(pushed)));
		await app.press('P');
		await fill(app, { reference: pushed });
		await app.press('enter');
		const { status, outcome } = await taskEnded(app, 2);
		expect({ status, outcome }).toEqual({
			status: 'done',
			outcome: expect.stringMatching(/^digest: sha256:[0-9a-f]{64}$/),
		});
		expect(app.text()).toContain(outcome);
	});

	test('removes a tag and adds it again while a container runs from the image', async () => {
		const { app } = stage;
		await select(app, '2', helloworld);
		await app.press('d');
		await fill(app, { name: pushed });
		await app.press('enter');
		await app.until(({ lists: { images } }) => !images.items.some(({ tags }) => tags.includes(pushed)));
		expect(lastCommand(app)).toBe(`docker rmi ${pushed} done`);
		await app.press('t');
		await fill(app, { reference: pushed });
		await app.press('enter');
		await app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(pushed)));
	});

	test('removes the containers and the image, and pulls the image again', async () => {
		const { app, mark } = stage;
		await select(app, '1', mark);
		if (/1 Containers [^┐]*hidden/.test(app.text())) {
			await app.press('A');
		}
		await app.press('*', 'D');
		await app.untilText('Remove 2 containers?');
		await app.press('y');
		await app.until(({ lists: { containers } }) => !containers.items.some(({ name }) => name.endsWith(mark)));
		await select(app, '2', helloworld);
		await app.press('D');
		await app.untilText('Remove image');
		await app.press('y');
		await app.until(({ lists: { images } }) => !images.items.some(({ tags }) => tags.some(tag => tag.includes(mark))));
		await app.press('escape', 'escape', 'p');
		await fill(app, { reference: pushed });
		await app.press('enter');
		expect(await taskEnded(app, 3)).toMatchObject({
			status: 'done',
			outcome: expect.stringMatching(/^digest: sha256:/),
		});
		await app.press('escape');
		await app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(pushed)));
	});

	test('opens a shell in a running container, writes a file there and leaves', async () => {
		const { app, driver, mark } = stage;
		const name = `again-${mark}`;
		await runForm(pushed, { name, publish: `${port}:80` });
		await app.press('enter');
		await running(name);
		await select(app, '1', name);
		driver.next(async seat => {
			seat.type('ps\n');
			await seat.until(/sh \/serve\.sh/);
			seat.type('echo from-the-shell > /note; exit\n');
		});
		await app.press('e');
		await app.untilText(/ended with exit code 0/);
		expect(lastCommand(app)).toMatch(new RegExp(`^docker exec -it .*${name} (ash|sh) done$`));
	});

	test('commits the container as a new image and finds the file in it', async () => {
		const { app, driver, mark } = stage;
		const kept = `kept-${mark}:v2`;
		await select(app, '1', `again-${mark}`);
		await app.press('c');
		await fill(app, { reference: kept, message: 'with a note' });
		await app.press('enter');
		expect(await taskEnded(app, 4)).toMatchObject({ status: 'done' });
		await app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(kept)));
		await app.press('escape');
		await runForm(kept, { command: 'cat /note', mode: '', rm: true });
		await app.press('enter');
		await app.untilText('ended with exit code 0');
		expect(driver.sessions.at(-1)).toBe('from-the-shell\n');
	});

	test('sees the host paths of an anonymous volume and of a bind mount', async () => {
		const { app, mark } = stage;
		const host = stage.folder('home', { 'letter.txt': 'hello\n' });
		await runForm(pushed, { name: `anonymous-${mark}`, volume: '/test' });
		await app.press('enter');
		await running(`anonymous-${mark}`);
		await select(app, '1', `anonymous-${mark}`);
		await openTab('Mounts');
		await app.untilText('/test');
		await app.until(() => container(`anonymous-${mark}`)?.mounts.length === 1);
		const volume = container(`anonymous-${mark}`)?.mounts[0] ?? '';
		expect(volume).toMatch(/^[0-9a-f]{64}$/);
		const text = app.text().replace(/[\s│]+/g, ' ');
		expect(text).toContain(volume.slice(0, 12));
		expect(text).toMatch(/_data/);
		await select(app, '3', volume.slice(0, 20));
		expect(app.text()).toContain(volume.slice(0, 20));
		expect(app.state().lists.volumes.items.find(({ name }) => name === volume)?.mountpoint).toMatch(
			/\/volumes\/.*\/_data$/,
		);

		await runForm(pushed, { name: `bound-${mark}`, volume: `${host}:/test` });
		await app.press('enter');
		await running(`bound-${mark}`);
		await select(app, '1', `bound-${mark}`);
		await openTab('Mounts');
		await app.untilText(host);
		expect(app.text()).toMatch(/bind/);
	});

	test('limits a container and watches it against the limits', async () => {
		const { app, mark } = stage;
		const name = `limited-${mark}`;
		await runForm(pushed, {
			name,
			command: "sh -c 'while :; do :; done'",
			memory: '300M',
			'cpu-period': '100000',
			'cpu-quota': '20000',
		});
		expect(app.text()).toContain('--cpu-period 100000 --cpu-quota 20000');
		await app.press('enter');
		await running(name);
		await select(app, '1', name);
		await app.untilText(/[1-9]\d?\/20%/);
		await app.untilText(/\/300M/);
	});

	test('changes the limits while it runs', async () => {
		const { app, mark } = stage;
		await app.press('u');
		await app.untilText(`Limits of limited-${mark}`);
		await fill(app, { memory: '200m', memorySwap: '400m', cpuQuota: '40000' });
		await app.press('enter');
		await app.until(({ modals }) => modals.length === 0);
		expect(lastCommand(app)).toMatch(/^docker update .* done$/);
		await app.untilText(/[1-9]\d?\/40%/);
		await app.untilText(/\/200M/);
		const id = container(`limited-${mark}`)?.id ?? '';
		const { limits } = await stage.engine.containers.inspect(id, { signal: stage.signal });
		expect(limits).toMatchObject({ memory: 200 * 1024 ** 2, cpuPeriod: 100_000, cpuQuota: 40_000 });
	});
});
