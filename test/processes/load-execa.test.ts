import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExeca } from '../../source/processes/load-execa.js';

const { start } = await loadExeca();

/** Starts a program while this process has all of its descriptors open, and prints how that ends. */
const script = (loader: string) => `
	import { openSync } from 'node:fs';
	import { loadExeca } from ${JSON.stringify(loader)};
	const { start } = await loadExeca();
	process.on('uncaughtException', error => console.log('uncaught', error.message));
	try {
		for (;;) openSync('/dev/null');
	} catch {}
	try {
		await start('true', [], { reject: false });
	} catch (error) {
		console.log('thrown', error.code, error.message);
	}
	setTimeout(() => {}, 20);
`;

describe('starting a child process', () => {
	test.skipIf(process.platform === 'win32')(
		'throws when no descriptors are left, and this process goes on',
		async () => {
			const loader = path.resolve(import.meta.dirname, '../../source/processes/load-execa.ts');
			const { stdout } = await start(
				'sh',
				[
					'-c',
					'ulimit -n 400; exec "$0" --import tsx --input-type=module --eval "$1"',
					process.execPath,
					script(loader),
				],
				{},
			);
			expect(stdout).toBe('thrown EMFILE spawn true EMFILE');
		},
	);

	test('emits the error of a program that is missing', async () => {
		expect(await start('/nowhere/program', [], { reject: false })).toMatchObject({ failed: true, code: 'ENOENT' });
	});
});
