import { setTimeout as delay } from 'node:timers/promises';
import type { Terminal } from '../../test/helpers/terminal/terminal.js';
import { connectionsTo, cpuSeconds, residentMegabytes } from '../processes.js';
import { slope } from '../statistics.js';

export type Idle = {
	/** Percent of one core. */
	readonly ownCpu: number;
	readonly engineCpu: number | undefined;
	readonly bytesPerSecond: number;
	/** Megabytes at the end, and growth in megabytes per minute. */
	readonly memory: number;
	readonly memoryPerMinute: number;
	readonly connections: number | undefined;
};

type Engine = { readonly pid: number; readonly socket: string };

/** Measures the cost of an idle program for some seconds. */
export async function idle(terminal: Terminal, engine: Engine | undefined, seconds: number): Promise<Idle> {
	const start = { at: performance.now(), cpu: cpuSeconds(terminal.pid), bytes: terminal.bytes };
	const engineStart = engine && cpuSeconds(engine.pid);
	const memory: [number, number][] = [];
	for (let second = 0; second < seconds; second++) {
		await delay(1000);
		memory.push([second / 60, residentMegabytes(terminal.pid)]);
	}
	const elapsed = (performance.now() - start.at) / 1000;
	return {
		ownCpu: (100 * (cpuSeconds(terminal.pid) - start.cpu)) / elapsed,
		engineCpu: engine && (100 * (cpuSeconds(engine.pid) - engineStart!)) / elapsed,
		bytesPerSecond: (terminal.bytes - start.bytes) / elapsed,
		memory: memory.at(-1)?.[1] ?? Number.NaN,
		memoryPerMinute: slope(memory),
		connections: engine && connectionsTo(engine.socket),
	};
}

/** CPU that the engine takes without requests. Percent of one core. */
export async function engineAtRest(engine: Engine, seconds: number): Promise<number> {
	const [at, cpu] = [performance.now(), cpuSeconds(engine.pid)];
	await delay(seconds * 1000);
	return (100 * (cpuSeconds(engine.pid) - cpu)) / ((performance.now() - at) / 1000);
}
