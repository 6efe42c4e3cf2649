import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const rows = read('docs/reliability.md')
	.split('\n')
	.filter(line => line.startsWith('|') && !line.startsWith('|---'))
	.map(line => line.split(' | ').map(cell => cell.replaceAll(/^\| | \|$/g, '')));

it('every test that docs/reliability.md names is there, and every row names one', () => {
	const proofs = rows.map(cells => cells.at(-1)!).filter(cell => cell !== 'test');
	expect(proofs.length).toBeGreaterThan(40);
	for (const proof of proofs) {
		for (const name of proof.replaceAll(/ \([^)]*\)/g, '').split(', ')) {
			const file = name.startsWith('`') ? name.slice(1, -1) : `test/faults/${name}`;
			const found = [`${file}.test.ts`, `${file}.test.tsx`, file].some(each => existsSync(path.join(root, each)));
			expect([proof, name, found]).toEqual([proof, name, true]);
		}
	}
});

it('every file of faults is named there', () => {
	const text = rows.map(cells => cells.at(-1)).join(', ');
	const files = readdirSync(path.join(root, 'test/faults')).filter(name => name.endsWith('.test.ts'));
	for (const name of files) expect(text).toMatch(new RegExp(`\\b${path.basename(name, '.test.ts')}\\b`));
});

it('it counts what is generated as the tests do', () => {
	const text = read('docs/reliability.md');
	const number = (file: string, pattern: RegExp) =>
		[...read(`test/fuzz/${file}.test.ts`).matchAll(pattern)].reduce(
			(sum, match) => sum + Number(match[1]!.replaceAll('_', '')),
			0,
		);
	const counts = {
		steps: number('stateful', /FUZZ_STEPS\) \|\| ([\d_]+)/g),
		'steps ': number('real-engine', /REAL_STEPS\) \|\| ([\d_]+)/g),
		'lives of an engine': number('adapter', /numRuns: ([\d_]+)/g),
		inputs: number('edges', /runs\(([\d_]+)\)/g),
	};
	for (const [what, count] of Object.entries(counts))
		expect(text).toContain(`| ${count.toLocaleString('en')} ${what.trim()} |`);
});
