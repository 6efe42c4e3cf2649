import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { planProject } from '../../../source/actions/flows/compose/program/observe.js';
import { noChoices, type Plan } from '../../../source/domain/compose/plan/plan.js';
import { projectsOf } from '../../../source/domain/compose/projects.js';
import { composeCalls } from '../../../source/engine/docker/compose/compose.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { openDashboard } from '../../helpers/dashboard.js';
import { drain } from '../../helpers/drain.js';
import { composeOrSkip } from '../../helpers/engine/compose-plugins.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { type ComposeProject, docker, openProject } from './compose-project.js';

const { skip: noEngine, engine: provided } = engineOrSkip();
const { skip: noCompose, compose } = noEngine ? { skip: true, compose: { docker: '', config: '' } } : composeOrSkip();

const idle = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 3600 & wait $$!; done'];
const { signal } = new AbortController();

describe.skipIf(noEngine || noCompose)('a project at the edge, by the compose program on a real engine', () => {
	const mark = `edge${process.pid}`;
	let service: { image: string; command: string[]; network_mode: string; stop_grace_period: string };
	let engine: Engine;
	const opened: ComposeProject[] = [];

	beforeAll(async () => {
		service = { image: provided.busybox, command: idle, network_mode: 'none', stop_grace_period: '1s' };
		const client = await openClient({ url: provided.host, origin: 'test' });
		const env = {
			...process.env,
			PATH: `${path.dirname(compose.docker)}:${process.env.PATH}`,
			DOCKER_CONFIG: compose.config,
		};
		engine = { ...createDockerEngine(client), compose: composeCalls(client.endpoint, env) };
		return () => engine.close();
	});
	afterEach(async () => {
		for (const project of opened.splice(0)) {
			await project.clear();
		}
	});

	const create = (name: string, file: object): ComposeProject => {
		const project = openProject(compose, provided.host, name, file);
		opened.push(project);
		return project;
	};
	const filesOf = ({ name, cwd }: ComposeProject) => ({
		name,
		workingDir: cwd,
		configFiles: [path.join(cwd, 'compose.yaml')],
		environmentFiles: [],
	});
	const plan = async (project: ComposeProject): Promise<Plan> =>
		(await planProject(engine, filesOf(project), noChoices, signal)).plan;
	const up = (project: ComposeProject, words = ['up', '-d']) =>
		drain(engine.compose.run(filesOf(project), { words, profiles: [] }, { signal }));
	const containers = async () => {
		const all = await engine.containers.list({ signal });
		return all.filter(({ name }) => name.startsWith(mark));
	};
	const verdicts = ({ services }: Plan) =>
		services.flatMap(each => each.containers.map(({ name, fate }) => `${name.slice(mark.length)} ${fate}`)).sort();

	test('has its replicas planned by their numbers when one in the middle is gone', async () => {
		const project = create(mark, { services: { web: { ...service, scale: 3 } } });
		await up(project);
		await docker(compose, ['rm', '-f', `${mark}-web-2`], { host: provided.host });
		const before = verdicts(await plan(project));
		await up(project);
		const names = (await containers()).map(({ name }) => name.slice(mark.length)).sort();
		expect(before.map(each => each.split(' ')[0])).toEqual(names);
		expect(before.filter(each => !each.endsWith('keep'))).toHaveLength(1);
		expect(verdicts(await plan(project)).every(each => each.endsWith('keep'))).toBe(true);
	});

	test('has a file of labels: the plan keeps what up keeps, and recreates what up recreates', async () => {
		const probe = { ...service, label_file: ['labels.txt'], healthcheck: { test: ['CMD', 'true'], interval: '30s' } };
		const project = create(mark, { services: { probe, plain: service } });
		writeFileSync(path.join(project.cwd, 'labels.txt'), 'from=file\n');
		await up(project);
		const ids = async () => (await containers()).map(({ id, name }) => `${name} ${id}`).sort();
		const first = await ids();
		expect(verdicts(await plan(project))).toEqual(['-plain-1 keep', '-probe-1 keep']);
		await up(project);
		expect(await ids()).toEqual(first);
		writeFileSync(path.join(project.cwd, 'labels.txt'), 'from=another\n');
		expect(verdicts(await plan(project))).toEqual(['-plain-1 keep', '-probe-1 recreate']);
		await up(project);
		expect((await ids()).filter(each => first.includes(each))).toHaveLength(1);
		expect(verdicts(await plan(project))).toEqual(['-plain-1 keep', '-probe-1 keep']);
	});

	test('shares its name with a project of another folder, whose container is an orphan in its plan', async () => {
		const first = create(mark, { services: { web: service } });
		const second = create(mark, { services: { api: service } });
		await up(first);
		await up(second);
		const { projects } = projectsOf({ containers: await containers(), networks: [], volumes: [] });
		expect(projects.map(({ identity, services }) => [identity.workingDir, services.map(({ name }) => name)])).toEqual(
			[
				[first.cwd, ['web']],
				[second.cwd, ['api']],
			].sort(([a], [b]) => (a! < b! ? -1 : 1)),
		);
		const { orphans } = await plan(first);
		expect(orphans.map(({ name }) => name)).toEqual([`${mark}-api-1`]);
	});

	test('has a service with the name of another project’s, which its plan and its up leave alone', async () => {
		const one = create(`${mark}a`, { services: { web: service } });
		const two = create(`${mark}b`, { services: { web: service } });
		await up(one);
		const [before] = await containers();
		expect(verdicts(await plan(two))).toEqual(['b-web-1 create']);
		await up(two);
		expect((await containers()).map(({ id }) => id)).toContain(before?.id);
		expect(verdicts(await plan(one))).toEqual(['a-web-1 keep']);
	});

	test('needs external networks and volumes, which the plan misses until they are there', async () => {
		const names = { networks: `${mark}net`, volumes: `${mark}vol` };
		const project = create(mark, {
			services: { web: { image: provided.busybox, command: idle, networks: ['own'], volumes: ['data:/data'] } },
			networks: { own: { external: true, name: names.networks } },
			volumes: { data: { external: true, name: names.volumes } },
		});
		const fates = async () => (await plan(project)).resources.map(({ kind, fate }) => `${kind} ${fate}`).sort();
		expect(await fates()).toEqual(['network missing', 'volume missing']);
		await expect(up(project)).rejects.toThrow(/external/);
		await engine.volumes.create({ name: names.volumes, driver: 'local', options: {}, labels: {} }, { signal });
		await docker(compose, ['network', 'create', '--internal', names.networks], { host: provided.host });
		try {
			expect((await fates()).filter(each => each.endsWith('missing'))).toEqual([]);
			await up(project);
			await project.run('down', '--volumes', '--timeout', '1');
			expect((await engine.volumes.list({ signal })).map(({ name }) => name)).toContain(names.volumes);
		} finally {
			await docker(compose, ['network', 'rm', names.networks], { host: provided.host });
			await engine.volumes.remove(names.volumes, { force: true }, { signal });
		}
	});

	test('has 200 services, all of which are planned', async () => {
		const all = Array.from({ length: 200 }, (_, index) => [
			`s${index}`,
			{ ...service, ...(index > 0 && { depends_on: [`s${index - 1}`] }) },
		]);
		const { services } = await plan(create(mark, { services: Object.fromEntries(all) }));
		expect(services).toHaveLength(200);
		expect(services.every(({ containers: [first] }) => first?.fate === 'create')).toBe(true);
	});

	test('is taken down while compose brings it up: what is left afterwards is said', async () => {
		const project = create(mark, {
			services: {
				db: { ...service, healthcheck: { test: ['CMD', 'false'], interval: '1s', retries: 100 } },
				web: { ...service, depends_on: { db: { condition: 'service_healthy' } } },
			},
		});
		const rising = project.run('up', '-d').then(String, String);
		await expect.poll(async () => (await containers()).some(({ state }) => state === 'running')).toBe(true);
		const app = await openDashboard({ engine, preferences: { confirm: 'none' } });
		try {
			await app.press('/');
			await app.type(mark);
			await app.press('enter', '.', 'g', 'd');
			await app.until(({ tasks }) => tasks.at(-1)?.status === 'done');
			await rising;
			const left = await containers();
			const { outcome = '' } = app.state().tasks.at(-1)!;
			expect(left.every(({ name }) => outcome.includes(name.slice(mark.length + 1)))).toBe(true);
			expect(outcome).toContain('removed');
		} finally {
			app.close();
		}
	});

	test('fails with the signal when the compose program is killed', async () => {
		const project = create(mark, {
			services: {
				db: { ...service, healthcheck: { test: ['CMD', 'false'], interval: '1s', retries: 100 } },
				web: { ...service, depends_on: { db: { condition: 'service_healthy' } } },
			},
		});
		const failure = up(project).then(
			() => 'no failure',
			(error: Error) => error.message,
		);
		await expect.poll(async () => (await containers()).some(({ state }) => state === 'running')).toBe(true);
		const [pid] = ownChildren(project.cwd);
		process.kill(pid!, 'SIGKILL');
		expect(await failure).toMatch(/killed|SIGKILL|ended by|exit status/);
	});
});

/** Processes of this one whose command line names a folder. */
function ownChildren(folder: string): readonly number[] {
	return readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.map(Number)
		.filter(pid => {
			try {
				const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
				return parent === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
			} catch {
				return false;
			}
		});
}
