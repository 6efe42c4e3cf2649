import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

const refused: [text: string, words: string][] = [
	["test('a', async () => {\n\twork();\n}, 5000);", 'no time limit of its own'],
	["test.each([1])('a', () => work(), 6_000);", 'no time limit of its own'],
	["test('a', { timeout: 500 }, () => {});", 'no time limit of its own'],
	["test('a', { timeout: limit * 2 }, () => {});", 'no time limit of its own'],
	["describe.skipIf(skip)('a', { timeout: 500 }, () => {});", 'no time limit of its own'],
	['beforeAll(async () => {}, 500);', 'no time limit of its own'],
	["await terminal.until('x', { timeout: 500 });", 'no time limit of its own'],
	["await proxy.seen('GET /info', { count: 2, timeout: 500 });", 'no time limit of its own'],
	['await expect.poll(() => done, { timeout: 500 }).toBe(true);', 'no time limit of its own'],
	['await vi.waitFor(() => work());', 'Use eventually()'],
	['await vi.waitUntil(() => done);', 'Use eventually()'],
	['await app.until(() => performance.now() - started > 3000);', 'not for time to pass'],
	['expect(performance.now() - started).toBeLessThan(50);', 'belongs to test/nightly'],
	['expect(Date.now() - started).toBeGreaterThan(50);', 'belongs to test/nightly'],
];

const accepted = [
	"test('a', async () => {\n\tawait time.pass(5000);\n});",
	'await containers.stop(id, { signal, timeout: 0 });',
	"await proxy.settled('GET /events', 0);",
	'await app.until(state => state.logs.lines.length > 1000);',
	'await expect.poll(() => work(), { interval: 5 }).toBe(1000);',
	'expect(sizes.now - 5).toBeLessThan(50);',
];

let folder: string;
let report: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-lint-'));
	const plugins = [path.join(root, 'scripts/lint-test-limits.grit')];
	writeFileSync(path.join(folder, 'biome.json'), JSON.stringify({ plugins }));
	[...refused.map(([text]) => text), ...accepted].forEach((text, index) => {
		writeFileSync(path.join(folder, `case-${index}.ts`), `${text}\n`);
	});
	const args = ['lint', '--only=plugin', '--max-diagnostics=none', '--reporter=github', '.'];
	const ran = spawnSync(path.join(root, 'node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8' });
	report = ran.stdout + ran.stderr;
});
afterAll(() => rmSync(folder, { recursive: true }));

const reported = (index: number) =>
	report
		.split('\n')
		.filter(line => line.includes(`case-${index}.ts`))
		.join('\n');

test.each(refused.map((each, index) => [...each, index] as const))('the linter refuses %j', (_text, words, index) => {
	expect(reported(index)).toContain(words);
});

test.each(accepted.map((text, index) => [text, refused.length + index] as const))(
	'the linter accepts %j',
	(_text, index) => {
		expect(reported(index)).toBe('');
	},
);
