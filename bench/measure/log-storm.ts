import { createWriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Terminal } from '../../test/helpers/terminal/terminal.js';
import { cpuSeconds, residentMegabytes } from '../processes.js';
import { percentile } from '../statistics.js';
import { oneKey } from './keys.js';

export type LogStorm = {
	/** Milliseconds from the writing of a line to its appearance on the screen. */
	readonly lag: { readonly p50: number; readonly p95: number };
	/** Percent of one core. */
	readonly cpu: number;
	readonly engineCpu: number;
	readonly bytesPerSecond: number;
	readonly memory: number;
	/** Milliseconds until a key's effect is on the screen meanwhile; undefined when none was pressed. */
	readonly key: number | undefined;
	/** Lines that were written. */
	readonly lines: number;
};

export type StormOptions = {
	/** The pipes whose lines containers write to their logs, in turn. */
	readonly pipes: readonly string[];
	/** True for JSON lines, as pino writes them. */
	readonly isJson: boolean;
	readonly linesPerSecond: number;
	readonly seconds: number;
	/** The engine's process, for its CPU. */
	readonly enginePid: number;
	readonly key: string | undefined;
};

/** Lines are written in bursts this far apart. */
const burstIntervalMs = 10;
const stamped = /@(\d+\.\d)@/g;

const plainLine = (line: number): string =>
	`@${performance.now().toFixed(1)}@ line ${line} of the storm: GET /index.html 200\n`;

/** The message has the stamp, so that it is on screen as a sentence. */
const jsonLine = (line: number): string =>
	`${JSON.stringify({
		level: line % 100 === 0 ? 50 : 30,
		time: Date.now(),
		pid: 7,
		hostname: 'web-1',
		msg: `@${performance.now().toFixed(1)}@ request completed`,
		req: { id: line, method: 'GET', url: `/api/items/${line}` },
		res: { statusCode: 200 },
		took: `${line % 400}ms`,
	})}\n`;

/** Writes numbered, stamped lines into the logs of containers, and watches them arrive on the terminal. */
export async function logStorm(terminal: Terminal, options: StormOptions): Promise<LogStorm> {
	const { pipes, isJson, linesPerSecond, seconds, enginePid, key } = options;
	const lags: number[] = [];
	let newest = 0;
	const stop = terminal.onOutput((_chunk, now) => {
		if (terminal.modes.synchronizedUpdate) {
			return;
		}
		const stamps = [...terminal.screen().join('\n').matchAll(stamped)].map(match => Number(match[1]));
		lags.push(...stamps.filter(stamp => stamp > newest).map(stamp => now - stamp));
		newest = Math.max(newest, ...stamps);
	});
	const outputs = pipes.map(pipe => createWriteStream(pipe));
	const start = { at: performance.now(), cpu: cpuSeconds(terminal.pid), bytes: terminal.bytes };
	const engineStart = cpuSeconds(enginePid);
	const keys: number[] = [];
	let pressing: Promise<void> | undefined;
	let lines = 0;
	for (let elapsed = 0; elapsed < seconds * 1000; elapsed = performance.now() - start.at) {
		const due = Math.floor((elapsed / 1000) * linesPerSecond);
		const texts = outputs.map(() => '');
		for (; lines < due; lines++) {
			texts[lines % texts.length] += isJson ? jsonLine(lines) : plainLine(lines);
		}
		for (const [at, output] of outputs.entries()) {
			if (texts[at] !== '') {
				output.write(texts[at]);
			}
		}
		if (key !== undefined && pressing === undefined) {
			pressing = oneKey(terminal, key).then(async time => {
				if (time !== undefined) {
					keys.push(time);
				}
				await delay(500);
				pressing = undefined;
			});
		}
		await delay(burstIntervalMs);
	}
	const elapsed = (performance.now() - start.at) / 1000;
	const result = {
		cpu: (100 * (cpuSeconds(terminal.pid) - start.cpu)) / elapsed,
		engineCpu: (100 * (cpuSeconds(enginePid) - engineStart)) / elapsed,
		bytesPerSecond: (terminal.bytes - start.bytes) / elapsed,
		memory: residentMegabytes(terminal.pid),
	};
	await pressing;
	// Late lines still count.
	await delay(2000);
	stop();
	await Promise.all(outputs.map(output => new Promise<void>(resolve => output.end(resolve))));
	const lag = { p50: percentile(lags, 0.5), p95: percentile(lags, 0.95) };
	return { ...result, lag, key: keys.length > 0 ? percentile(keys, 0.5) : undefined, lines };
}
