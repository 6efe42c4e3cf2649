import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process runs; one that waits only for somebody to ask how it ended does not. Linux. */
export function isRunning(pid: number): boolean {
	try {
		return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}

/** How many processes of this machine, containers included, were started with these arguments. Linux. */
export function countProcesses(argv: readonly string[]): number {
	const wanted = `${argv.join('\0')}\0`;
	return readdirSync('/proc').filter(name => /^\d+$/.test(name) && commandLine(name) === wanted).length;
}

/** Arguments of a process, each with a null byte after it; empty for one that has ended. */
export function commandLine(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		return '';
	}
}
