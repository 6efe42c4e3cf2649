import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeCertificates } from '../../engine/docker/connect/helpers/certificates.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { requestJson } from '../../helpers/engine/http.js';
import { importNoise } from '../../helpers/engine/noise-image.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import {
	cutUploadAfter,
	type Fault,
	fail,
	type Listen,
	type RecordingProxy,
	type Route,
	startRecordingProxy,
} from '../../helpers/proxy/recording-proxy.js';
import { behindProxy, changes, scratch, toasts } from '../kit.js';

const { skip, engine } = engineOrSkip('registry');

/**
 * The refusals have the words of registries: https://distribution.github.io/distribution/spec/api/#errors. Without a
 * detail the engine would pass on only the code of a usual message.
 */
const refusal = (status: number, code: string, message: string): Fault =>
	fail(status, JSON.stringify({ errors: [{ code, message, detail: [] }] }));
const denied = refusal(403, 'DENIED', 'requested access to the resource is denied');
const limited = refusal(429, 'TOOMANYREQUESTS', 'You have reached your pull rate limit');

type Stage = { app: Dashboard; proxy: RecordingProxy; registry: RecordingProxy; server: string; file: string };

/**
 * Opens the dashboard on the real engine, which talks to the real registry through a proxy that misbehaves; `server` is
 * the proxy's address, under which the engine reaches the registry. With `known`, its password is stored.
 */
async function open({ known = true, listen = { address: '127.0.0.1' } as Listen } = {}): Promise<Stage> {
	const registry = await startRecordingProxy({ target: `tcp://${engine.registry.server}`, listen });
	onTestFinished(() => registry.close());
	const server = registry.host.replace('tcp://', '');
	const folder = scratch();
	const file = path.join(folder, 'config.json');
	const { username, password } = engine.registry;
	const auth = Buffer.from(`${username}:${password}`).toString('base64');
	writeFileSync(file, JSON.stringify({ auths: known ? { [server]: { auth } } : {} }));
	const { app, proxy } = await behindProxy(engine.host, { env: { PATH: process.env.PATH, DOCKER_CONFIG: folder } });
	return { app, proxy, registry, server, file };
}

