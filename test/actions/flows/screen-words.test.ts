import { describe, expect, test } from 'vitest';
import type { DiskUsage } from '../../../source/domain/nouns/host.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { openAt } from './driving.js';

const footerOf = (app: Dashboard) => app.screen().at(-1) ?? '';

describe('the keys in the footer', () => {
	test.each([
		['a menu', ['enter']],
		['a form', ['c']],
		['a list', ['T']],
		['a text', ['?']],
		['a question', ['d']],
		['a filter', ['/']],
	])('are not those of the pane under %s', async (_, keys) => {
		const app = await openAt('containers', 'batch');
		expect(footerOf(app)).toContain('l logs');
		await app.press(...keys);
		expect(footerOf(app)).not.toMatch(/l logs|r restart|: all/);
		await app.press('escape');
		expect(footerOf(app)).toContain('? help');
	});
});

describe('the menu of Enter', () => {
	test.each([
		['images', 'nginx', /b {2}Build… +docker build -t NAME FOLDER/],
		['images', 'nginx', /r {2}Run… +docker run -d nginx:1\.29/],
		['images', 'nginx', /c {2}Create a container… +docker create nginx:1\.29/],
		['images', 'nginx', /t {2}Tag… +docker tag \S+ NAME/],
		['images', 'nginx', /p {2}Pull… +docker pull IMAGE/],
		['images', 'nginx', /P {2}Push… +docker push nginx:1\.29/],
		['images', 'nginx', /Save to a file… +docker save -o FILE nginx:1\.29/],
		['images', 'nginx', /Load from a file… +docker load -i FILE/],
		['containers', 'db', /c {2}Commit… +docker commit db NAME/],
		['containers', 'db', /u {2}Change limits… +docker update OPTIONS db/],
		['containers', 'db', /R {2}Rename… +docker rename db NAME/],
		['containers', 'db', /E {2}Exec… +docker exec -it db COMMAND/],
	] as const)('shows the docker command in %s of %s: %s', async (pane, name, expected) => {
		const app = await openAt(pane, name);
		await app.press('enter');
		expect(app.text()).toMatch(expected);
	});

	test('shows every command of a forced removal of a network', async () => {
		const app = await openAt('containers', 'db');
		await app.press('4', '/');
		await app.type('shop_default');
		await app.press('enter', 'enter');
		expect(app.text()).toMatch(/docker network disconnect --force \S+ \S+/);
	});
});

test('the notice about the disk usage leaves the footer with its answer', async () => {
	let answer = (_: DiskUsage) => {};
	const engine = createDemoEngine({ latency: 0 });
	Object.assign(engine.system, {
		diskUsage: () =>
			new Promise<DiskUsage>(resolve => {
				answer = resolve;
			}),
	});
	const app = await openAt('containers', 'db', { engine });
	app.runtime.key('X');
	await app.until(state => state.opening !== undefined);
	expect(app.text()).toContain('Reading the disk usage');
	const line = { total: 0, active: 0, size: 0, reclaimable: 0 };
	answer({ images: line, containers: line, volumes: line, buildCache: line, items: [] });
	await app.until(state => state.modals.length > 0);
	expect(app.text()).not.toContain('Reading');
	await app.press('escape');
	expect(footerOf(app)).not.toContain('Reading');
});

test('the run form names its modes in words, and its frame says that a line can be pasted', async () => {
	const app = await openAt('images', 'nginx');
	await app.press('r');
	expect(app.text()).toContain('in the background (-d)');
	expect(app.text()).toMatch(/└.*Paste a docker run line · Enter run · Tab next · Esc close/);
	await app.press('escape', 'c');
	expect(app.text()).toMatch(/└.*Paste a docker create line/);
});

test('a port on the loopback address of another machine is not opened here', async () => {
	const engine = createDemoEngine({ latency: 0 });
	Object.assign(engine, { endpoint: { url: 'ssh://ada@build.example', origin: 'test' } });
	const list = engine.containers.list.bind(engine.containers);
	Object.assign(engine.containers, {
		list: async (call: Parameters<typeof list>[0]) =>
			(await list(call)).map(row => ({
				...row,
				ports: [{ ip: '127.0.0.1', hostPort: 5432, containerPort: 5432, protocol: 'tcp' as const }],
			})),
	});
	const app = await openAt('containers', 'db', { engine });
	await app.press('w');
	expect(footerOf(app)).toContain('127.0.0.1:5432 is open on build.example only (ssh -L forwards it)');
	expect(app.copied).toEqual([]);
});
