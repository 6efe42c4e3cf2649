import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, in which /proc counts CPU time. */
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const pageKilobytes = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })) / 1024;

type Process = { readonly parent: number; readonly cpuSeconds: number; readonly kilobytes: number };

/** Reads /proc/<pid>/stat; undefined when the process is gone. Source: proc(5), fields 4, 14–17 and 24. */
function read(pid: number): Process | undefined {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// The name may hold spaces and parentheses: the fields begin behind the last one.
		const fields = text
			.slice(text.lastIndexOf(')') + 2)
			.split(' ')
			.map(Number);
		const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
		return {
			parent: fields[1] ?? 0,
			cpuSeconds: (user + system + childUser + childSystem) / ticksPerSecond,
			kilobytes: (fields[21] ?? 0) * pageKilobytes,
		};
	} catch {
		return undefined;
	}
}

/** The living processes of a tree, the root first. */
function tree(root: number): Process[] {
	const all = new Map<number, Process>();
	for (const name of readdirSync('/proc')) {
		const process = /^\d+$/.test(name) ? read(Number(name)) : undefined;
		if (process) {
			all.set(Number(name), process);
		}
	}
	const found = new Set([root]);
	for (let before = 0; before < found.size; ) {
		before = found.size;
		for (const [pid, { parent }] of all) {
			if (found.has(parent)) {
				found.add(pid);
			}
		}
	}
	return [...found].flatMap(pid => all.get(pid) ?? []);
}

/** A process and its living descendants. */
export const processCount = (root: number): number => tree(root).length;

/** CPU time of a process, its living descendants and the dead ones that it waited for. Seconds. */
export const cpuSeconds = (root: number): number => tree(root).reduce((sum, { cpuSeconds: own }) => sum + own, 0);

/** Resident memory of a process and its descendants. Megabytes (10⁶ bytes, shared pages counted for each). */
export const residentMegabytes = (root: number): number =>
	tree(root).reduce((sum, { kilobytes }) => sum + (kilobytes * 1024) / 1e6, 0);

/** Connections that are open at the server's end of a unix socket. Source: /proc/net/unix, state 03 is connected. */
export function connectionsTo(socket: string): number {
	const lines = readFileSync('/proc/net/unix', 'utf8').split('\n');
	return lines.filter(line => line.endsWith(` ${socket}`) && line.split(/\s+/)[5] === '03').length;
}
