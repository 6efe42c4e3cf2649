import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import type { CreateRequest } from '../../../source/domain/commands/create.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { openAt } from '../../actions/flows/driving.js';
import { formOf } from '../../actions/flows/run-driving.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { type DockerCli, dockerClis } from '../docker-clis.js';
import { comparable } from '../normalize.js';
import { recordCli } from '../record-cli.js';
import { recordCall } from '../record-wire.js';
import { generatedLines } from './generated-lines.js';
import { caseFiles, runCases } from './run-cases.js';
import { shellCases } from './shell-cases.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-paste-'));
const cwd = path.join(folder, 'work');
mkdirSync(cwd);
for (const [name, text] of Object.entries(caseFiles)) {
	writeFileSync(path.join(cwd, name), text);
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The environment of the shell that runs the CLI and of the form; HOME is the folder of the CLI's config. */
const env = { GIVEN: 'from outside', WORDS: 'one two' };

/** The outcome of a pasted text: the request, docker's refusal, or a stop before the first Enter did anything. */
type Outcome = { readonly sent?: CreateRequest; readonly refusal?: string; readonly stop?: string };

/** Opens a dashboard whose engine records each create request and creates nothing. */
async function openRecorder() {
	const engine = createDemoEngine({ latency: 0 });
	const sent: CreateRequest[] = [];
	Object.assign(engine.containers, {
		create: async (spec: CreateRequest) => {
			sent.push(spec);
			throw new EngineError('bad-request', 'written down');
		},
	});
	const options = { engine, cwd, env: { ...env, DOCKER_CONFIG: cwd }, columns: 200, rows: 80 };
	// The CLI has no terminal in this test.
	const app = await openAt('images', 'nginx', { ...options, terminal: { size: () => ({ columns: 0, rows: 0 }) } });
	return { app, sent };
}

async function paste({ app, sent }: { app: Dashboard; sent: CreateRequest[] }, text: string): Promise<Outcome> {
	sent.length = 0;
	await app.press('r');
	await app.paste(text);
	const pasted = formOf(app);
	const leave = async (outcome: Outcome) => {
		for (let count = 0; app.state().modals.length > 0 && count < 4; count++) {
			await app.press('escape');
		}
		return outcome;
	};
	if (pasted && pasted.leftOut.length > 0) {
		return leave({ stop: pasted.message });
	}
	const parsed = pasted?.spec.parse?.(text);
	if (parsed && 'refusal' in parsed) {
		return leave({ refusal: parsed.refusal });
	}
	await app.press('enter');
	const [request] = sent;
	const errors = Object.values(formOf(app)?.spec.validate?.(formOf(app)?.values ?? {}) ?? {});
	return leave(request ? { sent: request } : { refusal: errors[0] ?? formOf(app)?.message ?? offered(app) });
}

/** Returns the question that the run asks first: it offers to pull a missing image. */
function offered(app: Dashboard): string | undefined {
	const question = app.state().modals.find(modal => modal.kind === 'confirm');
	return question?.kind === 'confirm' ? question.confirmation.title : undefined;
}

/** Returns a function that records the CLI's request when a shell runs a text. */
function recorderOf(cli: DockerCli) {
	const bin = path.join(folder, `bin-${cli.version}`);
	mkdirSync(bin, { recursive: true });
	symlinkSync(cli.file, path.join(bin, 'docker'));
	return async (line: string) => {
		const PATH = `${bin}:${process.env.PATH}`;
		const run = await recordCli('bash', ['-c', line], {
			apiVersion: '1.50',
			cwd,
			env: { ...env, PATH, LC_ALL: 'C.UTF-8' },
		});
		return { ...run, create: run.requests.find(request => request.path === '/containers/create') };
	};
}

const lines = [
	...runCases.map(line => `docker run -d ${line.replaceAll(/\bbusybox\b/g, 'nginx')}`),
	...shellCases,
	...generatedLines(),
];

describe.each(dockerClis().filter(({ modern }) => modern))('a pasted text, compared with CLI $version,', cli => {
	test(`sends the same request, is refused in the same way, or stops with a reason (${lines.length} texts)`, async () => {
		const recorder = await openRecorder();
		const record = recorderOf(cli);
		const counts = { equal: 0, refused: 0, stopped: 0 };
		const different: object[] = [];
		for (const line of lines) {
			const own = await paste(recorder, line);
			if (own.stop !== undefined) {
				counts.stopped++;
				continue;
			}
			const { create, stderr } = await record(line);
			if (own.sent === undefined) {
				// The form applies some of the engine's own rules, such as those for names, before it sends a request.
				const isRefused = create === undefined || engineRefuses.test(own.refusal ?? '');
				counts.refused++;
				if (!isRefused) {
					different.push({ line, refusal: own.refusal });
				}
				continue;
			}
			counts.equal++;
			const { sent } = own;
			const [request] = await recordCall('1.50', ({ containers }, call) => containers.create(sent, call));
			const mine = comparable(request!);
			const theirs = create && comparable(create);
			if (!isDeepStrictEqual(mine, theirs)) {
				different.push({ line, stderr, mine, theirs });
			}
		}
		expect(different).toEqual([]);
		expect(counts.equal + counts.refused).toBeGreaterThan(200);
	});
});

const engineRefuses =
	/^Invalid container name|mount path must be absolute|^invalid restart policy|is not on this engine$/;

if (dockerClis().every(cli => !cli.modern)) {
	test('parity of pasted texts', context => context.skip('no modern docker CLI is installed'));
}
