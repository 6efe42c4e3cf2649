import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

type Step = { uses?: string; run?: string; with?: Record<string, unknown> };
type Job = { needs?: string | string[]; permissions?: object; environment?: string; uses?: string; steps?: Step[] };
type Workflow = { on: Record<string, unknown>; permissions: object; jobs: Record<string, Job> };

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.github/workflows');
const names = readdirSync(folder);
const textOf = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const read = (name: string) => parse(textOf(name)) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(job => job.steps ?? []);

test('no workflow has write permission, a secret, or an action of a third party or without a pinned version', () => {
	expect(names.sort()).toEqual(['ci.yml', 'nightly.yml', 'publish.yml']);
	for (const name of names) {
		const workflow = read(name);
		const granted = [workflow.permissions, ...Object.values(workflow.jobs).map(job => job.permissions ?? {})];
		for (const permissions of granted) {
			const writes = Object.entries(permissions).filter(([, level]) => level === 'write');
			expect(writes.filter(([scope]) => scope !== 'id-token')).toEqual([]);
		}
		expect(textOf(name)).not.toMatch(/secrets\.|_TOKEN: (?!\$\{\{ github\.token \}\}$)/m);
		for (const { uses, with: options } of stepsOf(workflow)) {
			if (uses === undefined) {
				continue;
			}
			expect(uses).toMatch(/^actions\/(checkout|setup-node)@v\d+$/);
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

test('only a tag publishes a release, after all checks, with provenance and without a token', () => {
	const { on, permissions, jobs } = read('publish.yml');
	expect(on).toEqual({ push: { tags: ['v*'] } });
	expect(permissions).toEqual({});
	expect(Object.keys(jobs)).toEqual(['tag', 'check', 'publish']);
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
