import { readFileSync } from 'node:fs';

/** Whether a process runs; one that waits only for somebody to ask how it ended does not. Linux. */
export function isRunning(pid: number): boolean {
	try {
		return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}
