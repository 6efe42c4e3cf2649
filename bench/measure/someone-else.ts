import { setTimeout as delay } from 'node:timers/promises';
import type { Terminal } from '../../test/helpers/terminal/terminal.js';
import type { BenchEngine } from '../engine.js';
import { median } from '../statistics.js';

/** A container that is not shown after this time counts as missing. */
const timeoutMs = 5000;

/**
 * Median of the milliseconds from the engine's answer to another client's start of a container until its name is on the
 * screen; undefined when one was missing. The names sort before all others.
 */
export async function strangerTime(
	terminal: Terminal,
	engine: BenchEngine,
	times: number,
): Promise<number | undefined> {
	const samples: number[] = [];
	for (let index = 0; index < times; index++) {
		const name = `aaa-${index}`;
		const seen = Promise.race([terminal.until(name).then(() => performance.now()), delay(timeoutMs)]);
		let created = 0;
		const onCreated = () => {
			created = performance.now();
		};
		await engine.run(name, 'exec sleep 1000000', { created: onCreated });
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
