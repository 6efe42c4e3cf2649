import { setTimeout as delay } from 'node:timers/promises';
import type { Terminal } from '../test/helpers/terminal/terminal.js';
import type { BenchEngine } from './engine.js';
import { engineAtRest, idle } from './measure/idle.js';
import { keyRepeat, selectionKeys } from './measure/keys.js';
import { strangerTime } from './measure/someone-else.js';
import { startTime } from './measure/start.js';
import { launch, type Subject } from './subject.js';
import type { Results } from './table.js';

export type Sizes = {
	readonly starts: number;
	readonly idleSeconds: number;
	readonly keys: number;
	readonly repeatSeconds: number;
	/** Containers that another client starts. */
	readonly strangers: number;
	/** Before an idle measurement the caches fill and the first samples arrive. */
	readonly settleSeconds: number;
};

const pair = ({ p50, p95 }: { p50: number; p95: number }) => `${p50.toFixed(1)} · ${p95.toFixed(1)}`;

/** All rows of one program on a fleet of real containers. */
export async function realFleet(
	subject: Subject,
	engine: BenchEngine,
	count: number,
	sizes: Sizes,
	results: Results,
): Promise<void> {
	const fleet = `${count} containers`;
	const options = { text: /bench-\d/, times: sizes.starts };
	const { name } = subject;
	results.set(`start to first rows, ${fleet} (ms)`, name, await startTime(subject, engine.host, options));
	await delay(3000);
	const rest = await engineAtRest(engine, Math.min(10, sizes.idleSeconds));
	const terminal = launch(subject, engine.host);
	await terminal.until(options.text);
	await delay(sizes.settleSeconds * 1000);
	const still = await idle(terminal, engine, sizes.idleSeconds);
	results.set(`CPU idle, ${fleet} (%)`, name, still.ownCpu);
	results.set(`CPU caused in the engine, ${fleet} (%)`, name, still.engineCpu! - rest);
	results.set(`bytes/s idle, ${fleet}`, name, still.bytesPerSecond);
	results.set(`engine connections, ${fleet}`, name, still.connections);
	await keyRows(terminal, subject, { fleet, count }, sizes, results);
	const stranger = await strangerTime(terminal, engine, sizes.strangers);
	results.set(`another client's container on screen, ${fleet} (ms)`, name, stranger ?? 'never');
	const after = await idle(terminal, engine, 2);
	results.set(`memory, ${fleet} (MB)`, name, after.memory);
	results.set(`memory growth idle, ${fleet} (MB/min)`, name, still.memoryPerMinute);
	await terminal.close();
}

/** Rows of the dashboard on a demo fleet, which no engine limits; every row of it changes each second. */
export async function demoFleet(subject: Subject, count: number, sizes: Sizes, results: Results): Promise<void> {
	const fleet = `demo ${count}`;
	const { name } = subject;
	const sized: Subject = { ...subject, env: { ...subject.env, PLIMSOLL_DEMO_CONTAINERS: String(count) } };
	const options = { text: /● \S+/, times: sizes.starts, extra: ['--demo'] };
	results.set(`start to first rows, ${fleet} (ms)`, name, await startTime(sized, undefined, options));
	const terminal = launch(sized, undefined, ['--demo']);
	await terminal.until(options.text);
	await delay(sizes.settleSeconds * 1000);
	const still = await idle(terminal, undefined, sizes.idleSeconds);
	results.set(`CPU, every row changes (${fleet}), the demo engine's included (%)`, name, still.ownCpu);
	results.set(`bytes/s, every row and a log change (${fleet})`, name, still.bytesPerSecond);
	// To the inspect tab and back, where the keys scroll text instead of rows.
	await terminal.press(']', ']');
	await delay(2000);
	const silent = await idle(terminal, undefined, sizes.idleSeconds);
	results.set(`bytes/s, every row changes (${fleet})`, name, silent.bytesPerSecond);
	await terminal.press('[', '[');
	await delay(2000);
	await keyRows(terminal, sized, { fleet, count }, sizes, results);
	results.set(`memory, ${fleet} (MB)`, name, (await idle(terminal, undefined, 2)).memory);
	await terminal.close();
}

async function keyRows(
	terminal: Terminal,
	subject: Subject,
	{ fleet, count }: { fleet: string; count: number },
	sizes: Sizes,
	results: Results,
) {
	const { name } = subject;
	const keys = await selectionKeys(terminal, subject, sizes.keys, count);
	if (keys) {
		results.set(`key to first change p50 · p95, ${fleet} (ms)`, name, pair(keys.seen));
		results.set(`key to last change p50 · p95, ${fleet} (ms)`, name, pair(keys.settled));
		results.set(`bytes per selection key, ${fleet}`, name, keys.bytes);
		results.set(`bytes per selection key with its detail, ${fleet}`, name, keys.bytesInAll);
		results.set(`screens per key p95, ${fleet}`, name, keys.states);
	}
	const repeat = await keyRepeat(terminal, subject, sizes.repeatSeconds, count);
	results.set(`CPU at 30 Hz key repeat, ${fleet} (%)`, name, repeat);
}
