import { setTimeout as delay } from 'node:timers/promises';
import type { Terminal } from '../../test/helpers/terminal/terminal.js';
import { cpuSeconds } from '../processes.js';
import { screenState } from '../screen-state.js';
import { percentile } from '../statistics.js';
import type { Subject } from '../subject.js';

export type Keys = {
	/** Milliseconds from a key to the first change of the screen, and to the last before the screen has settled. */
	readonly seen: { readonly p50: number; readonly p95: number };
	readonly settled: { readonly p50: number; readonly p95: number };
	/** Bytes until the screen has settled, and until the next key. Medians. */
	readonly bytes: number;
	/** The mean of the bytes until the screen has settled, for a walk across rows of several kinds. */
	readonly meanBytes: number;
	readonly bytesInAll: number;
	/** Different screens from a key until the screen has settled, 95th percentile: 1 means no flicker. */
	readonly states: number;
};

/** A screen without a change for this long has settled; the detail of a new selection comes later. */
const settledMs = 70;
/** Between two keys; a hurried person is faster. */
const keyIntervalMs = 400;

type Press = { seen: number; settled: number; bytes: number; states: number };

/** Presses a key and watches the screen until it has settled; undefined when nothing changed. */
async function press(terminal: Terminal, key: string): Promise<Press | undefined> {
	const [before, bytes] = [screenState(terminal), terminal.bytes];
	const at = performance.now();
	const times: number[] = [];
	const states: string[] = [before];
	const stop = terminal.onOutput((_chunk, now) => {
		// The changes inside a synchronized update are not on the screen yet.
		if (terminal.modes.synchronizedUpdate) {
			return;
		}
		const state = screenState(terminal);
		if (state === states.at(-1)) {
			return;
		}
		states.push(state);
		times.push(now - at);
	});
	await terminal.press(key);
	for (let waited = 0; waited < 1000; waited = performance.now() - at) {
		await delay(10);
		if (times.length > 0 && performance.now() - at - times.at(-1)! >= settledMs) {
			break;
		}
	}
	stop();
	const [seen] = times;
	if (seen === undefined) {
		return undefined;
	}
	return { seen, settled: times.at(-1)!, bytes: terminal.bytes - bytes, states: times.length };
}

/** The keys of a walk down and up again that turns round before the list ends, where a key would change nothing. */
function walk({ down, up }: Subject, rows: number, steps: number): ((index: number) => string) | undefined {
	if (down === undefined || up === undefined) {
		return undefined;
	}
	return index => (Math.floor(index / Math.min(rows - 1, steps)) % 2 === 0 ? down : up);
}

/** Moves the selection down by `steps` and up again, key by key, in a list of so many rows. */
export async function selectionKeys(
	terminal: Terminal,
	subject: Subject,
	count: number,
	rows: number,
	steps = Math.ceil(count / 2),
): Promise<Keys | undefined> {
	const key = walk(subject, rows, steps);
	if (!key) {
		return undefined;
	}
	const presses: Press[] = [];
	const all: number[] = [];
	for (let index = 0; index < count; index++) {
		const before = terminal.bytes;
		const result = await press(terminal, key(index));
		if (result) {
			presses.push(result);
		}
		await delay(keyIntervalMs);
		all.push(terminal.bytes - before);
	}
	if (presses.length < count / 2) {
		return undefined;
	}
	const of = (value: (press: Press) => number, share: number) => percentile(presses.map(value), share);
	return {
		seen: { p50: of(press => press.seen, 0.5), p95: of(press => press.seen, 0.95) },
		settled: { p50: of(press => press.settled, 0.5), p95: of(press => press.settled, 0.95) },
		bytes: of(press => press.bytes, 0.5),
		meanBytes: presses.reduce((sum, press) => sum + press.bytes, 0) / presses.length,
		bytesInAll: percentile(all, 0.5),
		states: of(press => press.states, 0.95),
	};
}

/**
 * CPU while a held key moves the selection 30 times a second, up to a second down, as long up. Percent of one core.
 */
export async function keyRepeat(
	terminal: Terminal,
	subject: Subject,
	seconds: number,
	rows: number,
): Promise<number | undefined> {
	const key = walk(subject, rows, 30);
	if (!key) {
		return undefined;
	}
	const [at, cpu] = [performance.now(), cpuSeconds(terminal.pid)];
	for (let index = 0; index < seconds * 30; index++) {
		await terminal.press(key(index));
		await delay(Math.max(0, at + ((index + 1) * 1000) / 30 - performance.now()));
	}
	return (100 * (cpuSeconds(terminal.pid) - cpu)) / ((performance.now() - at) / 1000);
}

/** Milliseconds until a key's effect is on the screen; undefined when it changes nothing. */
export const oneKey = async (terminal: Terminal, key: string): Promise<number | undefined> =>
	(await press(terminal, key))?.seen;
