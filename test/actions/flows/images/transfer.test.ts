import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import type { Credentials, Engine } from '../../../../source/engine/engine.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { commandsOf, imageTags, openAt, scratchFolder, toastsOf } from '../driving.js';

/** A folder of the docker CLI with these credentials in it. */
function configFolder(config: object = {}): Record<string, string> {
	const folder = scratchFolder();
	writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
	return { DOCKER_CONFIG: folder };
}
const auth = (user: string, password: string) => ({ auth: Buffer.from(`${user}:${password}`).toString('base64') });

/** Returns true if a text is anywhere in the state. */
const containsText = (state: unknown, text: string): boolean =>
	JSON.stringify(state, (_, value) => (value instanceof Map ? [...value] : value)).includes(text);

/** The demo engine, noting which credentials a push or pull came with. */
function watched(): { engine: Engine; seen: (Credentials | undefined)[] } {
	const engine = createDemoEngine({ latency: 0 });
	const seen: (Credentials | undefined)[] = [];
	const { push, pull } = engine.images;
	Object.assign(engine.images, {
		push: (...args: Parameters<typeof push>) => {
			seen.push(args[1].auth);
			return push(...args);
		},
		pull: (...args: Parameters<typeof pull>) => {
			seen.push(args[1].auth);
			return pull(...args);
		},
	});
	return { engine, seen };
}

describe('push', () => {
	test('pushes with stored credentials, and the task shows the digest', async () => {
		const { engine, seen } = watched();
		const env = configFolder({ auths: { 'https://index.docker.io/v1/': auth('me', 'good') } });
		const app = await openAt('images', 'shop/worker', { engine, env });
		await app.press('P');
		expect(app.text()).toContain('$ docker push shop/worker:2.7.0');
		await app.press('enter');
		await app.until(state => state.tasks.at(-1)?.status === 'done');
		expect(seen).toEqual([{ server: 'https://index.docker.io/v1/', username: 'me', password: 'good' }]);
		const task = app.state().tasks.at(-1)!;
		expect(task.outcome).toMatch(/^digest: sha256:[0-9a-f]{64}$/);
		expect(app.text()).toContain(String(task.outcome));
		expect(commandsOf(app)).toEqual(['docker push shop/worker:2.7.0 done']);
	});

	test.each([
		['zed/nginx:v1', 'a name that may be pushed before one that only Docker may push', []],
		['registry.example.com/nginx:v1', 'a name with a registry first', ['zed/nginx:v1']],
	])('offers %s: %s', async (expected, _, others) => {
		const app = await openAt('images', 'nginx:1.29');
		for (const name of [...others, expected]) {
			await app.press('t');
			await app.type(name);
			await app.press('enter');
			await app.until(() => imageTags(app).includes(name));
		}
		await app.press('P');
		expect(app.text()).toContain(`$ docker push ${expected}`);
	});

	test('offers login by the credentials and by what failed', async () => {
		const labels = async (config: object, words = 'unexpected EOF') => {
			const engine = createDemoEngine({ latency: 0 });
			// biome-ignore lint/correctness/useYield: it fails before it has anything to tell.
			const push: Engine['images']['push'] = async function* () {
				throw new EngineError('stream', words);
			};
			Object.assign(engine.images, { push });
			const app = await openAt('images', 'shop/worker', { engine, env: configFolder(config) });
			await app.press('P', 'enter');
			await app.untilText('Try again');
			const modal = app.state().modals.at(-1);
			return modal?.kind === 'menu' ? modal.items.map(({ id }) => id) : [];
		};
		expect(await labels({})).toEqual(['login', 'again', 'edit']);
		const auths = { 'https://index.docker.io/v1/': auth('me', 'good') };
		expect(await labels({ auths })).toEqual(['again', 'edit', 'login']);
		for (const words of [
			'Get "http://registry.example/v2/": dial tcp 192.0.2.1:80: connect: connection refused',
			'Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host',
			'Get "https://registry.example/v2/": net/http: TLS handshake timeout',
			'Get "https://registry.example/v2/": x509: certificate signed by unknown authority',
			'Get "https://registry.example/v2/": http: server gave HTTP response to HTTPS client',
		]) {
			expect([words, await labels({}, words)]).toEqual([words, ['again', 'edit']]);
		}
	});

	test('offers login when the registry refuses, then pushes again', async () => {
		const { engine, seen } = watched();
		const app = await openAt('images', 'shop/worker', { engine, env: configFolder() });
		await app.press('P', 'enter');
		await app.untilText('Log in to docker.io');
		expect(app.text()).toContain('unauthorized: authentication required');
		await app.press('l');
		await app.untilText('$ docker login --password-stdin');
		await app.type('me');
		await app.press('tab');
		await app.type('canary-5e7b');
		expect(app.text()).toContain('$ docker login --username me --password-stdin');
		expect(app.text()).not.toContain('canary-5e7b');
		await app.press('enter');
		await app.until(state => state.tasks.at(-1)?.status === 'done');
		expect(seen.map(each => each?.password)).toEqual([undefined, 'canary-5e7b']);
		expect(commandsOf(app)).toEqual([
			'docker push shop/worker:2.7.0 failed',
			'docker login --username me --password-stdin done',
			'docker push shop/worker:2.7.0 done',
		]);
		expect(containsText(app.state(), 'canary-5e7b')).toBe(false);
	});

	test('asks for one of several tags', async () => {
		const { engine } = watched();
		const env = configFolder({ auths: { 'registry.example.com': auth('me', 'good') } });
		const app = await openAt('images', 'helloworld', { engine, env });
		await app.press('P', 'right');
		expect(app.text()).toContain('$ docker push helloworld:latest');
		await app.press('right', 'right');
		expect(app.text()).toContain('$ docker push registry.example.com/team/helloworld:1.4');
		await app.press('enter');
		await app.until(state => state.tasks.at(-1)?.status === 'done');
	});

	test('asks for a tag first when the image has none', async () => {
		const { engine } = watched();
		const app = await openAt('images', '<none>', { engine, env: configFolder() });
		await app.press('P');
		expect(app.text()).toContain('Tag it first');
		await app.press('y');
		await app.type('localhost:5000/found:1');
		await app.press('enter');
		await app.untilText('$ docker push localhost:5000/found:1');
		await app.press('enter');
		await app.until(state => state.tasks.at(-1)?.status === 'done');
	});

	test('shows why credentials cannot be read, and continues without them only after a yes', async () => {
		const { engine, seen } = watched();
		const env = configFolder({ credsStore: 'no-such-helper' });
		const app = await openAt('images', 'shop/worker', { engine, env });
		await app.press('P', 'enter');
		await app.untilText('No credentials for docker.io');
		expect(app.text()).toContain('docker-credential-no-such-helper is not installed');
		await app.press('n');
		expect(app.state().tasks.map(({ status }) => status)).toEqual(['failed']);
		expect(seen).toEqual([]);
		await app.press('escape', 'P', 'enter');
		await app.untilText('No credentials for docker.io');
		await app.press('y');
		await app.until(state => state.tasks.length === 3 && state.tasks[2]?.status === 'failed');
		expect(seen).toEqual([undefined]);
	});
});

