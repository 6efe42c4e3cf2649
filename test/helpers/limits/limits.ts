import { spawnSync } from 'node:child_process';
import os from 'node:os';

/**
 * The only place for time limits of tests. A limit ends a test that hangs; it never measures the product. A wait that
 * succeeds costs no more than what it waits for, so the limits are generous.
 */

/** Milliseconds that an idle development machine needs. Everything is measured against it. */
const reference = { nodeStart: 60, work: 35 };

const limits = {
	/** One wait for one condition. */
	wait: 60_000,
	/** The whole of one test. */
	test: 240_000,
	/** A hook, which may start an engine or build the bundle. */
	hook: 300_000,
};

/** Set by vitest.config.ts for every worker. */
const variable = 'PLIMSOLL_TEST_SLOWNESS';

const maxSlowness = 10;

/** How many times slower than the reference this machine is right now: 1 to 10. Takes about 0.2 s on an idle machine. */
export function measureSlowness(): number {
	const start = timed(() => spawnSync(process.execPath, ['-e', '0']));
	const work = timed(calculate);
	return bounded(Math.max(start / reference.nodeStart, work / reference.work, loadPerCore()));
}

/** The environment that hands a measured slowness to the workers. */
export function slownessEnvironment(slowness: number): Record<string, string> {
	return { [variable]: String(slowness) };
}

/**
 * How many times longer than on the reference machine a test may take now: 1 to 10. The measurement of the run, or the
 * load of this moment when that is higher.
 */
export function slownessNow(): number {
	return bounded(Math.max(Number(process.env[variable]) || 1, loadPerCore()));
}

/** Milliseconds that one wait may take on this machine now. */
export function waitLimit(slowness = slownessNow()): number {
	return Math.round(limits.wait * slowness);
}

/** Milliseconds for a test, a hook, and the part of a test that generates inputs. */
export function testLimits(slowness = slownessNow()): { test: number; hook: number; generating: number } {
	const test = Math.round(limits.test * slowness);
	return { test, hook: Math.round(limits.hook * slowness), generating: Math.round(test * 0.7) };
}

function bounded(slowness: number): number {
	return Math.min(maxSlowness, Math.max(1, slowness));
}

/** Runnable processes per core over the last minute. Windows always reports 0. */
function loadPerCore(): number {
	return (os.loadavg()[0] ?? 0) / os.availableParallelism();
}

function timed(work: () => unknown): number {
	const started = performance.now();
	work();
	return performance.now() - started;
}

/** The calculation is so long that the scheduler also runs other processes meanwhile. */
function calculate(): number {
	let sum = 0;
	for (let index = 1; index < 4_000_000; index++) {
		sum = (sum * 31 + (index % 7) * (sum % index)) | 0;
	}
	return sum;
}
