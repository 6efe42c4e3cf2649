import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import type { BuildOptions, Engine } from '../../../../source/engine/engine.js';
import type { FormModal } from '../../../../source/state/modals/modal.js';
import { type Dashboard, openDashboard } from '../../../helpers/dashboard.js';

let folder: string;
let dashboard: Dashboard | undefined;

beforeEach(() => {
	folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'plimsoll-form-')), 'Shop');
	mkdirSync(folder);
	writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
});
afterEach(() => {
	dashboard?.close();
	dashboard = undefined;
	rmSync(path.dirname(folder), { recursive: true });
});

/** A dashboard on the demo engine, in the images pane; the builds that the engine was asked for. */
async function open() {
	const builds: BuildOptions[] = [];
	const demo = createDemoEngine({ latency: 0 });
	const engine: Engine = {
		...demo,
		images: {
			...demo.images,
			build(asked, call) {
				builds.push(asked);
				return demo.images.build(asked, call);
			},
		},
	};
	dashboard = await openDashboard({ engine, cwd: folder });
	await dashboard.press('2');
	return { app: dashboard, builds };
}

const form = (app: Dashboard): FormModal => app.state().modals.at(-1) as FormModal;
const lastTask = (app: Dashboard) => app.state().tasks.at(-1);
const ended = (app: Dashboard) =>
	app.until(state => state.tasks.length > 0 && state.tasks.at(-1)?.status !== 'running');

describe('the form of a build', () => {
	test('starts with the working directory, and with its name as the tag', async () => {
		const { app, builds } = await open();
		await app.press('b');
		expect(app.text()).toContain(`$ docker build -t shop ${folder}`);
		await app.press('enter');
		await ended(app);
		expect(builds).toEqual([
			{
				context: folder,
				tags: ['shop'],
				buildArgs: {},
				labels: {},
				target: '',
				platform: '',
				noCache: false,
				pull: false,
				builder: 'buildkit',
				auth: [],
			},
		]);
		expect(lastTask(app)).toMatchObject({ status: 'done', title: 'Build shop' });
		expect(lastTask(app)?.outcome).toMatch(/^[0-9a-f]{12} · [\d.]+MB · \d+ layers$/);
		await app.until(state => state.lists.images.items.some(image => image.tags.includes('shop:latest')));
	});

	test('warns beside the field about a missing path as soon as its lookup ends', async () => {
		const { app } = await open();
		await app.press('b');
		await app.type('/nowhere');
		await app.untilText(/Folder .*\/nowhere +not found/);
		await app.press('enter');
		await app.untilText(`path "${folder}/nowhere" not found`);
		expect(app.state().tasks).toEqual([]);
		await app.press('ctrl-w');
		await app.press('ctrl-u');
		await app.type(path.join(folder, 'Dockerfile'));
		await app.untilText('not a folder');
	});

	test('refuses a missing Dockerfile before it sends anything', async () => {
		const { app, builds } = await open();
		rmSync(path.join(folder, 'Dockerfile'));
		await app.press('b');
		await app.untilText('not found in that folder');
		await app.press('enter');
		await app.untilText(`no Dockerfile in ${folder}`);
		await app.press('down');
		await app.type('other/Dockerfile');
		await app.untilText(/Dockerfile .*other\/Dockerfile +not found/);
		mkdirSync(path.join(folder, 'other'));
		writeFileSync(path.join(folder, 'other/Dockerfile'), 'FROM scratch\n');
		await app.press('enter');
		await ended(app);
		expect(builds[0]?.dockerfile).toBe(path.join(folder, 'other/Dockerfile'));
	});

	test('shows docker’s errors for tags and arguments while the user types', async () => {
		const { app, builds } = await open();
		await app.press('b', 'down', 'down', 'ctrl-u');
		await app.type('Shop:1');
		expect(app.text()).toContain('must be lowercase');
		await app.press('ctrl-u');
		await app.type('shop:1');
		await app.press('down');
		await app.type('registry.example.com:5000/shop:1');
		await app.press('down', 'down');
		await app.type('=1');
		expect(app.text()).toContain('invalid environment variable: =1');
		await app.press('ctrl-u');
		await app.type('VERSION=1 a');
		await app.press('down');
		await app.type('HTTP_PROXY');
		await app.press('enter');
		await ended(app);
		expect(builds[0]).toMatchObject({
			tags: ['shop:1', 'registry.example.com:5000/shop:1'],
			buildArgs: { VERSION: '1 a', HTTP_PROXY: undefined },
		});
		expect(lastTask(app)?.command).toEqual([
			...['docker', 'build', '-t', 'shop:1', '-t', 'registry.example.com:5000/shop:1'],
			...['--build-arg', 'VERSION=1 a', '--build-arg', 'HTTP_PROXY', folder],
		]);
	});

	test('remembers each folder, and asks for one when there are several', async () => {
		const { app, builds } = await open();
		const other = path.join(path.dirname(folder), 'api');
		mkdirSync(other);
		writeFileSync(path.join(other, 'dockerfile'), 'FROM scratch\n');
		await app.press('b', 'down', 'down', 'ctrl-u');
		await app.type('shop:7');
		await app.press('enter');
		await ended(app);
		await app.press('escape', 'b');
		expect(form(app).values).toMatchObject({ context: folder, tags: ['shop:7'] });
		await app.press('ctrl-u');
		await app.type(`${other}/`);
		await app.press('down', 'down', 'ctrl-u');
		await app.type('api:2');
		await app.press('enter');
		await app.until(() => builds.length === 2);
		await ended(app);
		await app.press('escape', 'b');
		expect(app.text()).toMatch(/api +api:2/);
		await app.press('down', 'enter');
		expect(form(app).values).toMatchObject({ context: folder, tags: ['shop:7'] });
		await app.press('escape', 'b', 'enter');
		expect(form(app).values).toMatchObject({ context: `${other}/`, tags: ['api:2'] });
		await app.press('ctrl-u');
		await app.type(folder);
		await app.press('enter');
		await app.until(() => builds.length === 3);
		await ended(app);
		await app.press('escape', 'b', 'down', 'enter');
		expect(form(app).values).toMatchObject({ context: `${other}/`, tags: ['api:2'] });
	});

	test('warns when the folder changed and the tag still names the first one', async () => {
		const { app } = await open();
		const other = path.join(path.dirname(folder), 'api');
		mkdirSync(other);
		await app.press('b', 'ctrl-u');
		await app.type(other);
		await app.untilText(/Tags +shop +named after the other folder/);
		await app.press('down', 'down', 'ctrl-u');
		await app.type('api');
		await app.untilText(/Tags +api *│/);
	});

	test('keeps its values when the user leaves it, and expands the home folder in the command', async () => {
		const { app } = await open();
		await app.press('b', 'ctrl-u');
		await app.type('~/a b');
		expect(app.text()).toContain(`$ docker build -t shop '${path.join(os.homedir(), 'a b')}'`);
		await app.press('escape', 'b');
		expect(form(app).values.context).toBe('~/a b');
	});
});
