import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

// What the person at the keyboard has set must not decide what the tests see; the last one only costs each child 40 ms.
for (const name of Object.keys(process.env)) {
	if (/^(DOCKER_.*|NO_COLOR|PAGER|VISUAL|EDITOR|NODE_EXTRA_CA_CERTS)$/.test(name)) delete process.env[name];
}

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		globalSetup: 'test/helpers/global-setup.ts',
		// A pty is a native handle and does not live in a worker thread.
		pool: 'forks',
		maxWorkers: Math.max(2, Math.min(8, os.availableParallelism())),
		testTimeout: 20_000,
		hookTimeout: 60_000,
		teardownTimeout: 30_000,
		// No credentials or contexts of the person at the keyboard are read, and none written.
		env: {
			TZ: 'UTC',
			LANG: 'C.UTF-8',
			FORCE_COLOR: '3',
			DOCKER_CONFIG: path.join(os.tmpdir(), `plimsoll-nobody-${process.pid}`),
		},
	},
});
