import { setTimeout as delay } from 'node:timers/promises';
import type { Terminal } from '../../test/helpers/terminal.js';
import type { BenchEngine } from '../engine.js';
import { median } from '../statistics.js';

/** Longer than this is never. Milliseconds. */
const patience = 5000;

/**
 * Milliseconds from the engine's answer that somebody else's container is there until its name is on the screen: the median of
 * some; undefined when one did not come. The names sort before all others.
 */
export async function strangerTime(
	terminal: Terminal,
	engine: BenchEngine,
	times: number,
): Promise<number | undefined> {
	const samples: number[] = [];
	for (let index = 0; index < times; index++) {
		const name = `aaa-${index}`;
		const seen = Promise.race([terminal.until(name).then(() => performance.now()), delay(patience)]);
		let created = 0;
		await engine.run(name, 'exec sleep 1000000', () => {
			created = performance.now();
		});
		const at = await seen;
		await engine.remove(name);
		if (at === undefined) {
			return undefined;
		}
		samples.push(Math.max(0, at - created));
		await delay(1000);
	}
	return median(samples);
}
