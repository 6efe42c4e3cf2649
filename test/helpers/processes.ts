import { readdirSync, readFileSync } from 'node:fs';

/** Returns true if a process runs; a zombie does not. Linux. */
export function isRunning(pid: number): boolean {
	try {
		return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}

/** Number of processes with these arguments, including those in containers. Linux. */
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
