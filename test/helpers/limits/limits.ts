import { spawnSync } from 'node:child_process';
import os from 'node:os';

/**
 * The only place for time limits of tests. A limit ends a test that hangs; it never measures the product. The limits are
 * generous, because a wait ends as soon as its condition is met.
 */

/** Milliseconds on an idle development machine. Other machines are compared with it. */
const reference = { nodeStart: 60, work: 35 };

const limits = {
	/** A wait for one condition. */
	wait: 60_000,
	/** The same without an engine and a terminal: nothing outside of the process has to answer. */
	quickWait: 8_000,
	/** A whole test. */
	test: 240_000,
	/** A hook, which may start an engine or build the bundle. */
	hook: 300_000,
};

/** Set by vitest.config.ts for every worker. */
const variable = 'PLIMSOLL_TEST_SLOWNESS';

const maxSlowness = 10;

/** Measures how many times slower than the reference this machine is now: 1 to 10. It needs 0.2 s on an idle machine. */
export function measureSlowness(): number {
	const start = timed(() => spawnSync(process.execPath, ['-e', '0']));
	const work = timed(calculate);
	return bounded(Math.max(start / reference.nodeStart, work / reference.work, loadPerCore()));
}

/** Returns the environment that passes a measured slowness to the workers. */
export function slownessEnvironment(slowness: number): Record<string, string> {
	return { [variable]: String(slowness) };
}

/**
 * Returns how many times longer than on the reference machine a test may take now: 1 to 10. It is the measured slowness of
 * the run, or the current load if that is higher.
 */
export function slownessNow(): number {
	return bounded(Math.max(Number(process.env[variable]) || 1, loadPerCore()));
}

/** Returns the milliseconds that a wait may take on this machine now. */
export function waitLimit(slowness = slownessNow()): number {
	const needsEngine = process.env.PLIMSOLL_TEST_HOST !== 'none';
	return Math.round((needsEngine ? limits.wait : limits.quickWait) * slowness);
}

/** Returns the milliseconds for a test, a hook, and the part of a test that generates inputs. */
export function testLimits(slowness = slownessNow()): { test: number; hook: number; generating: number } {
	const test = Math.round(limits.test * slowness);
	return { test, hook: Math.round(limits.hook * slowness), generating: Math.round(test * 0.7) };
}

function bounded(slowness: number): number {
	return Math.min(maxSlowness, Math.max(1, slowness));
}

/** Returns the runnable processes per core over the last minute. Windows always reports 0. */
function loadPerCore(): number {
	return (os.loadavg()[0] ?? 0) / os.availableParallelism();
}

function timed(work: () => unknown): number {
	const started = performance.now();
	work();
	return performance.now() - started;
}

/** The calculation is long enough for the scheduler to run other processes meanwhile. */
function calculate(): number {
	let sum = 0;
	for (let index = 1; index < 4_000_000; index++) {
		sum = (sum * 31 + (index % 7) * (sum % index)) | 0;
	}
	return sum;
}
