import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../../source/engine/engine.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { topModal } from '../../../../source/state/modals/modals.js';
import { detailNoun, selectedItem } from '../../../../source/state/selectors.js';
import type { Dashboard } from '../../../helpers/dashboard.js';
import { openProject } from './project-app.js';

describe('the menu of a project', () => {
	test('shows the config of a service with its file and line, and secrets masked', async () => {
		const app = await openProject();
		await app.dashboard.press('P', 'v');
		expect(app.dashboard.text()).toContain('Config of api in shop');
		expect(app.dashboard.text()).toMatch(/api: {2}# \/home\/ada\/shop\/compose\.yaml:6/);
		expect(app.dashboard.text()).toContain('API_TOKEN: ••••••');
	});

	test('refuses to edit a file that is on the machine of the engine, without reading it', async () => {
		let reads = 0;
		const app = await openProject({
			compose: {
				read: () => {
					reads++;
					return Promise.reject(new EngineError('unreachable', 'ssh is slow'));
				},
			},
		});
		const { store } = app.dashboard.runtime;
		store.update(state => ({ ...state, endpoint: { ...state.endpoint, url: 'ssh://ada@build.example:2222' } }));
		await app.dashboard.press('P');
		expect(app.dashboard.text()).toContain('it is not on this machine, but on build.example');
		await app.dashboard.press('e');
		expect(reads).toBe(0);
		expect(topModal(app.dashboard.state())?.kind).toBe('menu');
	});

	test('scales a service and shows the command', async () => {
		const app = await openProject();
		await app.select('worker');
		await app.dashboard.press('P', 's');
		await app.dashboard.press('down', 'ctrl-u', '3');
		expect(app.dashboard.text()).toContain('worker=3 worker');
		await app.dashboard.press('enter');
		await app.dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(app.dashboard.state().tasks.at(-1)?.command.slice(6)).toEqual(
			'up -d --no-recreate --no-deps --scale worker=3 worker'.split(' '),
		);
		expect(await app.containers('shop-worker-3')).toHaveLength(1);
	});

	test.each(['x', '-1', '1.5', ''])('refuses "%s" as a number of replicas', async count => {
		const app = await openProject();
		await app.dashboard.press('P', 's', 'down', 'ctrl-u');
		await app.dashboard.type(count);
		await app.dashboard.press('enter');
		expect(app.dashboard.text()).toContain('a whole number, 0 or more');
		expect(app.dashboard.state().tasks).toEqual([]);
	});

	test('pulls the images as a task', async () => {
		const app = await openProject();
		await app.dashboard.press('P', 'p');
		await app.dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(app.dashboard.state().tasks.at(-1)?.title).toBe('Pull shop');
	});

	/** The menu's form of a one-off command, on a compose that notes its commands. */
	async function oneOff(terminal = async (_: { argv: readonly string[]; env: object }): Promise<number | string> => 0) {
		const commands: (readonly string[])[] = [];
		const app = await openProject({
			compose: {
				async *run(_, { words }) {
					commands.push(words);
					yield { kind: 'line' as const, text: 'hello' };
				},
				inTerminal: async (_, { words }) => ({ argv: ['docker', ...words], env: { A: '1' } }),
			},
			terminal: { run: terminal },
		});
		await app.dashboard.press('P', 'r', 'down');
		await app.dashboard.type('sh -c "echo hello"');
		return { app, commands };
	}

	test('runs a one-off command on the terminal with the words of a shell line', async () => {
		const started: object[] = [];
		const { app, commands } = await oneOff(async program => {
			started.push(program);
			return 3;
		});
		await app.dashboard.press('enter');
		const stage = expect.objectContaining({ title: expect.stringContaining("run --rm api sh -c 'echo hello'") });
		expect(started).toEqual([
			{
				argv: ['docker', 'run', '--rm', 'api', 'sh', '-c', 'echo hello'],
				env: { A: '1' },
				stage,
				keepsOutput: 'always',
			},
		]);
		expect(commands).toEqual([]);
		expect(app.dashboard.state().commands.at(-1)).toMatchObject({ status: 'failed', message: 'exit 3' });
	});

	test('says why a one-off command has not got the terminal', async () => {
		const { app } = await oneOff(async () => 'docker: executable file not found in $PATH');
		await app.dashboard.press('enter');
		expect(app.dashboard.text()).toContain('docker: executable file not found in $PATH');
	});

	test('runs a one-off command without a terminal as a task with its output', async () => {
		const { app, commands } = await oneOff();
		await app.dashboard.press('down', 'space', 'enter');
		await app.dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(commands).toEqual([['run', '-T', '--rm', 'api', 'sh', '-c', 'echo hello']]);
		expect(app.dashboard.text()).toContain('hello');
	});
});

describe('a project and a service in the grouped list', () => {
	/** Selects a row by its text. */
	const onRow = async (name: RegExp, compose: Partial<Engine['compose']> = {}) => {
		const app = await openProject({ compose, columns: 160 });
		await app.dashboard.press('.', 'g');
		for (let step = 0; step < 20; step++) {
			const item = selectedItem(app.dashboard.state(), 'compose');
			if (item !== undefined && name.test(item.name) && detailNoun(app.dashboard.state()) === 'compose') {
				return app;
			}
			await app.dashboard.press('j');
		}
		throw new Error(`no row ${name}:\n${app.dashboard.text()}`);
	};

	test('ask with e for one of the containers of a project', async () => {
		const { dashboard } = await onRow(/^shop$/);
		await dashboard.press('e');
		expect(dashboard.text()).toContain('Shell in which container?');
		await dashboard.press('down', 'down', 'enter');
		await dashboard.until(({ commands }) => commands.some(({ command }) => command.join(' ').includes('docker exec')));
		expect(dashboard.state().commands.at(-1)?.command).toContain('db');
	});

	test('are planned by U, with the service selected', async () => {
		const { dashboard } = await onRow(/^worker$/);
		await dashboard.press('U');
		const modal = topModal(dashboard.state());
		expect(modal?.kind === 'plan' && modal.planned.plan.services[modal.index]?.service).toBe('worker');
	});

	test('are planned by U on the project', async () => {
		const { dashboard } = await onRow(/^shop$/);
		await dashboard.press('U');
		expect(dashboard.text()).toContain('Plan for shop');
	});

	test('have the menu of the project', async () => {
		const { dashboard } = await onRow(/^shop$/);
		await dashboard.press('P', 'v');
		expect(dashboard.text()).toContain('Config of shop');
	});

	test('show the config of one service, with its file and line', async () => {
		const { dashboard } = await onRow(/^api$/);
		await openTab(dashboard, 'Compose');
		await dashboard.untilText('API_TOKEN: ••••••');
		expect(dashboard.text()).toContain('# /home/ada/shop/compose.yaml:6');
		expect(dashboard.text()).not.toContain('n3wS3cret');
	});

	test('show the plan in a tab, which is made again after a container has gone', async () => {
		const { dashboard, engine, containers } = await onRow(/^shop$/);
		await openTab(dashboard, 'Plan');
		await dashboard.untilText(/cache\s+keep/);
		const [cache] = await containers('cache');
		await engine.containers.remove(cache!.id, { force: true }, { signal: new AbortController().signal });
		await dashboard.untilText(/cache\s+create/);
	});

	test('show why the files cannot be read', async () => {
		const { dashboard } = await onRow(/^shop$/, {
			read: () => Promise.reject(new EngineError('not-found', '/srv/compose.yaml: not on this machine')),
		});
		await openTab(dashboard, 'Plan');
		await dashboard.untilText('/srv/compose.yaml: not on this machine');
	});
});

describe('a service with two replicas in the grouped list', () => {
	test.each([
		['e', 'Shell in which container?'],
		['E', 'Exec in which container?'],
	])('asks with %s for the container', async (key, title) => {
		const { dashboard, select } = await openProject();
		await select('worker');
		await dashboard.press('P', 's', 'down', 'ctrl-u', '2', 'enter');
		await dashboard.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		await dashboard.press('escape', '.', 'g');
		for (let step = 0; step < 20 && selectedItem(dashboard.state(), 'compose')?.name !== 'worker'; step++) {
			await dashboard.press('j');
		}
		expect(dashboard.text()).toContain('worker 2/2');
		await dashboard.press(key);
		expect(dashboard.text()).toContain(title);
		await dashboard.press('down', 'enter');
		if (key === 'e') {
			await dashboard.until(({ commands }) =>
				commands.some(({ command }) => command.join(' ').includes('docker exec')),
			);
			expect(dashboard.state().commands.at(-1)?.command).toContain('shop-worker-2');
		} else {
			expect(dashboard.text()).toContain('Exec in shop-worker-2');
		}
	});
});

/** Goes to a tab by its title. */
async function openTab(dashboard: Dashboard, title: string): Promise<void> {
	for (let step = 0; step < 6 && !dashboard.text().includes(`[${title}]`); step++) {
		await dashboard.press('right');
	}
	expect(dashboard.text()).toContain(`[${title}]`);
}
