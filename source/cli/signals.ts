import { constants } from 'node:os';

/**
 * Signals that end a process and that Node can catch: not SIGKILL and SIGSTOP, not SIGPIPE and SIGXFSZ, which Node ignores,
 * and none of the processor's faults (SIGSEGV, SIGBUS, SIGFPE, SIGILL).
 */
const deadly = [
	...['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTRAP', 'SIGABRT', 'SIGUSR2', 'SIGALRM', 'SIGTERM'],
	...['SIGSTKFLT', 'SIGXCPU', 'SIGVTALRM', 'SIGPROF', 'SIGIO', 'SIGPWR', 'SIGSYS'],
] as readonly NodeJS.Signals[];

/** Calls back instead of ending this process, with the exit code that a shell gives: 128 and the signal's number. */
export function onDeadlySignal(end: (code: number) => void): void {
	for (const name of deadly) {
		// Not every system has all of them.
		const number = constants.signals[name];
		if (number !== undefined) {
			process.on(name, () => end(128 + number));
		}
	}
}

/** Ignores SIGUSR1: Node would open its debugger, to which any user of this machine can connect. */
export function openNoDebugger(): void {
	process.on('SIGUSR1', () => {});
}
