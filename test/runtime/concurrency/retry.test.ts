import { describe, expect, test } from 'vitest';
import { Retry } from '../../../source/runtime/concurrency/retry.js';
import { openScope } from '../../../source/runtime/concurrency/scope.js';
import { fakeClock } from '../fake-clock.js';

/** Notes the milliseconds after which a promise resolved. */
function noteEnd(work: Promise<void>, now: () => number) {
	const startedAt = now();
	const noted: { ms?: number } = {};
	void work.then(() => {
		noted.ms = now() - startedAt;
	});
	return noted;
}

describe('the delay of a retry', () => {
	test('doubles with each failure up to its longest, and starts again after a success', () => {
		const retry = new Retry(fakeClock().clock, { firstMs: 500, maxMs: 3000 });
		const delays = [retry.delayMs];
		for (let failure = 0; failure < 5; failure++) {
			retry.fail();
			delays.push(retry.delayMs);
		}
		expect(delays).toEqual([500, 500, 1000, 2000, 3000, 3000]);
		expect(retry.failures).toBe(5);
		retry.reset();
		expect([retry.failures, retry.delayMs]).toEqual([0, 500]);
	});

	test('is half a minute at most when nothing else is said, after any number of failures', () => {
		const retry = new Retry(fakeClock().clock, { firstMs: 500 });
		for (let failure = 0; failure < 2000; failure++) {
			retry.fail();
		}
		expect(retry.delayMs).toBe(30_000);
	});

	test('follows a backoff that changes', () => {
		let maxMs = 4000;
		const retry = new Retry(fakeClock().clock, () => ({ firstMs: 4000, maxMs }));
		retry.fail();
		retry.fail();
		expect(retry.delayMs).toBe(4000);
		maxMs = 10_000;
		expect(retry.delayMs).toBe(8000);
	});
});

describe('a wait for the next try', () => {
	test('ends after the delay', async () => {
		const time = fakeClock();
		const retry = new Retry(time.clock, { firstMs: 500 });
		retry.fail();
		const wait = noteEnd(retry.wait(openScope().signal), time.clock.now);
		await time.pass(1000);
		expect(wait.ms).toBe(500);
	});

	test.each(['wake', 'abort'])('ends at once with a %s, and leaves no timer', async cause => {
		const time = fakeClock();
		const retry = new Retry(time.clock, { firstMs: 500 });
		const scope = openScope();
		const wait = noteEnd(retry.wait(scope.signal), time.clock.now);
		await time.pass(200);
		if (cause === 'wake') {
			retry.wake();
		} else {
			scope.end();
		}
		await time.settle();
		expect([wait.ms, time.timers]).toEqual([200, 0]);
	});

	test.each(['wake', 'abort'])('without a limit ends only with a %s', async cause => {
		const time = fakeClock();
		const retry = new Retry(time.clock, { firstMs: 500 });
		const scope = openScope();
		const wait = noteEnd(retry.waitForWake(scope.signal), time.clock.now);
		await time.pass(3_600_000);
		expect(wait.ms).toBeUndefined();
		if (cause === 'wake') {
			retry.wake();
		} else {
			scope.end();
		}
		await time.settle();
		expect(wait.ms).toBe(3_600_000);
	});

	test('is not needed for a wake', () => {
		expect(() => new Retry(fakeClock().clock, { firstMs: 500 }).wake()).not.toThrow();
	});
});

describe('a scheduled try', () => {
	test('comes once, after the delay', async () => {
		const time = fakeClock();
		const retry = new Retry(time.clock, { firstMs: 500 });
		let tries = 0;
		retry.fail();
		retry.schedule(() => tries++);
		expect(retry.isScheduled).toBe(true);
		await time.pass(499);
		expect(tries).toBe(0);
		await time.pass(10_000);
		expect([tries, retry.isScheduled]).toEqual([1, false]);
	});

	test('takes the place of the one before it', async () => {
		const time = fakeClock();
		const retry = new Retry(time.clock, { firstMs: 500 });
		const tries: string[] = [];
		retry.schedule(() => tries.push('first'));
		await time.pass(300);
		retry.schedule(() => tries.push('second'));
		await time.pass(300);
		expect(tries).toEqual([]);
		await time.pass(200);
		expect(tries).toEqual(['second']);
	});

	test('is cancelled by a success', async () => {
		const time = fakeClock();
		const retry = new Retry(time.clock, { firstMs: 500 });
		let tries = 0;
		retry.schedule(() => tries++);
		retry.reset();
		expect([retry.isScheduled, time.timers]).toEqual([false, 0]);
		await time.pass(1000);
		expect(tries).toBe(0);
	});
});
