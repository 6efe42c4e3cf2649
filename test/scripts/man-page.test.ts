import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandNames, programFlags } from '../../source/cli/command-line/table.js';
import { programOrSkip } from '../helpers/engine/programs.js';

const page = path.resolve(import.meta.dirname, '../../man/plimsoll.1');

describe('the man page', () => {
	const { skip, program } = programOrSkip('mandoc');

	test.skipIf(skip)('has no mistakes and is read by mandoc as it is meant', () => {
		const lint = spawnSync(program, ['-Tlint', '-Wwarning', page], { encoding: 'utf8' });
		expect({ status: lint.status, text: lint.stdout }).toEqual({ status: 0, text: '' });
		const { stdout } = spawnSync(program, ['-Tutf8', '-Owidth=78', page], { encoding: 'utf8' });
		const text = stdout.replace(/.\x08/g, '');
		for (const name of Object.keys(programFlags)) {
			expect(text).toContain(`--${name}`);
		}
		for (const name of commandNames) {
			expect(text).toContain(`plimsoll ${name}`);
		}
		expect(text).toContain('eval "$(plimsoll completion bash)"');
		expect(text.replace(/\n +/g, ' ')).toContain(`jq -r 'select(.health == "unhealthy").name'`);
	});

	test('is the one that npm installs', () => {
		const { man, files } = JSON.parse(readFileSync(path.resolve(page, '../../package.json'), 'utf8'));
		expect(path.resolve(page, '../..', man)).toBe(page);
		expect(files).toContain('man');
	});
});
