import { spawnSync } from 'node:child_process';
import { median } from '../statistics.js';
import { launch, type Subject } from '../subject.js';

/** Milliseconds from the start of the program until a screen shows `text`: the median of some starts. */
export async function startTime(
	subject: Subject,
	host: string | undefined,
	{ text, times, extra }: { text: string | RegExp; times: number; extra?: readonly string[] },
): Promise<number> {
	const samples: number[] = [];
	for (let index = 0; index < times; index++) {
		const before = performance.now();
		const terminal = launch(subject, host, extra);
		await terminal.until(text, { timeout: 30_000 });
		samples.push(performance.now() - before);
		await terminal.close();
	}
	return median(samples);
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
