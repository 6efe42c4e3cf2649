import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fetchedEngines } from '../helpers/engine/chosen-engine.js';

type Step = { uses?: string; run?: string; with?: Record<string, unknown> };
type Matrix = { include?: readonly { engine: string }[] };
type Job = {
	strategy?: { matrix: Matrix };
	needs?: string | string[];
	permissions?: object;
	environment?: string;
	uses?: string;
	steps?: Step[];
};
type Workflow = { on: Record<string, unknown>; permissions: object; jobs: Record<string, Job> };

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.github/workflows');
const names = readdirSync(folder);
const textOf = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const read = (name: string) => parse(textOf(name)) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(job => job.steps ?? []);

test('no workflow has a secret, write permission outside of the release, or an action of a third party or without a pinned version', () => {
	expect(names.sort()).toEqual(['ci.yml', 'nightly.yml', 'publish.yml', 'systems.yml']);
	for (const name of names) {
		const workflow = read(name);
		const jobs = Object.entries(workflow.jobs).filter(([job]) => name !== 'publish.yml' || job !== 'release');
		const granted = [workflow.permissions, ...jobs.map(([, job]) => job.permissions ?? {})];
		for (const permissions of granted) {
			const writes = Object.entries(permissions).filter(([, level]) => level === 'write');
			expect(writes.filter(([scope]) => scope !== 'id-token')).toEqual([]);
		}
		expect(textOf(name)).not.toMatch(/secrets\.|_TOKEN: (?!\$\{\{ github\.token \}\}$)/m);
		for (const { uses, with: options } of stepsOf(workflow)) {
			if (uses === undefined) {
				continue;
			}
			expect(uses).toMatch(/^actions\/(checkout|setup-node|upload-artifact|download-artifact)@v\d+$/);
			if (uses.startsWith('actions/checkout')) {
				expect(options).toEqual({ 'persist-credentials': false });
			}
		}
		// Names that anybody can choose, such as a branch's, are never inserted into a script.
		for (const { run = '' } of stepsOf(workflow)) {
			expect(run).not.toContain('${{');
		}
	}
});

test('CI runs all checks of a commit on every supported version of Node', () => {
	const { jobs } = read('ci.yml');
	expect(stepsOf(read('ci.yml')).map(({ run }) => run)).toContain('.ci/run');
	expect(statSync(path.join(root, '.ci/run')).mode & 0o100).toBe(0o100);
	const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		engines: { node: string };
	};
	expect(engines.node).toBe('>=20.18');
	expect(jobs.check).toMatchObject({ strategy: { matrix: { node: [20, 22, 24] } } });
});

test('CI and the nightly run use engines that the tests can start', () => {
	const engines = [read('ci.yml'), read('nightly.yml')].flatMap(({ jobs }) => {
		return jobs.engine?.strategy?.matrix.include?.map(({ engine }) => engine) ?? [];
	});
	expect(engines).toContain('docker28-containerd');
	expect(Object.keys(fetchedEngines)).toEqual(expect.arrayContaining(engines));
});

test('only a tag publishes a release, after all checks, with provenance and without a token', () => {
	const { on, permissions, jobs } = read('publish.yml');
	expect(on).toEqual({ push: { tags: ['v*'] } });
	expect(permissions).toEqual({});
	expect(Object.keys(jobs)).toEqual(['tag', 'check', 'publish', 'packages', 'release']);
	expect(jobs.check).toMatchObject({ needs: 'tag', uses: './.github/workflows/ci.yml' });
	expect(jobs.publish).toMatchObject({
		needs: ['tag', 'check'],
		environment: 'npm',
		permissions: { contents: 'read', 'id-token': 'write' },
	});
	const withOidc = Object.entries(jobs).filter(([, job]) => 'id-token' in (job.permissions ?? {}));
	expect(withOidc.map(([name]) => name)).toEqual(['publish']);
	const tag = jobs.tag?.steps?.map(({ run }) => run).join('\n');
	for (const check of ['= tag', '.verification.verified', 'require("./package.json").version']) {
		expect(tag).toContain(check);
	}
	const commands = jobs.publish?.steps?.flatMap(({ run }) => run ?? []) ?? [];
	expect(commands[0]).toBe('npm ci');
	expect(commands.at(-1)).toBe('npm publish --provenance --access public');
});

test('the packages of a release are made without write permission, and uploaded by a job that runs nothing else', () => {
	const { packages, release } = read('publish.yml').jobs;
	expect(packages).toMatchObject({ needs: ['tag', 'check'], permissions: { contents: 'read' } });
	const commands = packages?.steps?.flatMap(({ run }) => run ?? []) ?? [];
	expect(commands.slice(0, 3)).toEqual(['npm ci', 'npm run build', 'npm run binary -- --arch x64,arm64']);
	expect(release).toMatchObject({
		needs: ['publish', 'packages'],
		environment: 'release',
		permissions: { contents: 'write' },
	});
	expect(Object.keys(release?.permissions ?? {})).toEqual(['contents']);
	const [download, create, ...others] = release?.steps ?? [];
	expect(download?.uses).toMatch(/^actions\/download-artifact@v\d+$/);
	expect(create?.run).toMatch(
		/^gh release create "\$GITHUB_REF_NAME" --verify-tag [^;&|$`]*"\$GITHUB_REF_NAME" [^;&|$`]*$/,
	);
	expect(others).toEqual([]);
});
