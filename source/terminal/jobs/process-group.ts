import { readdirSync, readFileSync } from 'node:fs';

/** First processes of a container (`docker run --init` and the like): they wait for their child, but never resume it. */
const inits = /^(tini|docker-init|dumb-init|catatonit)/;

type Process = {
	readonly pid: number;
	readonly name: string;
	readonly parent: number;
	readonly group: number;
	readonly session: number;
};

/**
 * Returns whether another process would resume our process group if it were stopped; undefined where that cannot be found out.
 * The kernel stops no orphaned group: no member's parent is in another group of the same session. Source: POSIX.1-2017,
 * 3.264 and 2.4.1 (SIGTSTP); Linux kernel/exit.c, will_become_orphaned_pgrp.
 */
export function canBeResumed(pid: number = process.pid, folder = '/proc'): boolean | undefined {
	const read = (id: number | string) => processOf(folder, id);
	const own = read(pid);
	if (!own) {
		return undefined;
	}
	let isUnknown = false;
	for (const member of processesOf(folder)) {
		const process = read(member);
		if (process?.group !== own.group) {
			continue;
		}
		// Process 0 is outside of our view: the kernel, or a container's host, which is another session.
		const parent = process.parent === 0 ? undefined : read(process.parent);
		if (!parent) {
			isUnknown ||= process.parent !== 0;
		} else if (parent.session === own.session && parent.group !== own.group && !inits.test(parent.name)) {
			return true;
		}
	}
	return isUnknown ? undefined : false;
}

function processesOf(folder: string): readonly string[] {
	try {
		return readdirSync(folder).filter(name => /^\d+$/.test(name));
	} catch {
		return [];
	}
}

/** Reads a process's line in `stat`; returns undefined if it is gone or hidden, or without such a file system. Source: proc(5). */
function processOf(folder: string, id: number | string): Process | undefined {
	try {
		const stat = readFileSync(`${folder}/${id}/stat`, 'latin1');
		// The name stands in parentheses, and may contain parentheses itself.
		const open = stat.indexOf('(');
		const close = stat.lastIndexOf(')');
		const [, parent, group, session] = stat
			.slice(close + 2)
			.split(' ')
			.map(Number);
		if (parent === undefined || group === undefined || session === undefined) {
			return undefined;
		}
		return { pid: Number(id), name: stat.slice(open + 1, close), parent, group, session };
	} catch {
		return undefined;
	}
}
