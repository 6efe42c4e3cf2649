import { cpuSeconds, residentMegabytes } from '../processes.js';
import { launch, type Subject } from '../subject.js';

export type LogHistory = {
	/** Milliseconds from the keys that open the log to its last line on the screen. */
	readonly opened: number;
	/** CPU that it took. Seconds. */
	readonly cpu: number;
	readonly memory: number;
};

/** Opens a container's log that was written before, and waits for its last line. */
export async function logHistory(
	subject: Subject,
	host: string,
	options: { container: string; last: string; started: string; extra: readonly string[] },
): Promise<LogHistory> {
	const terminal = launch(subject, host, options.extra);
	if (options.started !== '') {
		await terminal.until(options.started);
	}
	const [at, cpu] = [performance.now(), cpuSeconds(terminal.pid)];
	await terminal.press(...(subject.logKeys?.(options.container) ?? []));
	await terminal.until(options.last);
	const opened = performance.now() - at;
	const result = { opened, cpu: cpuSeconds(terminal.pid) - cpu, memory: residentMegabytes(terminal.pid) };
	await terminal.close();
	return result;
}
