import os from 'node:os';
import path from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { measureSlowness, slownessEnvironment, testLimits, waitLimit } from './test/helpers/limits/limits.js';
import { LongestFirst } from './test/helpers/limits/longest-first.js';

// What the person at the keyboard has set must not decide what the tests see; the last one only costs each child 40 ms.
for (const name of Object.keys(process.env)) {
	if (/^(DOCKER_.*|NO_COLOR|PAGER|VISUAL|EDITOR|NODE_EXTRA_CA_CERTS)$/.test(name)) {
		delete process.env[name];
	}
}

const slowness = measureSlowness();
const limits = testLimits(slowness);

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Measured in time or in V8's heap: npm run test:nightly, on a quiet machine.
		exclude: [...configDefaults.exclude, 'test/nightly/**'],
		globalSetup: 'test/helpers/engine/global-setup.ts',
		// A pty is a native handle and does not live in a worker thread.
		pool: 'forks',
		sequence: { sequencer: LongestFirst },
		// Half of the time a test waits for an engine or a terminal.
		maxWorkers: Math.max(2, Math.min(8, os.availableParallelism() + 1)),
		// test/helpers/limits/limits.ts has all limits; no test has one of its own.
		testTimeout: limits.test,
		hookTimeout: limits.hook,
		teardownTimeout: limits.hook,
		expect: { poll: { timeout: waitLimit(slowness), interval: 20 } },
		setupFiles: 'test/helpers/limits/limits-setup.ts',
		// No credentials or contexts of the person at the keyboard are read, and none written.
		env: {
			...slownessEnvironment(slowness),
			TZ: 'UTC',
			LANG: 'C.UTF-8',
			FORCE_COLOR: '3',
			DOCKER_CONFIG: path.join(os.tmpdir(), `plimsoll-nobody-${process.pid}`),
		},
	},
});
