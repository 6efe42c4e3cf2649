import { setTimeout as delay } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { createIdleCollector } from '../../source/platform/collect-idle.js';
import { v8OfNode20 } from '../../source/platform/v8-flags.js';

const used = () => getHeapStatistics().used_heap_size;

/** Makes garbage that only a full collection frees, because it has survived some small ones. Returns its bytes. */
function litter(): number {
	let kept: object[] | undefined = [];
	for (let index = 0; index < 300_000; index++) {
		kept.push({ index, text: [index] });
	}
	const size = used();
	kept = undefined;
	return size;
}

// On later versions of Node a collection while idle frees no memory, so plimsoll makes none.
describe.skipIf(!v8OfNode20.test(process.versions.v8))('the collection while idle', () => {
	test('frees unused memory after a while without keys', async () => {
		const keyPressed = createIdleCollector(60);
		const full = litter();
		for (let index = 0; index < 4; index++) {
			keyPressed();
			await delay(30);
		}
		expect(used()).toBeGreaterThan(full - 10e6);
		await delay(150);
		expect(used()).toBeLessThan(full - 10e6);
	});
});