describe.skipIf(skip)('a real engine and a registry that', () => {
	const base = `plimsoll-faults/registry${process.pid}`;
	// The layer is larger than a connection's buffers.
	beforeAll(() => importNoise(engine.host, base, 4 * 1024 * 1024));
	afterAll(() => requestJson(engine.host, 'DELETE', `/images/${base}:1?force=1`));

	/** Pushes the image to the registry under its own name there; resolves once the task runs. */
	async function push({ app, server }: Stage, name: string): Promise<void> {
		const repo = `${server}/${name}`;
		await requestJson(engine.host, 'POST', `/images/${base}:1/tag?repo=${encodeURIComponent(repo)}&tag=1`);
		onTestFinished(() => requestJson(engine.host, 'DELETE', `/images/${repo}:1`).then(() => {}));
		await app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(`${repo}:1`)));
		await app.press('2', '/', 'ctrl-u');
		await app.type(base);
		await app.press('enter', 'P');
		for (let step = 0; !app.text().includes(`$ docker push ${repo}:1`); step++) {
			if (step > 20) {
				throw new Error(`no such name to push:\n${app.text()}`);
			}
			await app.press('right');
		}
		await app.press('enter');
		await app.until(({ tasks }) => tasks.length > 0);
	}
	async function pull({ app, server }: Stage, name: string): Promise<void> {
		await app.press('2', 'p');
		await app.type(`${server}/${name}:1`);
		await app.press('enter');
		await app.until(({ tasks }) => tasks.length > 0);
	}
	const failed = (app: Dashboard) => app.until(({ tasks }) => tasks.at(-1)?.status === 'failed');
	/** Returns how many manifests of the image the registry has received. */
	const arrived = ({ registry }: Stage) => registry.of('PUT /v2/*/manifests/1').length;

	test('requires a login (401) leads to a login form, and the push that follows arrives once', async () => {
		const stage = await open({ known: false });
		const { app, proxy, server, file } = stage;
		await push(stage, 'faults/unauthorized');
		await failed(app);
		await app.untilText(/no basic auth credentials|unauthorized/);
		await app.untilText(`Log in to ${server}`);
		expect(arrived(stage)).toBe(0);
		await app.press('l');
		await app.type(engine.registry.username);
		await app.press('tab');
		await app.paste(engine.registry.password);
		await app.press('enter');
		await app.until(({ tasks }) => tasks.length === 2 && tasks[1]?.status !== 'running');
		await app.untilText(/sha256:[0-9a-f]{10}/);
		expect(changes(proxy).map(change => change.replace(/^POST \/images\/.*\//, ''))).toEqual([
			'push',
			'POST /auth',
			'push',
		]);
		expect(arrived(stage)).toBe(1);
		expect(JSON.parse(readFileSync(file, 'utf8')).auths).toHaveProperty([server, 'auth']);
	});

	test.each<[string, typeof push, Route, Fault, RegExp, RegExp]>([
		['denies a push (403)', push, 'POST /v2/*/blobs/uploads/', denied, /denied: requested access/, /Log in to/],
		['denies a pull (403)', pull, 'GET /v2/*/manifests/*', denied, /denied: requested access/, /Log in to/],
		['has had too many pulls (429)', pull, 'GET /v2/*/manifests/*', limited, /toomanyrequests: You have/, /Log in to/],
		['has no such image (404)', pull, 'GET /v2/*/never', denied, /manifest unknown|not found/, /Edit and try again/],
	])('%s has its words shown with a way out, and is asked once', async (what, start, route, fault, words, offered) => {
		const stage = await open();
		stage.registry.fault(route, fault);
		await start(stage, `faults/refused${what.length}`);
		await failed(stage.app);
		await stage.app.untilText(words);
		await stage.app.untilText(offered);
		expect(changes(stage.proxy)).toHaveLength(1);
		// The engine did not ask again for the refused part either.
		expect(stage.registry.of(route).length).toBeLessThanOrEqual(1);
		expect(stage.app.state().connection.status).toBe('connected');
	});

	test('cuts an upload gets the rest from the engine: the push succeeds and arrives once', async () => {
		const stage = await open();
		stage.registry.fault('PATCH /v2/*/blobs/uploads/*', cutUploadAfter(100_000), { times: 1 });
		await push(stage, 'faults/cut');
		await stage.app.untilText(/Retrying in \d/);
		await stage.app.until(({ tasks }) => tasks.at(-1)?.status !== 'running');
		await stage.app.untilText(/sha256:[0-9a-f]{10}/);
		expect(changes(stage.proxy)).toHaveLength(1);
		expect(arrived(stage)).toBe(1);
	});

	test.each<[string, boolean, RegExp]>([
		['has a certificate of an unknown authority', true, /x509: certificate signed by unknown authority/],
		[
			'has no TLS where the engine requires it',
			false,
			/server gave HTTP response to HTTPS client|wrong version number|tls: /,
		],
	])(
		'%s has the engine’s words shown for a pull and for a login, and nothing is stored',
		async (_, encrypted, words) => {
			// On loopback the engine accepts any registry.
			const address = Object.values(os.networkInterfaces())
				.flatMap(each => each ?? [])
				.find(each => each.family === 'IPv4' && !each.internal)?.address;
			if (address === undefined) {
				throw new Error('an address beside loopback is needed');
			}
			const { server: certificates } = makeCertificates(scratch(), address);
			const read = (name: string) => readFileSync(path.join(certificates, name));
			const tls = encrypted ? { key: read('key.pem'), cert: read('cert.pem') } : undefined;
			const stage = await open({ known: false, listen: { address, tls } });
			await pull(stage, 'faults/tls');
			await failed(stage.app);
			await stage.app.untilText(words);
			await stage.app.press('escape', 'escape');
			await logIn(stage, words);
		},
	);

	test.each<[string, Fault, RegExp]>([
		['has had too many logins (429)', limited, /toomanyrequests: You have|429 Too Many Requests/],
		['is out of order (503)', fail(503, '<html>down</html>', 'text/html'), /503 Service Unavailable/],
		['refuses the account (403)', denied, /denied: requested access|403 Forbidden/],
	])(
		'%s has its words shown in the form, which keeps the typed text, and nothing is stored',
		async (_, fault, words) => {
			const stage = await open({ known: false });
			stage.registry.fault('GET /v2/', fault);
			await logIn(stage, words);
		},
	);

	/** Tries to log in and expects a refusal. */
	async function logIn({ app, proxy, server, file }: Stage, words: RegExp): Promise<void> {
		const before = readFileSync(file, 'utf8');
		proxy.forget();
		await app.press('L');
		await app.type(server);
		await app.press('tab');
		await app.type('me');
		await app.press('tab');
		await app.type('canary-7');
		await app.press('enter');
		await app.untilText(words);
		expect(app.text()).toMatch(new RegExp(`Log in to a registry[^]*${server}`));
		expect(app.text() + toasts(app)).not.toContain('canary-7');
		expect(changes(proxy)).toEqual(['POST /auth']);
		expect(readFileSync(file, 'utf8')).toBe(before);
	}
});
