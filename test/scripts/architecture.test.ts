import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { importsOf } from '../../scripts/architecture/modules.js';
import { violations } from '../../scripts/architecture/violations.js';

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) {
		rmSync(folder, { recursive: true });
	}
});

function house(files: Record<string, string>): string[] {
	const root = mkdtempSync(path.join(os.tmpdir(), 'house-'));
	folders.push(root);
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
		writeFileSync(path.join(root, file), text);
	}
	return violations(root);
}

describe('the architecture check', () => {
	test('allows each room to import the rooms to its right', () => {
		const found = house({
			'cli.tsx': "import { app } from './source/ui/app.js';\nimport fs from 'node:fs';\n",
			'source/ui/app.tsx': "import { Text } from 'ink';\nimport type { R } from '../runtime/runtime.js';\n",
			'source/runtime/runtime.ts': "import { s } from '../state/state.js';\nconst c = new AbortController();\n",
			'source/state/state.ts': "import type { C } from '../domain/container.js';\n",
			'source/domain/container.ts': 'export type C = 1;\n',
		});
		expect(found).toEqual([
			'source/runtime/runtime.ts:2: only source/runtime/concurrency/scope.ts constructs an AbortController',
		]);
	});

	test.each([
		['source/domain/a.ts', "\nimport { b } from '../state/b.js';\n", ':2: domain must not import state'],
		['source/ui/a.ts', "import { b } from '../runtime/b.js';\n", ':1: ui must not import runtime except for types'],
		[
			'source/actions/a.ts',
			"import { type X, b } from '../engine/b.js';\n",
			':1: actions must not import engine except for types',
		],
		[
			'source/runtime/a.ts',
			"import {\n\tb,\n} from '../engine/docker/b.js';\n",
			':1: runtime must not import engine/docker',
		],
		['source/runtime/a.ts', "const x = await import('../ui/b.js');\n", ':1: runtime must not import ui'],
		['source/state/a.ts', "export * from '../actions/b.js';\n", ':1: state must not import actions'],
		['source/state/a.ts', "import type { FC } from 'react';\n", ':1: react belongs to cli.tsx, ui'],
		['source/runtime/a.ts', "import type D from 'dockerode';\n", ':1: dockerode belongs to engine/docker'],
		['source/engine/demo/a.ts', "import type { S } from 'node:stream';\n", ':1: node:stream belongs to'],
		['source/runtime/a.ts', "import fs from 'fs';\n", ':1: write node:fs'],
		['source/terminal/a.ts', "import cp from 'node:child_process';\n", ':1: node:child_process is for no file'],
		['source/terminal/a.ts', "import { execa } from 'execa';\n", ':1: execa belongs to processes'],
		['source/state/a.ts', "import '../domain/b';\n", ':1: write the ending of ../domain/b'],
		['source/runtime/a.ts', '\nconst at = Date.now();\n', ':2: only source/runtime/clock.ts'],
		['source/state/a.ts', 'const clock = Date.now;\n', ':1: only source/runtime/clock.ts'],
		['source/engine/docker/a.ts', 'const at = new Date();\n', ':1: only source/runtime/clock.ts'],
		['source/ui/a.ts', 'const at = +new Date;\n', ':1: only source/runtime/clock.ts'],
		['cli.tsx', 'const text = Date();\n', ':1: only source/runtime/clock.ts'],
	])('finds the breach in %s: %j', (file, text, expected) => {
		const target = /['"](\.\.\/[^'"]+)['"]/.exec(text)?.[1];
		const other = target && path.posix.join(path.posix.dirname(file), target).replace(/(\.js)?$/, '.ts');
		const found = house({ [file]: text, ...(other ? { [other]: '' } : {}) });
		expect(found).toHaveLength(1);
		expect(found[0]).toContain(file + expected);
	});

	test('finds files that are too long, misnamed or in no room', () => {
		const found = house({
			'source/domain/long.ts': '//\n'.repeat(301),
			'source/domain/just-right.ts': '//\n'.repeat(300),
			'test/domain/someThing.test.ts': '',
			'source/utils.ts': '',
		});
		expect(found).toEqual([
			'source/domain/long.ts:301: 301 lines; at most 300',
			'test/domain/someThing.test.ts:1: names are kebab-case',
			'source/utils.ts:1: is in none of the rooms',
		]);
	});

	test('finds state in the module of a view', () => {
		const found = house({
			'source/ui/views/a.ts':
				'let last = 0;\nconst known = new WeakMap<object, string>();\nexport const all = new Map();\n',
			'source/ui/views/b.ts':
				'const names = new Set([1]);\nfunction make() {\n\tlet count = 0;\n\tconst inner = new Map();\n}\n',
			'source/ui/drawing/c.ts': 'let buffer = 1;\n',
		});
		expect(found).toEqual([1, 2, 3].map(line => `source/ui/views/a.ts:${line}: a view's module keeps no state`));
	});

	test('finds a cycle once, wherever it is entered', () => {
		const found = house({
			'source/domain/a.ts': "import './c.js';\n",
			'source/domain/b.ts': "import { A } from './c.js';\n",
			'source/domain/c.ts': "import { B } from './b.js';\n",
		});
		expect(found).toEqual([
			'source/domain/b.ts:1: import cycle: source/domain/b.ts → source/domain/c.ts → source/domain/b.ts',
		]);
	});

	test('finds a cycle of type imports', () => {
		const found = house({
			'source/domain/a.ts': "import type { B } from './b.js';\nexport type A = { b: B };\n",
			'source/domain/b.ts': "import { type A } from './a.js';\nexport type B = { a?: A };\n",
		});
		expect(found).toEqual([
			'source/domain/a.ts:1: import cycle: source/domain/a.ts → source/domain/b.ts → source/domain/a.ts',
		]);
	});
});

describe('importsOf', () => {
	test('separates type imports from value imports, and code from comments', () => {
		const text = [
			"import type { A } from 'a';",
			"import { type B, type C } from 'b';",
			"import { type D, e } from 'c';",
			"export { f } from 'd';",
			"export const g = 'not this';",
			"// import('nor this')",
			"import type from 'e';",
		].join('\n');
		expect(importsOf(text).map(({ specifier, line, typeOnly }) => [specifier, line, typeOnly])).toEqual([
			['a', 1, true],
			['b', 2, true],
			['c', 3, false],
			['d', 4, false],
			['e', 7, false],
		]);
	});
});
