import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Terminal } from '../../test/helpers/terminal/terminal.js';
import { residentMegabytes } from '../processes.js';
import { slope } from '../statistics.js';

/** Keys of one round: rows, panes, tabs, zoom, a filter, a log, lists and menus. */
const round = [
	...'jjjjkkG',
	'g',
	'tab',
	'tab',
	'tab',
	'tab',
	...']]][[[',
	...'zzz',
	'/',
	...'a',
	'enter',
	'esc',
	'esc',
];
const more = [...'1l', 'wait', ...'twf', 'esc', 'esc', 'esc', '?', 'esc', ':', 'esc', '@', 'esc', 'v', 'esc', 'm'];

/** Presses keys for some minutes. Returns the resident megabytes at the end, and their growth per minute in the second half. */
export async function churn(terminal: Terminal, minutes: number): Promise<{ memory: number; perMinute: number }> {
	const from = performance.now();
	const elapsed = () => (performance.now() - from) / 60_000;
	const memory: [number, number][] = [];
	while (elapsed() < minutes) {
		for (const key of [...round, ...more]) {
			if (key !== 'wait') {
				await terminal.press(key);
			}
			await delay(key === 'wait' ? 1000 : 60);
		}
		if (elapsed() > minutes / 2) {
			memory.push([elapsed(), residentMegabytes(terminal.pid)]);
		}
	}
	return { memory: memory.at(-1)?.[1] ?? Number.NaN, perMinute: slope(memory) };
}

/** Counts a process's open file descriptors, and the sockets among them. */
export function openFiles(pid: number): { files: number; sockets: number } {
	const names = readdirSync(`/proc/${pid}/fd`);
	const isSocket = (name: string) => {
		try {
			return readlinkSync(`/proc/${pid}/fd/${name}`).startsWith('socket:');
		} catch {
			return false;
		}
	};
	return { files: names.length, sockets: names.filter(isSocket).length };
}

/** Opens a shell in the selected container and leaves it, again and again. */
export async function shells(terminal: Terminal, count: number): Promise<void> {
	for (let index = 0; index < count; index++) {
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		await terminal.type('exit\r');
		await terminal.until(/1 Containers \d/);
	}
}
