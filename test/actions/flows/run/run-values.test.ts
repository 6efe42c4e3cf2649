import { describe, expect, test } from 'vitest';
import { expandPath, mountWords, readValues, valuesOf } from '../../../../source/actions/flows/run/run-values.js';
import { arbitraryOptions } from '../../../domain/run/arbitrary-options.js';
import fc from '../../../helpers/fast-check.js';

const folders = { cwd: '/srv/app', home: '/home/me' };

describe('options in the form', () => {
	test.each(['run', 'create'] as const)('are the same after the form for any docker %s line', verb => {
		fc.assert(
			fc.property(arbitraryOptions, fc.boolean(), (options, detach) => {
				const told = { ...options, detach: detach && verb === 'run' };
				const read = readValues(valuesOf(told, verb), verb, folders);
				expect(read).toMatchObject({ errors: [], unsupported: [] });
				expect(read.options).toEqual(told);
			}),
			{ seed: 11, numRuns: 300 },
		);
	});
});

describe('a path in the form', () => {
	test('expands as in a shell', () => {
		const read = (text: string) => expandPath(text, folders);
		expect(read('~/x:/y')).toBe('/home/me/x:/y');
		expect(read('~')).toBe('/home/me');
		expect(read('$HOME:/y')).toBe('/home/me:/y');
		expect(read('$(pwd)/x:/y')).toBe('/srv/app/x:/y');
		expect(read(`\${PWD}:/y`)).toBe('/srv/app:/y');
		expect(read('~me/x')).toBe('~me/x');
		expect(read('$PWDX/x')).toBe('$PWDX/x');
		expect(expandPath('~/x', { cwd: '/', home: undefined })).toBe('~/x');
	});

	test('is a bind mount, a volume, or the kind that its flag names', () => {
		expect(mountWords('/a:/b', folders)).toEqual(['--volume', '/a:/b']);
		expect(mountWords('-v ~/a:/b', folders)).toEqual(['--volume', '/home/me/a:/b']);
		expect(mountWords('--mount=type=bind,src=/a,dst=/b', folders)).toEqual(['--mount', 'type=bind,src=/a,dst=/b']);
		expect(mountWords('type=tmpfs,dst=/b', folders)).toEqual(['--mount', 'type=tmpfs,dst=/b']);
		expect(mountWords('--tmpfs /run:size=1m', folders)).toEqual(['--tmpfs', '/run:size=1m']);
	});
});
