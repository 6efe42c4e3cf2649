import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planProject } from '../../../source/actions/flows/compose/program/observe.js';
import type { ComposeFiles } from '../../../source/domain/compose/plan/model.js';
import { noChoices, type Plan } from '../../../source/domain/compose/plan/plan.js';
import { serviceNotes, verdictWords } from '../../../source/domain/compose/plan/words.js';
import { upWords } from '../../../source/domain/compose/up/argv.js';
import { secretMask } from '../../../source/domain/registry/secrets.js';
import { composeCalls } from '../../../source/engine/docker/compose/compose.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { drain } from '../../helpers/drain.js';
import { composeOrSkip } from '../../helpers/engine/compose-plugins.js';
import { requestJson } from '../../helpers/engine/http.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { baseFile, type Hands } from './compose-file.js';
import { projectMutations } from './project-mutations.js';
import { propertyMutations } from './property-mutations.js';

const { skip, engine: provided } = engineOrSkip();
const { skip: skipCompose, compose } = composeOrSkip();

type Seen = { id: string; service: string; number: string; startedAt: string };

describe.skipIf(skip || skipCompose)('the plan of a project with five services equals what compose does', () => {
	const project = `plan${process.pid}`;
	const signal = new AbortController().signal;
	let folder: string;
	let engine: Engine;
	let files: ComposeFiles;
	let file = baseFile(project);

	const env = () => ({ ...process.env, DOCKER_CONFIG: compose.config, DOCKER_HOST: provided.host });
	const docker = (...args: string[]) => execFileSync(compose.docker, args, { env: env(), encoding: 'utf8' });

	const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

	async function look(): Promise<Map<string, Seen>> {
		const filters = encodeURIComponent(JSON.stringify({ label: [`com.docker.compose.project=${project}`] }));
		const rows = (await requestJson(provided.host, 'GET', `/containers/json?all=1&filters=${filters}`)) as {
			Id: string;
			Names: string[];
			Labels: Record<string, string>;
		}[];
		const seen = await Promise.all(
			rows.map(async ({ Id, Names, Labels }) => {
				const { State } = (await requestJson(provided.host, 'GET', `/containers/${Id}/json`)) as {
					State: { StartedAt: string };
				};
				const service = Labels['com.docker.compose.service'] ?? '';
				const number = Labels['com.docker.compose.container-number'] ?? '';
				return [Names[0]!.slice(1), { id: Id, service, number, startedAt: State.StartedAt }] as const;
			}),
		);
		return new Map(seen);
	}

	/** The change of each container, in the words of a plan. */
	function happened(before: Map<string, Seen>, after: Map<string, Seen>): Record<string, string> {
		const place = ({ service, number }: Seen) => `${service} ${number}`;
		const byId = new Map([...after.values()].map(each => [each.id, each]));
		const oldPlaces = new Set([...before.values()].map(place));
		const fates = [...before].map(([name, old]) => {
			const same = byId.get(old.id);
			if (same) {
				return [name, same.startedAt === old.startedAt ? 'keep' : 'start'];
			}
			return [name, [...after.values()].some(each => place(each) === place(old)) ? 'recreate' : 'remove'];
		});
		const created = [...after].filter(([, each]) => !oldPlaces.has(place(each))).map(([name]) => [name, 'create']);
		return Object.fromEntries([...fates, ...created]);
	}

	function foreseen(plan: Plan, before: Map<string, Seen>): Record<string, string> {
		const planned = plan.services.flatMap(({ containers }) =>
			containers.map(({ name, fate }) => [name, fate === 'restart' ? 'start' : fate]),
		);
		const orphans = plan.orphans.map(({ name, isRemoved }) => [name, isRemoved ? 'remove' : 'keep']);
		const untouched = [...before.keys()].map(name => [name, 'keep']);
		return Object.fromEntries([...untouched, ...planned, ...orphans]);
	}

	beforeAll(async () => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-plan-'));
		mkdirSync(path.join(folder, 'api'));
		write('api/Dockerfile', 'FROM plimsoll-test/busybox\nENV RELEASE=1\n');
		write('web.env', 'COLOUR=red\n');
		write('compose.yaml', JSON.stringify(file));
		const client = await openClient({ url: provided.host, origin: 'test' });
		const own = { ...env(), PATH: `${path.dirname(compose.docker)}:${process.env.PATH}` };
		engine = { ...createDockerEngine(client), compose: composeCalls(client.endpoint, own) };
		files = {
			name: project,
			workingDir: folder,
			configFiles: [path.join(folder, 'compose.yaml')],
			environmentFiles: [],
		};
	});

	afterAll(() => {
		docker('compose', '-p', project, 'down', '-v', '-t', '1', '--remove-orphans');
		rmSync(folder, { recursive: true, force: true });
		engine.close();
	});

	test('creates everything that is not there', async () => {
		const { plan } = await planProject(engine, files, noChoices, signal);
		expect(plan.resources.map(({ kind, name, fate }) => `${fate} ${kind} ${name}`).sort()).toEqual([
			`create network ${project}_back`,
			`create network ${project}_default`,
			`create volume ${project}_data`,
		]);
		await drain(engine.compose.run(files, { words: upWords(noChoices), profiles: [] }, { signal }));
		expect(foreseen(plan, new Map())).toEqual(happened(new Map(), await look()));
	});

	test.each([...propertyMutations, ...projectMutations].map(mutation => [mutation.title, mutation] as const))(
		'%s',
		async (_, mutation) => {
			const names = await look();
			const hands: Hands = {
				write,
				docker: (...args) => void docker(...args),
				container: (service, number = 1) =>
					[...names].find(([, each]) => each.service === service && each.number === `${number}`)![0],
			};
			file = structuredClone(file);
			mutation.change(file, hands);
			write('compose.yaml', JSON.stringify(file));
			const choices = { ...noChoices, ...mutation.choices };
			const before = await look();
			const { plan } = await planProject(engine, files, choices, signal);
			for (const [service, words] of mutation.says ?? []) {
				const row = plan.services.find(each => each.service === service)!;
				const said = [verdictWords(row), ...serviceNotes(row, secretMask)].join('\n');
				expect(said).toMatch(words);
			}
			await drain(engine.compose.run(files, { words: upWords(choices), profiles: choices.profiles }, { signal }));
			const after = await look();
			const done = happened(before, after);
			const expected = foreseen(plan, before);
			// Only the build shows if an image changes.
			const maybe = plan.services.filter(({ first }) => first !== undefined).map(({ service }) => service);
			for (const [name, { service }] of before) {
				if (maybe.includes(service) && done[name] === 'recreate') {
					expected[name] = 'recreate';
				}
			}
			expect(done).toEqual(expected);
		},
	);
});
