import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Dashboard } from '../../helpers/dashboard.js';
import { requestJson } from '../../helpers/engine/http.js';
import { importNoise } from '../../helpers/engine/noise-image.js';
import { findProgram } from '../../helpers/engine/programs.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { startRegistry } from '../../helpers/engine/registry.js';
import { answer, cutAfter, endAfter, type Fault, fail } from '../../helpers/proxy/recording-proxy.js';
import { behindProxy, changes, scratch } from '../kit.js';

const { skip, engine } = engineOrSkip('registry');

/** Answers a pull or push with these messages of an engine. */
const messages = (...lines: readonly object[]): Fault =>
	answer((_, out) =>
		out
			.writeHead(200, { 'Content-Type': 'application/json' })
			.end(lines.map(line => `${JSON.stringify(line)}\n`).join('')),
	);
const refused = (code: number, message: string): Fault =>
	messages({ status: 'The push refers to repository' }, { errorDetail: { code, message }, error: message });

describe.skipIf(skip)('a transfer that fails', () => {
	const name = 'plimsoll-faults/transfer:1';
	beforeAll(() =>
		requestJson(engine.host, 'POST', `/images/${engine.busybox}/tag?repo=plimsoll-faults/transfer&tag=1`),
	);
	afterAll(() => requestJson(engine.host, 'DELETE', `/images/${name}`));

	async function push(app: Dashboard, reference = name): Promise<void> {
		await app.press('2', '/', 'ctrl-u');
		await app.type(reference);
		await app.press('enter', 'P', 'enter');
	}
	const lastTask = (app: Dashboard) => app.state().tasks.at(-1);

	test.each<[string, Fault, RegExp]>([
		['the connection cut', cutAfter(20), /lost the connection: connection reset by peer/],
		['half a message', endAfter(20), /the engine sent half a message/],
		['a web page', fail(500, '<html></html>', 'text/html'), /HTTP 500 with a web page/],
		['401', refused(401, 'unauthorized: authentication required'), /unauthorized: authentication required/],
		['403', refused(403, 'denied: requested access to the resource is denied'), /denied: requested access/],
		[
			'404',
			fail(404, '{"message":"An image does not exist locally with the tag: x"}'),
			/An image does not exist locally/,
		],
		[
			'429',
			refused(429, 'toomanyrequests: You have reached your pull rate limit'),
			/toomanyrequests: You have reached/,
		],
		[
			'TLS refused',
			refused(0, 'Get "https://r.example/v2/": x509: certificate signed by unknown authority'),
			/x509: certificate signed/,
		],
		['no registry', refused(0, 'dial tcp 127.0.0.1:9: connect: connection refused'), /connect: connection refused/],
	])('shows the words of a push that got %s, and repeats it only when asked', async (_, fault, words) => {
		const { app, proxy } = await behindProxy(engine.host);
		proxy.fault('POST /images/*/push', fault);
		await push(app);
		await app.until(({ tasks }) => tasks.at(-1)?.status === 'failed');
		expect(lastTask(app)?.outcome).toMatch(words);
		expect(app.text()).toMatch(/✗/);
		expect(changes(proxy)).toHaveLength(1);
		expect(app.state().connection.status).toBe('connected');
	});

	test.each<[string, Fault, RegExp]>([
		['cut in the middle', cutAfter(60), /lost the connection: connection reset by peer/],
		['ended in half a message', endAfter(60), /the engine sent half a message/],
		['answered with a web page', fail(502, '<html></html>', 'text/html'), /HTTP 502 with a web page/],
	])('shows the words of a build that was %s, and sends it once', async (_, fault, words) => {
		const cwd = scratch();
		writeFileSync(path.join(cwd, 'Dockerfile'), `FROM ${engine.busybox}\nRUN echo some output to be cut\n`);
		const { app, proxy } = await behindProxy(engine.host, { cwd });
		proxy.fault('POST /build', fault);
		await app.press('2', 'b', 'enter');
		await app.until(({ tasks }) => tasks.at(-1)?.status === 'failed');
		expect(lastTask(app)?.outcome).toMatch(words);
		expect(changes(proxy).filter(change => change === 'POST /build')).toHaveLength(1);
		expect(app.state().connection.status).toBe('connected');
	});

	test('shows the words of a pull that was cut in the middle, and does not hang', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		const progress = answer((_, out) => {
			out.writeHead(200);
			out.write('{"status":"Downloading","id":"abc","progressDetail":{"current":1,"total":9}}\n{"status":"Dow', () =>
				out.destroy(),
			);
		});
		proxy.fault('POST /images/create', progress);
		await app.press('2', 'p');
		await app.type('registry.example/cut:1');
		await app.press('enter');
		await app.until(({ tasks }) => tasks.at(-1)?.status === 'failed');
		expect(lastTask(app)?.outcome).toBe(
			'lost the connection: connection reset by peer. The request was sent: the engine may have done it.',
		);
		expect(changes(proxy)).toEqual(['POST /images/create']);
	});

	test('is not caused by broken events: a push continues over its own connection', async () => {
		const { app, proxy } = await behindProxy(engine.host);
		let finish = () => {};
		const slow = answer((_, out) => {
			out.writeHead(200).write('{"status":"Pushing","id":"abc","progressDetail":{"current":1,"total":9}}\n');
			finish = () => out.end('{"status":"Pushed","id":"abc"}\n{"aux":{"Tag":"1","Digest":"sha256:abc","Size":9}}\n');
		});
		proxy.fault('POST /images/*/push', slow);
		await push(app);
		await proxy.seen('POST /images/*/push');
		await app.until(({ tasks }) => tasks.at(-1)?.progress !== undefined);
		proxy.fault(
			'GET /images/json',
			answer((_, out) => out.destroy()),
			{ times: 1 },
		);
		app.runtime.key('escape');
		app.runtime.key('ctrl-r');
		await app.until(({ connection }) => connection.status === 'reconnecting');
		await app.until(({ connection }) => connection.status === 'connected');
		expect(lastTask(app)?.status).toBe('running');
		finish();
		await app.until(({ tasks }) => tasks.at(-1)?.status !== 'running');
		expect(lastTask(app)).toMatchObject({ status: 'done', outcome: 'digest: sha256:abc' });
		expect(changes(proxy)).toHaveLength(1);
	});

	test('shows the engine’s retries when the registry is killed in the middle of a push, and c stops them', async () => {
		const folder = scratch();
		const files = path.join(folder, 'files');
		mkdirSync(files);
		const programs = { registry: findProgram('docker-registry')!, htpasswd: findProgram('htpasswd')! };
		const daemon = await startRegistry(programs, files);
		onTestFinished(() => daemon.stop());
		const { server, username, password } = daemon.registry;
		const reference = `${server}/faults/large:1`;
		await importNoise(engine.host, `${server}/faults/large`, 48 * 1024 * 1024);
		onTestFinished(() => requestJson(engine.host, 'DELETE', `/images/${reference}`).then(() => {}));
		const auth = Buffer.from(`${username}:${password}`).toString('base64');
		writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ auths: { [server]: { auth } } }));
		const { app, proxy } = await behindProxy(engine.host, { env: { DOCKER_CONFIG: folder } });
		const shownProgress = () => JSON.stringify(lastTask(app)?.progress ?? '');
		await push(app, reference);
		await app.until(() => /"current":\d{5,}/.test(shownProgress()));
		await daemon.stop('SIGKILL');
		await app.untilText(/Retrying in \d/);
		expect(lastTask(app)?.status).toBe('running');
		await app.press('c');
		await app.until(({ tasks }) => tasks.at(-1)?.status === 'cancelled');
		await proxy.settled('POST /images/*/push', 0);
		expect(changes(proxy)).toHaveLength(1);
	});
});
