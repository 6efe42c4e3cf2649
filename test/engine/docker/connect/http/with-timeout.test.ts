import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { withTimeout } from '../../../../../source/engine/docker/connect/http/with-timeout.js';

/** A call that ends only when its signal fires. */
const hang = (signal: AbortSignal) =>
	new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')), { once: true });
	});

test('withTimeout returns the result of a call in time and leaves no listener on the signal', async () => {
	const { signal } = new AbortController();
	expect(await withTimeout(async () => 7, { signal, timeoutMs: 1000 })).toBe(7);
	expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('withTimeout stops a late call with a timeout error that names the engine', async () => {
	const endpoint = { url: 'tcp://h:1', origin: '--host' };
	await expect(withTimeout(hang, { timeoutMs: 20, endpoint })).rejects.toMatchObject({
		kind: 'timeout',
		message: 'the engine at tcp://h:1 did not answer within 0.02 s',
	});
});

test('withTimeout rejects with the caller’s abort', async () => {
	const controller = new AbortController();
	const call = withTimeout(hang, { signal: controller.signal });
	controller.abort();
	await expect(call).rejects.toMatchObject({ name: 'AbortError' });
	await expect(withTimeout(hang, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
});

test('withTimeout rejects with the call’s own error', async () => {
	await expect(withTimeout(() => Promise.reject(new RangeError('no')), {})).rejects.toThrow(RangeError);
});
