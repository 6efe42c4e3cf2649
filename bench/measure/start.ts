import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../statistics.js';
import { launch, type Subject } from '../subject.js';

/**
 * Milliseconds from the start of the program until a screen shows `text`: the median of some starts. A first one does not
 * count and ends by SIGTERM, as a program that is killed writes no compile cache.
 */
export async function startTime(
	subject: Subject,
	host: string | undefined,
	{ text, times, extra }: { text: string | RegExp; times: number; extra?: readonly string[] },
): Promise<number> {
	const samples: number[] = [];
	for (let index = 0; index <= times; index++) {
		const before = performance.now();
		const terminal = launch(subject, host, extra);
		await terminal.until(text);
		samples.push(performance.now() - before);
		if (index === 0) {
			terminal.kill('SIGTERM');
			await Promise.race([terminal.exited, delay(3000)]);
		}
		await terminal.close();
	}
	return median(samples.slice(1));
}

/** Milliseconds that the bare runtime takes: the yardstick for starts. */
export function bareStartTime(node: readonly string[], times: number): number {
	const [command = process.execPath, ...args] = node;
	const samples = Array.from({ length: times }, () => {
		const before = performance.now();
		spawnSync(command, [...args, '-e', '0'], { env: { PATH: process.env.PATH ?? '' } });
		return performance.now() - before;
	});
	return median(samples);
}
