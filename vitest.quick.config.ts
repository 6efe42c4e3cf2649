import { configDefaults, defineConfig } from 'vitest/config';
import { waitLimit } from './test/helpers/limits/limits.js';
import base from './vitest.config.js';

// No engine is started, and tests that need one are skipped.
process.env.PLIMSOLL_TEST_HOST = 'none';

const slow = ['faults', 'fuzz', 'helpers', 'nightly', 'parity', 'pty', 'shipping', 'story'];

/** Everything that needs no engine, no built bundle and no terminal: for the minutes between two edits. */
export default defineConfig({
	test: {
		...base.test,
		expect: { poll: { timeout: waitLimit(), interval: 20 } },
		exclude: [
			...configDefaults.exclude,
			...slow.map(name => `test/${name}/**`),
			'test/platform/code-cache.test.ts',
			'test/journeys/hostile.test.ts',
			'test/scripts/recorder.test.ts',
		],
	},
});
