import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionTable } from '../../source/actions/table/table.js';
import { createConnector } from '../../source/cli/engine/connector.js';
import { createReadOnlyEngines } from '../../source/cli/engine/read-only-engines.js';
import { engineIdAt } from '../../source/engine/docker/connect/engine-id.js';
import { openClient } from '../../source/engine/docker/connect/http/client.js';
import { cliSettings } from '../../source/engine/docker/connect/settings/pick-context.js';
import { dockerContexts } from '../../source/engine/docker/connect/settings/resolve.js';
import { createDockerEngine } from '../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../source/engine/engine.js';
import { readOnly } from '../../source/engine/read-only.js';
import { dressed } from '../fuzz/adapter/dressed.js';
import { startStubEngine } from '../fuzz/adapter/stub-engine.js';
import { openDashboard } from '../helpers/dashboard.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { type RecordingProxy, startRecordingProxy } from '../helpers/proxy/recording-proxy.js';

const keys = [...new Set(actionTable.flatMap(action => action.keys))].filter(
	key => !['q', 'ctrl-c', 'C'].includes(key),
);

/** Presses every key of the table in every pane, in its list and its detail, and answers each question with yes. */
async function pressEverything(engine: Engine): Promise<void> {
	const app = await openDashboard({ engine, readOnly: true, cwd: os.tmpdir() });
	for (const pane of ['1', '2', '3', '4']) {
		for (const focus of [[], ['i'], ['l']]) {
			for (const key of keys) {
				await app.press(pane, ...focus, key);
				for (let answer = 0; answer < 3 && app.state().modals.length > 0; answer++) {
					await app.press('enter', 'y');
				}
				for (let out = 0; out < 8 && (app.state().modals.length > 0 || app.state().input); out++) {
					await app.press('escape');
				}
				expect(app.state().modals).toEqual([]);
			}
		}
	}
	app.close();
}

/** Calls the port directly with changes that the action table would refuse. */
async function refusals(engine: Engine): Promise<readonly string[]> {
	const { signal } = new AbortController();
	const { containers, images, volumes, networks } = engine;
	const one = async (stream: AsyncIterable<unknown>) => {
		for await (const _ of stream) {
			return;
		}
	};
	const tries = [
		containers.exec('x', { command: ['sh'], tty: true, stdin: true }, { signal }),
		containers.attach('x', { tty: true, stdin: true }, { signal }),
		containers.start('x', { signal }),
		containers.create({ body: {} }, { signal }),
		containers.wait('x', 'removed', { signal }),
		containers.prune({}, { signal }),
		images.tag('x', 'y:z', { signal }),
		one(images.pull('x', {}, { signal })),
		one(images.push('x', {}, { signal })),
		images.prune({}, { signal }),
		volumes.create({}, { signal }),
		networks.create({ name: 'x' }, { signal }),
		engine.system.login({ server: 'x', username: 'u', password: 'p' }, { signal }),
	];
	const settled = await Promise.allSettled(tries);
	return settled.map(result => (result.status === 'rejected' ? result.reason.kind : 'sent'));
}

test('a read-only dashboard sends GET and HEAD only, whatever is pressed', async () => {
	const stub = await startStubEngine();
	const heard = new Set<string>();
	const say = dressed(['web', 'app:1', 'value']);
	stub.say((method, where, query) => {
		heard.add(method);
		return say(method, where, query);
	});
	await pressEverything(readOnly({ ...stub.engine, close: () => {} }));
	expect(new Set(await refusals(readOnly(stub.engine)))).toEqual(new Set(['read-only']));
	expect([...heard].filter(method => method !== 'GET' && method !== 'HEAD')).toEqual([]);
	expect(heard.has('GET')).toBe(true);
	await stub.close();
});

const { skip, engine: real } = engineOrSkip();
describe.skipIf(skip)('read-only mode on a real engine', () => {
	let proxy: RecordingProxy;
	let folder: string;
	beforeAll(async () => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'read-only-'));
		proxy = await startRecordingProxy({ target: real.host, listen: path.join(folder, 's') });
	});
	afterAll(async () => {
		await proxy.close();
		rmSync(folder, { recursive: true, force: true });
	});

	test('sends GET and HEAD only', async () => {
		const engine = createDockerEngine(await openClient({ url: proxy.host, origin: 'test' }, { env: {} }));
		await pressEverything(readOnly({ ...engine, close: () => {} }));
		expect(new Set(await refusals(readOnly(engine)))).toEqual(new Set(['read-only']));
		engine.close();
		const methods = new Set(proxy.requests.map(request => request.method));
		expect([...methods].filter(method => method !== 'GET' && method !== 'HEAD')).toEqual([]);
		expect(proxy.of('GET /containers/json').length).toBeGreaterThan(0);
	});

	/** Opens the engine at an address as the command line does, with these patterns in the config. */
	async function openAt(url: string, patterns: readonly string[]) {
		const nobody = { DOCKER_CONFIG: path.join(folder, 'no-config') };
		const engines = createReadOnlyEngines({
			patterns,
			contexts: () => dockerContexts(cliSettings({}, nobody)),
			idAt: endpoint => engineIdAt(endpoint, nobody, 2000),
		});
		const connector = createConnector({ host: url, context: undefined, isReadOnly: engines.isReadOnly });
		const opened = await connector.open('default', new AbortController().signal);
		if (!opened.engine) {
			throw new Error(opened.attempts[0]?.reason);
		}
		return { engine: opened.engine, readOnly: opened.readOnly };
	}

	test.each<[string, (names: { proxy: string; real: string; id: string }) => readonly [url: string, pattern: string]]>([
		[
			'a path with dots',
			({ proxy: at }) => [`unix://${path.dirname(at)}/../${path.basename(path.dirname(at))}//s`, `unix://${at}`],
		],
		['a link', ({ proxy: at }) => [`unix://${at}-link`, `unix://${at}`]],
		['a path for which the pattern names a link', ({ proxy: at }) => [`unix://${at}`, `${at}-link`]],
		['another socket with the id of the protected one', ({ proxy: at, real }) => [`unix://${at}`, real]],
		['any socket with an id in the config', ({ proxy: at, id }) => [`unix://${at}`, `id:${id}`]],
	])('sends GET and HEAD only when it reaches a protected engine under %s', async (_, namesFor) => {
		const at = path.join(folder, 's');
		rmSync(`${at}-link`, { force: true });
		symlinkSync(at, `${at}-link`);
		const id = await engineIdAt({ url: real.host, origin: 'test' }, {}, 5000);
		const [url, pattern] = namesFor({ proxy: at, real: real.host, id: id ?? '' });
		const before = proxy.requests.length;
		const { engine, readOnly: isProtected } = await openAt(url, [pattern]);
		expect(isProtected).toBe(true);
		expect(new Set(await refusals(engine))).toEqual(new Set(['read-only']));
		engine.close();
		const heard = new Set(proxy.requests.slice(before).map(request => request.method));
		expect([...heard].filter(method => method !== 'GET' && method !== 'HEAD')).toEqual([]);
	});

	test('does not apply to an engine under a name that no pattern matches', async () => {
		const { engine, readOnly: isProtected } = await openAt(proxy.host, ['id:of-another', 'unix:///nowhere', 'prod*']);
		expect(isProtected).toBe(false);
		engine.close();
	});
});
