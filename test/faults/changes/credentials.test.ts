import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Dashboard } from '../../helpers/dashboard.js';
import { requestJson } from '../../helpers/engine/http.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { eventually } from '../../helpers/eventually.js';
import { waitLimit } from '../../helpers/limits/limits.js';
import { isRunning } from '../../helpers/processes.js';
import { answer, type RecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import { behindProxy, changes, scratch } from '../kit.js';

const { skip, engine } = engineOrSkip('registry');
const program = 'docker-credential-faulty';
const hangs = 'exec sleep 1000';
const writesPid = 'echo $$ > "$DOCKER_CONFIG/started"; mv "$DOCKER_CONFIG/started" "$DOCKER_CONFIG/pid"';

type Stage = {
	app: Dashboard;
	proxy: RecordingProxy;
	config: () => string;
	/** The process id of a helper that starts with `writesPid`. */
	helperPid(): Promise<number>;
};

/** Opens the dashboard with a helper for all registries: a script of `sh`, or none. A proxy answers transfers without a registry. */
async function open(script: string | undefined, helperTimeout = waitLimit()): Promise<Stage> {
	const folder = scratch();
	const bin = path.join(folder, 'bin');
	mkdirSync(bin);
	if (script !== undefined) {
		writeFileSync(path.join(bin, program), `#!/bin/sh\n${script}\n`);
		chmodSync(path.join(bin, program), 0o755);
	}
	const file = path.join(folder, 'config.json');
	writeFileSync(file, '{"credsStore":"faulty"}');
	const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, DOCKER_CONFIG: folder };
	const { app, proxy } = await behindProxy(engine.host, { env, helperTimeout });
	for (const route of ['POST /images/create', 'POST /images/*/push']) {
		proxy.fault(
			route,
			answer((_request, out) => out.writeHead(200).end('{"status":"Done"}\n')),
		);
	}
	const helperPid = async () => Number(await eventually(() => readFileSync(path.join(folder, 'pid'), 'utf8')));
	return { app, proxy, config: () => readFileSync(file, 'utf8'), helperPid };
}

/** Starts a pull; resolves once its task exists. */
async function pull({ app }: Stage): Promise<void> {
	await app.press('2', 'p');
	await app.type('registry.example/app:1');
	app.runtime.key('enter');
	await app.until(({ tasks }) => tasks.length === 1);
}

async function push({ app }: Stage): Promise<void> {
	const name = `registry.example/app${process.pid}`;
	await requestJson(engine.host, 'POST', `/images/${engine.busybox}/tag?repo=${name}&tag=1`);
	onTestFinished(() => requestJson(engine.host, 'DELETE', `/images/${name}:1`).then(() => {}));
	await app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(`${name}:1`)));
	await app.press('2', '/');
	await app.type(name);
	await app.press('enter', 'P');
	for (let step = 0; step < 20 && !app.text().includes(`$ docker push ${name}:1`); step++) {
		await app.press('right');
	}
	app.runtime.key('enter');
	await app.until(({ tasks }) => tasks.length === 1);
}

/** Types a login that the registry accepts, and sends it. */
async function logIn({ app }: Stage): Promise<void> {
	const { server, username, password } = engine.registry;
	await app.press('L');
	await app.paste(server);
	await app.press('tab');
	await app.paste(username);
	await app.press('tab');
	await app.paste(password);
	app.runtime.key('enter');
}

