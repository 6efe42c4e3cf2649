import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CreateRequest } from '../../../source/domain/commands/create.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { openAt } from '../../actions/flows/driving.js';
import { fill, formOf, goToField } from '../../actions/flows/run-driving.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { dockerClis } from '../docker-clis.js';
import { comparable } from '../normalize.js';
import { recordCli } from '../record-cli.js';
import { recordCall } from '../record-wire.js';

const config = { proxies: { default: { httpProxy: 'http://proxy.example.com:3128', noProxy: 'localhost' } } };

/** Fills the form by keys. */
type Filling = (app: Dashboard) => Promise<void>;

const cases: readonly [name: string, key: 'r' | 'c', filling: Filling][] = [
	['nothing but the image', 'r', async () => {}],
	[
		'every field of the first page',
		'r',
		async app => {
			await fill(app, 'name', 'parity');
			await fill(app, 'command', `sh -c "echo 'a b'" -- "\\$HOME"`);
			await fill(app, 'publish', '5000:80', '[::1]:5001:81/udp', '7000-7002:7000-7002', '90');
			await fill(app, 'env', 'A=1,2', `B="it's"`, 'GIVEN', 'C=', 'UNSET');
			await fill(app, 'volume', '/test', '/home:/home:ro', 'data:/data', './here:/here', '$PWD/x:/x');
			await fill(app, 'cpus', '0.5');
			await fill(app, 'memory', '300M');
			await goToField(app, 'restart');
			await app.press('right', 'right');
		},
	],
	[
		'every folded field',
		'r',
		async app => {
			await fill(app, 'volume', '--mount type=bind,src=/a,dst=/b,readonly', '--tmpfs /run:size=64m');
			await fill(app, 'entrypoint', '/bin/sh');
			await fill(app, 'env-file', './vars.env');
			await fill(app, 'network', 'name=shop_default,alias=web,alias=www');
			await fill(app, 'user', '1000:1000');
			await fill(app, 'workdir', '/srv');
			await fill(app, 'hostname', 'box');
			await fill(app, 'label', 'com.example.team=core', 'bare', 'sign= a=b ');
			await fill(app, 'memory', '1g');
			await fill(app, 'memory-swap', '-1');
			await fill(app, 'cpu-period', '100000');
			await fill(app, 'cpu-quota', '20000');
			await fill(app, 'pids-limit', '100');
			for (const name of ['rm', 'init', 'privileged', 'read-only']) {
				await goToField(app, name);
				await app.press('space');
			}
		},
	],
	[
		'other flags',
		'r',
		async app =>
			fill(app, 'other', '--cap-add NET_ADMIN', '--shm-size=1g', '--add-host db:10.0.0.1', '--ulimit nofile=1024:2048'),
	],
	[
		'a container with a terminal that is not started',
		'c',
		async app => {
			await goToField(app, 'mode');
			await app.press('right');
		},
	],
	[
		'a pasted line',
		'r',
		async app =>
			app.paste(`sudo docker run -itd -p 80:80 -e "A=x
y" --entrypoint "" --health-cmd 'curl -f "localhost"' --platform linux/amd64 --log-opt max-size=1m redis:7-alpine redis-server --save ''`),
	],
];

describe.each(dockerClis().filter(cli => cli.modern))('the run form, compared with CLI $version,', cli => {
	test.each(cases)('sends the same request as its shown line, filled in with %s', async (_, key, filling) => {
		const cwd = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-run-flow-'));
		writeFileSync(path.join(cwd, 'config.json'), JSON.stringify(config));
		writeFileSync(path.join(cwd, 'vars.env'), '# a comment\nFROM=file\nGIVEN\n');
		const engine = createDemoEngine({ latency: 0 });
		const sent: CreateRequest[] = [];
		const { create } = engine.containers;
		Object.assign(engine.containers, {
			create: (...args: Parameters<typeof create>) => {
				sent.push(args[0]);
				return create(...args);
			},
		});
		const env = { DOCKER_CONFIG: cwd, GIVEN: 'from outside' };
		// The CLI has no terminal in this test.
		const terminal = { size: () => ({ columns: 0, rows: 0 }) };
		const app = await openAt('images', 'nginx', { engine, cwd, env, terminal });
		await app.press(key);
		await filling(app);
		await app.press('enter');
		// The test compares the create request only.
		expect(sent, formOf(app)?.message).toHaveLength(1);
		const [mine] = sent;
		const [program, ...words] = app.state().commands[0]!.command;
		expect(program).toBe('docker');
		const apiVersion = app.state().host!.apiVersion;
		const run = await recordCli(cli.file, words, { apiVersion, cwd, env: { GIVEN: 'from outside' }, config });
		const theirs = run.requests.find(request => request.path === '/containers/create');
		const [request] = await recordCall(apiVersion, ({ containers }, call) => containers.create(mine!, call));
		expect(comparable(request!)).toEqual(theirs && comparable(theirs));
	});
});

if (dockerClis().every(cli => !cli.modern)) {
	test('parity of the run form', context => context.skip('no modern docker CLI is installed'));
}
