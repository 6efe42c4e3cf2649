import { configDefaults, defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** What measures time, memory or the event loop: for a quiet machine, one file at a time. */
export default defineConfig({
	test: {
		...base.test,
		include: ['test/nightly/**/*.test.{ts,tsx}'],
		exclude: configDefaults.exclude,
		fileParallelism: false,
	},
});
