import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { treeIn } from '../../../source/state/selectors.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';
import { composeOrSkip } from '../../helpers/engine/compose-plugins.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { type RecordingProxy, startRecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import { type ComposeProject, docker, openProject, shopFile } from './compose-project.js';

const { skip: noEngine, engine: provided } = engineOrSkip();
const { skip: noCompose, compose } = noEngine ? { skip: true, compose: { docker: '', config: '' } } : composeOrSkip();

describe.skipIf(noEngine || noCompose)(
	'a verb on a project sends what docker compose sends for the shown command',
	() => {
		const name = `shop${randomBytes(3).toString('hex')}`;
		let project: ComposeProject;
		let folder: string;
		let proxy: RecordingProxy;
		let engine: Engine;
		let app: Dashboard;

		beforeAll(async () => {
			project = openProject(compose, provided.host, name, shopFile(provided.busybox));
			await project.run('up', '--detach', '--wait-timeout', '60');
			folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-verbs-'));
			proxy = await startRecordingProxy({ target: provided.host, listen: path.join(folder, 'proxy.sock') });
			engine = createDockerEngine(await openClient({ url: proxy.host, origin: 'test' }));
			app = await openDashboard({ engine, preferences: { confirm: 'none' } });
			await app.until(({ lists }) => lists.containers.status === 'ready' && lists.networks.status === 'ready');
			await app.press('.');
		});

		afterAll(async () => {
			app?.close();
			engine?.close();
			await proxy?.close();
			await project?.clear();
			rmSync(folder, { recursive: true, force: true });
		});

		/** Returns a function that replaces ids by names: an id is another one after `down` and `up`. */
		function namer(): (text: string) => string {
			const { containers, networks } = app.state().lists;
			const known = [...containers.items, ...networks.items];
			return text => known.reduce((all, each) => all.replaceAll(each.id, each.name), text);
		}

		/** The requests that change something, in the order in which they were sent. */
		function sent(names: (text: string) => string): string[] {
			const requests = proxy.requests
				.filter(({ received, method }) => received && method !== 'GET' && method !== 'HEAD')
				.map(({ method, path: route, query }) => {
					const words = [...query].map(([key, value]) => `${key}=${value}`).sort();
					return `${method} ${names(decodeURIComponent(route))}${words.length > 0 ? `?${words.join('&')}` : ''}`;
				});
			proxy.forget();
			return requests.map(request => request.replaceAll(`${name}-`, '').replaceAll(`${name}_`, ''));
		}

		/** Brings the project up as its file has it, and waits until the dashboard shows that. */
		async function up(): Promise<void> {
			// The engine calls a paused container unhealthy until its next check, and compose refuses such a dependency.
			const run = () => project.run('up', '--detach', '--wait-timeout', '60').then(String, String);
			await expect.poll(run).not.toContain('is unhealthy');
			await settled(state => ['running', 'exited'].includes(state));
		}

		/** Waits until the dashboard has a state of all containers that is as expected. */
		const settled = (isExpected: (state: string) => boolean) =>
			app.until(({ lists: { containers, networks } }) => {
				const own = containers.items.filter(each => each.labels['com.docker.compose.project'] === name);
				return (
					own.length === 6 &&
					own.every(({ state }) => isExpected(state)) &&
					networks.items.some(each => each.name === `${name}_default`)
				);
			});

		async function selectRow(row: string): Promise<void> {
			// Rows of other tests may come and go between two keys.
			for (let tries = 0; tries < 10; tries++) {
				const { rows } = treeIn(app.state());
				const at = rows.findIndex(
					({ kind, item, depth }) => kind === 'group' && item.name === row && (depth > 0 || row === name),
				);
				expect(at, `a row ${row}`).toBeGreaterThanOrEqual(0);
				await app.press('g', ...Array.from({ length: at }, () => 'j'));
				if (app.state().panes.containers.selected === rows[at]?.key) {
					return;
				}
			}
			throw new Error(`${row} cannot be selected:\n${app.text()}`);
		}

		async function expectSame(options: {
			row: string;
			prepare(): Promise<void>;
			keys: readonly string[];
			shown: string;
		}): Promise<readonly string[]> {
			const { row, prepare, keys, shown } = options;
			await prepare();
			await selectRow(row);
			const names = namer();
			proxy.forget();
			const before = app.state().commands.length;
			await app.press(...keys);
			await app.until(({ commands }) => commands.length > before && commands.at(-1)?.status !== 'running');
			const entry = app.state().commands.at(-1)!;
			const ours = sent(names);
			expect(entry).toMatchObject({ status: 'done' });
			expect(entry.command.join(' ')).toBe(shown);
			await prepare();
			const theirNames = namer();
			proxy.forget();
			await docker(compose, entry.command.slice(1), { host: proxy.host });
			const theirs = sent(theirNames);
			expect([...ours].sort()).toEqual([...theirs].sort());
			expect(ours).not.toEqual([]);
			return ours;
		}

		const stopped = async () => {
			await project.run('stop');
			await settled(state => state === 'exited');
		};
		/** Runs an action without a key from the palette. */
		const palette = (title: string) => [':', ...title, 'enter'].map(key => (key === ' ' ? 'space' : key));

		test('stop, in reverse order', async () => {
			const ours = await expectSame({ row: name, prepare: up, keys: ['s'], shown: `docker compose -p ${name} stop` });
			const at = (service: string) => ours.findIndex(request => request.includes(service));
			expect(at('web-1')).toBeLessThan(at('db-1'));
			expect(at('worker-1')).toBeLessThan(at('cache-1'));
		});

		test('start, in order', async () => {
			const ours = await expectSame({
				row: name,
				prepare: stopped,
				keys: ['s'],
				shown: `docker compose -p ${name} start`,
			});
			const at = (service: string) => ours.findIndex(request => request.includes(service));
			expect(at('db-1')).toBeLessThan(at('web-1'));
			expect(at('migrate-1')).toBeLessThan(at('web-1'));
			expect(at('cache-2')).toBeLessThan(at('worker-1'));
		});

		test('restart', async () => {
			await expectSame({ row: name, prepare: up, keys: ['r'], shown: `docker compose -p ${name} restart` });
		});

		test('restart of a service, with the services that restart with it', async () => {
			const ours = await expectSame({
				row: 'db',
				prepare: up,
				keys: ['r'],
				shown: `docker compose -p ${name} restart db`,
			});
			expect(ours.map(request => request.split('?')[0])).toEqual([
				'POST /containers/db-1/restart',
				'POST /containers/web-1/restart',
			]);
		});

		test('stop of a service', async () => {
			await expectSame({ row: 'cache', prepare: up, keys: ['s'], shown: `docker compose -p ${name} stop cache` });
		});

		test('start of a service, with the services that it needs', async () => {
			await expectSame({ row: 'web', prepare: stopped, keys: ['s'], shown: `docker compose -p ${name} start web` });
		});

		test('pause and unpause', async () => {
			await expectSame({
				row: name,
				prepare: async () => {
					await project.run('unpause').catch(() => undefined);
					await up();
				},
				keys: ['p'],
				shown: `docker compose -p ${name} pause`,
			});
			await expectSame({
				row: name,
				prepare: async () => {
					await project.run('pause').catch(() => undefined);
					await settled(state => state === 'paused' || state === 'exited');
				},
				keys: ['p'],
				shown: `docker compose -p ${name} unpause`,
			});
		});

		test('kill with a signal', async () => {
			await expectSame({
				row: name,
				prepare: up,
				keys: ['K', ...'WINCH', 'enter'],
				shown: `docker compose -p ${name} kill --signal WINCH`,
			});
		});

		test('removal of a service', async () => {
			await expectSame({
				row: 'cache',
				prepare: up,
				keys: ['d'],
				shown: `docker compose -p ${name} rm --stop --force cache`,
			});
			await expectSame({
				row: 'cache',
				prepare: up,
				keys: ['D'],
				shown: `docker compose -p ${name} rm --stop --force --volumes cache`,
			});
		});

		test('removal of stopped containers', async () => {
			await expectSame({
				row: name,
				prepare: up,
				keys: palette('Remove stopped'),
				shown: `docker compose -p ${name} rm --force`,
			});
		});

		test('down, which keeps volumes', async () => {
			const ours = await expectSame({ row: name, prepare: up, keys: ['d'], shown: `docker compose -p ${name} down` });
			expect(ours.filter(request => request.includes('/volumes/'))).toEqual([]);
		});

		test('down with volumes', async () => {
			await expectSame({ row: name, prepare: up, keys: ['D'], shown: `docker compose -p ${name} down --volumes` });
		});
	},
);
