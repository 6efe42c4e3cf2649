import { afterEach, describe, expect, test, vi } from 'vitest';
import { measureSlowness, slownessEnvironment, slownessNow, testLimits, waitLimit } from './limits.js';

afterEach(() => vi.unstubAllEnvs());

/** The run's measurement, as vitest.config.ts hands it to a worker. */
function measured(slowness: number): void {
	for (const [name, value] of Object.entries(slownessEnvironment(slowness))) {
		vi.stubEnv(name, value);
	}
}

describe('the limits of tests', () => {
	test('grow with the slowness of the machine', () => {
		expect(waitLimit(3)).toBe(3 * waitLimit(1));
		expect(testLimits(3).test).toBe(3 * testLimits(1).test);
		expect(testLimits(3).hook).toBe(3 * testLimits(1).hook);
	});

	test('give a test time for more than one wait', () => {
		const { test: whole, generating } = testLimits(2);
		expect(whole).toBeGreaterThan(waitLimit(2));
		expect(generating).toBeLessThan(whole);
	});

	test('grow at least by the measured factor, and at most tenfold', () => {
		measured(9);
		expect(slownessNow()).toBeGreaterThanOrEqual(9);
		measured(50);
		expect(slownessNow()).toBe(10);
		measured(0.2);
		expect(slownessNow()).toBeGreaterThanOrEqual(1);
		measured(Number.NaN);
		expect(slownessNow()).toBeGreaterThanOrEqual(1);
	});

	test('use a measured factor of 1 to 10', () => {
		const slowness = measureSlowness();
		expect(slowness).toBeGreaterThanOrEqual(1);
		expect(slowness).toBeLessThanOrEqual(10);
	});
});
