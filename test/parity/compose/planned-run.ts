import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { planProject } from '../../../source/actions/flows/compose/program/observe.js';
import type { ComposeFiles } from '../../../source/domain/compose/plan/model.js';
import { noChoices, type Plan } from '../../../source/domain/compose/plan/plan.js';
import { serviceNotes, verdictWords } from '../../../source/domain/compose/plan/words.js';
import { upWords } from '../../../source/domain/compose/up/argv.js';
import { secretMask } from '../../../source/domain/registry/secrets.js';
import { composeCalls } from '../../../source/engine/docker/compose/compose.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { drain } from '../../helpers/drain.js';
import type { ComposePlugins } from '../../helpers/engine/compose-plugins.js';
import { requestJson } from '../../helpers/engine/http.js';
import { eventually } from '../../helpers/eventually.js';
import type { File, Hands, Mutation } from './compose-file.js';

type Seen = { id: string; service: string; number: string; startedAt: string; runs: boolean };

/** A project on a real engine that is planned, brought up by compose, and compared. */
export type PlannedRun = Awaited<ReturnType<typeof openPlannedRun>>;

/** Writes a compose file into a folder of its own; `texts` are the files beside it. */
export async function openPlannedRun(
	compose: ComposePlugins,
	host: string,
	first: File,
	texts: Readonly<Record<string, string>>,
) {
	const { signal } = new AbortController();
	const project = first.name;
	let file = first;
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-plan-'));
	const write = (name: string, text: string) => {
		mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		writeFileSync(path.join(folder, name), text);
	};
	for (const [name, text] of Object.entries(texts)) {
		write(name, text);
	}
	write('compose.yaml', JSON.stringify(file));
	const env = { ...process.env, DOCKER_CONFIG: compose.config, DOCKER_HOST: host };
	const docker = (...args: string[]) => execFileSync(compose.docker, args, { env, encoding: 'utf8' });
	const client = await openClient({ url: host, origin: 'test' });
	const own = { ...env, PATH: `${path.dirname(compose.docker)}:${process.env.PATH}` };
	const engine = { ...createDockerEngine(client), compose: composeCalls(client.endpoint, own) };
	const files: ComposeFiles = {
		name: project,
		workingDir: folder,
		configFiles: [path.join(folder, 'compose.yaml')],
		environmentFiles: [],
	};

	async function look(): Promise<Map<string, Seen>> {
		const filters = encodeURIComponent(JSON.stringify({ label: [`com.docker.compose.project=${project}`] }));
		const rows = (await requestJson(host, 'GET', `/containers/json?all=1&filters=${filters}`)) as {
			Id: string;
			Names: string[];
			Labels: Record<string, string>;
			State: string;
		}[];
		const seen = await Promise.all(
			rows.map(async ({ Id, Names, Labels, State: state }) => {
				const { State } = (await requestJson(host, 'GET', `/containers/${Id}/json`)) as {
					State: { StartedAt: string };
				};
				const service = Labels['com.docker.compose.service'] ?? '';
				const number = Labels['com.docker.compose.container-number'] ?? '';
				const runs = state === 'running';
				return [Names[0]!.slice(1), { id: Id, service, number, startedAt: State.StartedAt, runs }] as const;
			}),
		);
		return new Map(seen);
	}

	/** A job that still runs would be kept by the plan, and started again by `up`. */
	const jobsEnd = () =>
		eventually(async () => {
			const jobs = [...(await look()).values()].filter(({ service }) => service === 'migrate');
			expect(jobs.filter(({ runs }) => runs)).toEqual([]);
		});

	const up = (choices: typeof noChoices) =>
		drain(engine.compose.run(files, { words: upWords(choices), profiles: choices.profiles }, { signal }));

	return {
		/** Plans and brings up the project, of which there is nothing; returns the plan. */
		async create(): Promise<Plan> {
			const { plan } = await planProject(engine, files, noChoices, signal);
			await up(noChoices);
			expect(foreseen(plan, new Map())).toEqual(happened(new Map(), await look()));
			return plan;
		},
		/** Changes the project, plans it and brings it up; expects of compose what the plan has said. */
		async change(mutation: Mutation): Promise<void> {
			await jobsEnd();
			const names = await look();
			const hands: Hands = {
				write,
				docker: (...args) => void docker(...args),
				container: (service, number = 1) =>
					[...names].find(([, each]) => each.service === service && each.number === `${number}`)![0],
			};
			const changed = structuredClone(file);
			mutation.change(changed, hands);
			write('compose.yaml', JSON.stringify(changed));
			const choices = { ...noChoices, ...mutation.choices };
			const before = await look();
			const { plan } = await planProject(engine, files, choices, signal);
			for (const [service, words] of mutation.says ?? []) {
				const row = plan.services.find(each => each.service === service)!;
				const said = [verdictWords(row), ...serviceNotes(row, secretMask)].join('\n');
				expect(said).toMatch(words);
			}
			await up(choices);
			// A file that compose refuses is not the start of the next change.
			file = changed;
			const done = happened(before, await look());
			const expected = foreseen(plan, before);
			// Only the build shows if an image changes.
			const maybe = plan.services.filter(({ first: needed }) => needed !== undefined).map(({ service }) => service);
			for (const [name, { service }] of before) {
				if (maybe.includes(service) && done[name] === 'recreate') {
					expected[name] = 'recreate';
				}
			}
			expect(done).toEqual(expected);
		},
		close(): void {
			docker('compose', '-p', project, 'down', '-v', '-t', '1', '--remove-orphans');
			rmSync(folder, { recursive: true, force: true });
			engine.close();
		},
	};
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
