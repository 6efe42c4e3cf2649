import { setTimeout as delay } from 'node:timers/promises';
import type { BenchEngine } from './engine.js';
import { churn, openFiles, shells } from './measure/soak.js';
import { processCount, residentMegabytes } from './processes.js';
import { launch, type Subject } from './subject.js';
import type { Results } from './table.js';

/** Number of shells that are opened and left. */
const shellCount = 50;
/** Before each count, connections that are kept for the next call are closed after this time. */
const closeIdleMs = 8000;

/** Rows of some minutes of keys on the demo engine. */
export async function soakRows(subject: Subject, minutes: number, results: Results): Promise<void> {
	const sized: Subject = { ...subject, env: { ...subject.env, PLIMSOLL_DEMO_CONTAINERS: '100' } };
	const terminal = launch(sized, undefined, ['--demo']);
	await terminal.until(/● \S+/);
	const { memory, perMinute } = await churn(terminal, minutes);
	results.set(`memory after ${minutes} min of keys, demo 100 (MB)`, subject.name, memory);
	results.set('memory growth in the second half (MB/min)', subject.name, perMinute);
	await terminal.close();
}

/** Counts open descriptors before and after shells are opened and left. */
export async function shellRows(subject: Subject, engine: BenchEngine, results: Results): Promise<void> {
	await engine.grow(1);
	const terminal = launch(subject, engine.host);
	await terminal.until(/bench-\d/);
	// The first shell loads code that the others need.
	await shells(terminal, 1);
	const look = async () => {
		await delay(closeIdleMs);
		return {
			...openFiles(terminal.pid),
			processes: processCount(terminal.pid),
			memory: Math.round(residentMegabytes(terminal.pid)),
		};
	};
	const before = await look();
	await shells(terminal, shellCount);
	const after = await look();
	for (const [row, key] of [
		['files open', 'files'],
		['sockets open', 'sockets'],
		['processes', 'processes'],
		['memory (MB)', 'memory'],
	] as const) {
		results.set(`${row}: before · after ${shellCount} shells`, subject.name, `${before[key]} · ${after[key]}`);
	}
	await terminal.close();
}
