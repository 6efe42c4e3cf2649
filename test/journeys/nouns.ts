import { describe, expect, test } from 'vitest';
import { commands, Journey, type Open, rowOf, toasts, untilRow } from './subject.js';

/** Tests of actions on volumes and networks, by keys, on any engine. */
export function nounJourneys(open: Open): void {
	const journey = new Journey(open);
	const volumeNames = (app: Awaited<ReturnType<Journey['at']>>) =>
		app.state().lists.volumes.items.map(({ name }) => name);
	const networkNames = (app: Awaited<ReturnType<Journey['at']>>) =>
		app.state().lists.networks.items.map(({ name }) => name);

	test('a volume is created, used, and removed when nothing uses it', async () => {
		await journey.prepare();
		const name = journey.kit.name();
		journey.kit.afterwards(() => journey.kit.engine.volumes.remove(name, { force: true }, journey.kit.call));
		const app = await journey.at(name, '3');
		await app.press('c');
		await app.type(name);
		expect(app.text()).toContain(`$ docker volume create ${name}`);
		await app.press('enter');
		await app.until(() => volumeNames(app).includes(name));
		const user = await journey.idle({}, { Binds: [`${name}:/data`] });
		await untilRow(app, user, ({ state, mounts }) => state === 'running' && mounts.includes(name));
		await app.press('d');
		expect(toasts(app)).toContain(`used by ${user}`);
		const id = rowOf(app, user)?.id ?? '';
		await journey.kit.engine.containers.remove(id, { force: true, volumes: false }, journey.kit.call);
		await app.until(() => rowOf(app, user) === undefined);
		await app.press('d');
		expect(app.text()).toContain('All files in it are lost.');
		await app.press('y');
		await app.until(() => !volumeNames(app).includes(name));
		expect(commands(app)).toEqual([`docker volume create ${name} done`, `docker volume rm ${name} done`]);
	});

	test('a network is created, joined, left and removed', async () => {
		await journey.prepare();
		const name = journey.kit.name();
		const container = await journey.idle({}, { NetworkMode: 'bridge' });
		journey.kit.afterwards(() => journey.kit.engine.networks.remove(name, journey.kit.call));
		const app = await journey.at(name, '4');
		await app.press('c');
		await app.type(name);
		await app.press('enter');
		await app.until(() => networkNames(app).includes(name));
		await app.press('+');
		await app.type(container);
		await app.press('enter');
		expect(app.text()).toContain(`Connect ${container} to ${name}`);
		await app.press('enter');
		await app.until(() => name in (rowOf(app, container)?.networks ?? {}));
		await app.press('d');
		expect(toasts(app)).toContain(`used by ${container}`);
		await app.press('-', 'enter');
		await app.until(() => !(name in (rowOf(app, container)?.networks ?? {})));
		await app.press('d', 'y');
		await app.until(() => !networkNames(app).includes(name));
		expect(commands(app)).toEqual([
			`docker network create ${name} done`,
			`docker network connect ${name} ${container} done`,
			`docker network disconnect ${name} ${container} done`,
			`docker network rm ${name} done`,
		]);
	});

	test('a pre-defined network is not removed', async () => {
		const app = await journey.at('host', '4');
		await app.press('d');
		expect(toasts(app)).toContain('host is a pre-defined network and cannot be removed');
		expect(app.state().modals).toEqual([]);
	});

	describe('the copy menu', () => {
		test('copies name, id, image and valid docker commands', async () => {
			const name = await journey.idle();
			const app = await journey.at(name);
			const row = rowOf(app, name);
			for (const key of ['n', 'i', 'r', 'x', 'l']) {
				await app.press('y', key);
			}
			expect(app.copied).toEqual([name, row?.id, row?.image, `docker exec -it ${name} sh`, `docker logs -f ${name}`]);
			await app.until(state => state.resources.container.get(row?.id ?? '')?.status === 'ready');
			await app.press('y', 'c');
			expect(app.copied.at(-1)).toMatch(new RegExp(`^docker run .*--name=?\\s?${name}`));
		});
	});

	test('the palette finds and runs any action, the command log shows its command, and help gives the reason of an unavailable action', async () => {
		const name = await journey.idle();
		const app = await journey.at(name);
		await app.press(':');
		await app.type('pause');
		await app.press('enter');
		await app.until(() => rowOf(app, name)?.state === 'paused');
		await app.press('@');
		expect(app.text()).toContain(`docker pause ${name}`);
		await app.press('y', 'escape');
		expect(app.copied).toEqual([`docker pause ${name}`]);
		await app.press('?');
		expect(app.text()).toContain(`${name} is paused: unpause it first`);
		await app.press('escape', 'enter');
		expect(app.text()).toContain('Unpause');
		await app.press('escape');
		expect(app.state().modals).toEqual([]);
	});
}