describe('pull', () => {
	test('pulls the image of the form and shows its layers in the list of tasks', async () => {
		const { engine, seen } = watched();
		const app = await openAt('images', 'shop/worker', { engine, env: configFolder() });
		await app.press('p');
		await app.type('rust:1.9');
		await app.press('down', 'enter');
		await app.type('linux/arm64');
		expect(app.text()).toContain('$ docker pull --platform linux/arm64 rust:1.9');
		await app.press('enter');
		expect(app.text()).toContain('Tasks');
		await app.until(state => state.tasks.at(-1)?.status === 'done');
		expect(seen).toEqual([undefined]);
		expect(app.text()).toContain('Pull complete');
		await app.press('escape');
		await app.until(() => imageTags(app).includes('rust:1.9'));
	});

	test('opens the form again with its values after a failure', async () => {
		const engine = createDemoEngine({ latency: 0 });
		Object.assign(engine.images, {
			// biome-ignore lint/correctness/useYield: it fails before its first message
			async *pull() {
				throw new EngineError('not-found', 'manifest for busybux:latest not found: manifest unknown');
			},
		});
		const app = await openAt('images', 'shop/worker', { engine, env: configFolder() });
		await app.press('p');
		await app.type('busybux');
		await app.press('enter');
		await app.untilText('Edit and try again');
		expect(app.text()).toContain('manifest unknown');
		await app.press('e');
		expect(app.text()).toContain('$ docker pull busybux');
	});

	test('asks nothing after a failure while the user types or answers something else', async () => {
		const engine = createDemoEngine({ latency: 0 });
		let fail = () => {};
		const failing = new Promise<void>(resolve => {
			fail = resolve;
		});
		Object.assign(engine.images, {
			// biome-ignore lint/correctness/useYield: it fails before anything is told.
			async *pull() {
				await failing;
				throw new EngineError('stream', 'unauthorized: authentication required');
			},
		});
		const app = await openAt('images', 'shop/worker', { engine, env: configFolder() });
		await app.press('p');
		await app.type('busybox');
		await app.press('enter');
		await app.until(state => state.tasks.length === 1);
		await app.press('escape', 't');
		await app.type('team/x');
		fail();
		await app.until(state => state.tasks[0]?.status === 'failed');
		expect(app.text()).toContain('$ docker tag shop/worker:2.7.0 team/x');
		expect(toastsOf(app)).toContain('unauthorized: authentication required');
		expect(app.state().modals).toHaveLength(1);
	});
});
