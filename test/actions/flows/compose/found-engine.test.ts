import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { composeCalls } from '../../../../source/engine/docker/compose/compose.js';
import { openClient } from '../../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../../source/engine/engine.js';
import { selectedItem } from '../../../../source/state/selectors.js';
import { type Dashboard, openDashboard } from '../../../helpers/dashboard.js';
import { composeOrSkip } from '../../../helpers/engine/compose-plugins.js';
import { engineOrSkip } from '../../../helpers/engine/real-engine.js';
import { toasts } from '../../../journeys/subject.js';
import { type ComposeProject, openProject, shopFile } from '../../../parity/compose/compose-project.js';

const { skip: noEngine, engine: provided } = engineOrSkip();
const { skip: noCompose, compose } = noEngine ? { skip: true, compose: { docker: '', config: '' } } : composeOrSkip();

describe.skipIf(noEngine || noCompose)('plimsoll started in the folder of a project on a real engine', () => {
	const name = `found${process.pid}`;
	let project: ComposeProject;
	let engine: Engine;
	let app: Dashboard;
	beforeEach(() => {
		project = openProject(compose, provided.host, name, shopFile(provided.busybox));
	});
	afterEach(async () => {
		app?.close();
		engine?.close();
		await project.clear();
	});

	async function open(programs = `${path.dirname(compose.docker)}:${process.env.PATH}`): Promise<void> {
		const client = await openClient({ url: provided.host, origin: 'test' });
		const env = { ...process.env, PATH: programs, DOCKER_CONFIG: compose.config };
		engine = { ...createDockerEngine(client), compose: composeCalls(client.endpoint, env) };
		app = await openDashboard({ engine, startFolder: project.cwd, preferences: { confirm: 'none' } });
		await app.until(({ grouped }) => grouped);
	}
	const selected = () => selectedItem(app.state(), 'compose');

	test('has it selected as not created, with its services and its plan', async () => {
		await open();
		await app.untilText(/◌ +worker /);
		expect(app.text()).toMatch(new RegExp(`${name} not created`));
		await app.untilText(/db +create/);
		for (const key of ['s', 'r', 'p', 'K', 'd', 'D']) {
			await app.press(key);
			expect(toasts(app)).toContain(`${name} is not created. Press U to plan and create it.`);
		}
		expect(app.state().commands).toEqual([]);
	});

	test('creates it by its plan, and keeps the selection', async () => {
		await open();
		await app.untilText(/◌ +worker /);
		const key = selected()?.key;
		await app.press('U');
		await app.untilText('5 create');
		await app.press('enter');
		await app.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		await app.press('escape');
		await app.untilText(new RegExp(`${name} 5/5`));
		expect(selected()?.key).toBe(key);
		await app.press('d');
		await app.until(({ tasks }) => tasks.at(-1)?.title === `Down ${name}` && tasks.at(-1)?.status === 'done');
		await app.untilText(`${name} down · 1 volume`);
	});

	test('shows its services and what up would create, after the containers of the start and the volume are gone', async () => {
		await project.run('up', '-d');
		await open();
		await app.untilText(new RegExp(`${name} 5/5`));
		await app.press('left');
		await app.untilText(/db +keep/);
		await app.press('d');
		await app.untilText(`${name} down · 1 volume`);
		await app.untilText(/◌ +worker /);
		await app.press('D');
		await app.untilText(`${name} not created`);
		await app.untilText(/volume \S+_data +create/);
	});

	test('shows it without services when compose is missing, and says so in the plan', async () => {
		await open('/nowhere');
		await app.untilText(`${name} not created`);
		await app.press('U');
		expect(app.text()).toContain('No plan without Compose 2');
		expect(app.text()).toContain('docker has no compose plugin here');
	});
});