describe.skipIf(skip)('a credential helper', () => {
	const faults: [string, string | undefined, RegExp][] = [
		['is missing', undefined, /docker-credential-faulty is not installed, but config\.json asks for it/],
		['fails', 'echo "the keyring is locked"; exit 1', /docker-credential-faulty \w+ failed: the keyring is locked/],
		['is killed', 'kill -9 $$', /docker-credential-faulty \w+ failed: ended by SIGKILL/],
		['hangs', hangs, /docker-credential-faulty did not answer within 0\.5 seconds/],
	];
	const junk: (typeof faults)[number] = [
		'prints junk',
		'head -c 3000 /dev/urandom',
		/docker-credential-faulty did not answer with credentials/,
	];
	const transfers = [
		['pull', pull, /^POST \/images\/create$/],
		['push', push, /^POST \/images\/.*\/push$/],
	] as const;

	for (const [what, start, sent] of transfers) {
		test.each([...faults, junk])(
			`that %s at a ${what} is reported before anything is sent, and the user decides`,
			async (...fault) => {
				const [, script, words] = fault;
				const stage = await open(script, script === hangs ? 500 : undefined);
				const { app, proxy } = stage;
				await start(stage);
				await app.untilText(/No credentials for registry\.example/);
				expect(app.text()).toMatch(words);
				expect(changes(proxy)).toEqual([]);
				await app.press('y');
				await app.until(({ tasks }) => tasks.length === 2 && tasks[1]?.status === 'done');
				expect(changes(proxy)).toEqual([expect.stringMatching(sent)]);
			},
		);
	}

	test('that hangs leaves the keys free and shows a running task; c ends it, and nothing is sent', async () => {
		const stage = await open(`${writesPid}; ${hangs}`);
		const { app, proxy } = stage;
		await pull(stage);
		expect(app.text()).toMatch(/Tasks · 1 running/);
		app.runtime.key('escape');
		app.runtime.key('?');
		expect(app.text()).toContain('Help');
		const pid = await stage.helperPid();
		expect(isRunning(pid)).toBe(true);
		for (const key of ['escape', 'T', 'c']) {
			app.runtime.key(key);
		}
		await app.until(({ tasks }) => tasks[0]?.status === 'cancelled');
		await eventually(() => expect(isRunning(pid)).toBe(false));
		expect(app.state().modals.map(({ kind }) => kind)).toEqual(['tasks']);
		expect(changes(proxy)).toEqual([]);
	});

	test('that hangs is ended when plimsoll ends', async () => {
		const stage = await open(`${writesPid}; ${hangs}`);
		await pull(stage);
		const pid = await stage.helperPid();
		stage.app.runtime.stop();
		await eventually(() => expect(isRunning(pid)).toBe(false));
	});

	test('that hangs at L holds the keys until Esc ends it, and no login form opens', async () => {
		const stage = await open(`${writesPid}; ${hangs}`);
		const { app } = stage;
		app.runtime.key('L');
		const pid = await stage.helperPid();
		await app.untilText('Reading the stored credentials');
		app.runtime.key('C');
		expect(app.state().pane).toBe('containers');
		expect(isRunning(pid)).toBe(true);
		app.runtime.key('escape');
		await eventually(() => expect(isRunning(pid)).toBe(false));
		await app.runtime.idle();
		expect(app.state()).toMatchObject({ modals: [], pane: 'containers' });
	});

	test.each(faults)(
		'that %s at a login is reported in the form, which stays open, and nothing is stored',
		async (_, script, words) => {
			const stage = await open(script, script === hangs ? 500 : undefined);
			const { app, proxy } = stage;
			await logIn(stage);
			await app.untilText(words);
			expect(app.text()).toMatch(/Log in to a registry/);
			expect(app.text()).not.toContain(engine.registry.password);
			expect(changes(proxy)).toEqual(['POST /auth']);
			expect(stage.config()).toBe('{"credsStore":"faulty"}');
		},
	);

	test('that hangs at a login does not keep Esc from closing the form at once', async () => {
		const stage = await open(`[ "$1" = list ] && exit 1; ${hangs}`);
		await logIn(stage);
		await stage.proxy.seen('POST /auth');
		stage.app.runtime.key('escape');
		expect(stage.app.state().modals).toEqual([]);
		stage.app.runtime.key('?');
		expect(stage.app.text()).toContain('Help');
		expect(stage.config()).toBe('{"credsStore":"faulty"}');
	});
});
