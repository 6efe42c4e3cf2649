import { describe, expect, test } from 'vitest';
import { createForegroundWork } from '../../../source/runtime/concurrency/foreground-work.js';

const settle = async () => {
	for (let turn = 0; turn < 5; turn++) {
		await new Promise<void>(resolve => setImmediate(resolve));
	}
};

/** Becomes true once nothing is in the foreground. */
function idleOf(foreground: ReturnType<typeof createForegroundWork>) {
	const noted = { isIdle: false };
	void foreground.idle().then(() => {
		noted.isIdle = true;
	});
	return noted;
}

describe('the foreground', () => {
	test('is idle after a turn of the event loop without work', async () => {
		const noted = idleOf(createForegroundWork());
		expect(noted.isIdle).toBe(false);
		await settle();
		expect(noted.isIdle).toBe(true);
	});

	test('is not idle until the last work has ended, well or not', async () => {
		const foreground = createForegroundWork();
		const release = foreground.hold();
		let fail: (error: Error) => void = () => {};
		const failing = foreground.track(new Promise<void>((_, reject) => (fail = reject)));
		const failure = expect(failing).rejects.toThrow('no');
		const noted = idleOf(foreground);
		release();
		// Only the first release counts.
		release();
		await settle();
		expect(noted.isIdle).toBe(false);
		fail(new Error('no'));
		await failure;
		await settle();
		expect(noted.isIdle).toBe(true);
	});

	test('waits for the work that the last work has begun', async () => {
		const foreground = createForegroundWork();
		const release = foreground.hold();
		const noted = idleOf(foreground);
		let releaseNext = () => {};
		queueMicrotask(() => {
			release();
			queueMicrotask(() => {
				releaseNext = foreground.hold();
			});
		});
		await settle();
		expect(noted.isIdle).toBe(false);
		releaseNext();
		await settle();
		expect(noted.isIdle).toBe(true);
	});
});
