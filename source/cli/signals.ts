import { constants } from 'node:os';

/**
 * Signals that end a process and that may be caught. Not among them: SIGKILL and SIGSTOP; SIGPIPE and SIGXFSZ, which Node ignores;
 * those of a fault of the processor, which Node cannot handle (SIGSEGV, SIGBUS, SIGFPE, SIGILL).
 */
const deadly = [
	...['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTRAP', 'SIGABRT', 'SIGUSR2', 'SIGALRM', 'SIGTERM'],
	...['SIGSTKFLT', 'SIGXCPU', 'SIGVTALRM', 'SIGPROF', 'SIGIO', 'SIGPWR', 'SIGSYS'],
] as readonly NodeJS.Signals[];

/** Calls back with the exit code of a shell, 128 and the signal's number, when one would end this process. */
export function onDeadlySignal(end: (code: number) => void): void {
	for (const name of deadly) {
		// Each system has its own selection.
		const number = constants.signals[name];
		if (number !== undefined) {
			process.on(name, () => end(128 + number));
		}
	}
}

/** Node opens its debugger at SIGUSR1, to whoever on this machine connects to it. */
export function openNoDebugger(): void {
	process.on('SIGUSR1', () => {});
}
