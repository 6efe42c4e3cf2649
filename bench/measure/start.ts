import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../statistics.js';
import { launch, type Subject } from '../subject.js';

/**
 * Median of the milliseconds from a start of the program until the screen shows `text`. A first start does not count.
 */
export async function startTime(
	subject: Subject,
	host: string | undefined,
	{ times, ...options }: { text: string | RegExp; times: number; extra?: readonly string[] },
): Promise<number> {
	const samples: number[] = [];
	for (let index = 0; index <= times; index++) {
		samples.push(await startOnce(subject, host, options));
	}
	return median(samples.slice(1));
}

/** Milliseconds from one start until the screen shows `text`; it ends by SIGTERM, as only a program that ends by itself writes its compile cache. */
export async function startOnce(
	subject: Subject,
	host: string | undefined,
	{ text, extra }: { text: string | RegExp; extra?: readonly string[] },
): Promise<number> {
	const before = performance.now();
	const terminal = launch(subject, host, extra);
	await terminal.until(text);
	const elapsed = performance.now() - before;
	terminal.kill('SIGTERM');
	await Promise.race([terminal.exited, delay(3000)]);
	await terminal.close();
	return elapsed;
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
