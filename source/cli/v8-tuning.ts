import * as v8 from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * V8's young generation begins with 2 MB, doubles whenever much is drawn, up to 32 MB, and does not shrink while keys are
 * pressed. Its largest size is fixed before a program runs; by how much it grows is read each time, so that it keeps the
 * size that it has after the start: some 4 MB.
 *
 * docs/performance.md, "Young generation", has what that saves and costs.
 */
export const noGrowth = '--semi-space-growth-factor=1';

/**
 * How much of a function must have run before V8 optimizes it, in bytes of bytecode; Node 20 has 67,584. A dashboard runs
 * much code seldom: at its own pace the optimizer took a quarter of the CPU of the first minute, and paid little of it
 * back. Later versions count calls instead, and have a cheaper compiler before the costly one.
 */
const optimizeLater = '--interrupt-budget=300000';

/** Sets a flag where this V8 knows it: one that does not would say so on the terminal. */
const set = (flag: string, known: RegExp) => {
	if (known.test(process.versions.v8)) v8.setFlagsFromString(flag);
};
// Those of Node 20, 22 and 24.
const current = /^1[123]\./;
const counting = /^11\./;

/** Tunes V8 for a program that mostly waits: first of all. */
export const tuneV8 = (): void => set(optimizeLater, counting);

/** Lets the young generation keep its size from now on. */
export const keepYoung = (): void => set(noGrowth, current);

/** Bytes that the old generation has grown by before it is worth a collection: the young one is collected all the time. */
const worth = 2e6;
const oldGeneration = (): number =>
	v8.getHeapSpaceStatistics().find(space => space.space_name === 'old_space')?.space_used_size ?? 0;

/**
 * Frees what keys have left behind, once none came for `rest` milliseconds: V8 itself collects its old generation only when
 * that has grown by 8 MB, and an idle dashboard never gets there. Takes some 20 ms, for which nobody is waiting.
 *
 * @returns To be called at each key.
 */
export function createTidying(rest = 4000): () => void {
	let collect: (() => void) | undefined;
	let timer: NodeJS.Timeout | undefined;
	let before = 0;

	function tidy(): void {
		if (oldGeneration() < before + worth) return;
		collect ??= collector();
		collect();
		before = oldGeneration();
	}

	return () => {
		timer ??= setTimeout(tidy, rest);
		timer.refresh();
	};
}

const compaction = 'compact-on-every-full-gc';

/**
 * V8's own `gc`, which a context has that is made while the flag is set. On Node 20 it gives back half-empty pages, too;
 * later versions keep what that frees for themselves, and take more while they do it.
 */
function collector(): () => void {
	v8.setFlagsFromString('--expose-gc');
	const gc = runInNewContext('gc') as () => void;
	v8.setFlagsFromString('--no-expose-gc');
	return () => {
		set(`--${compaction}`, counting);
		gc();
		set(`--no-${compaction}`, counting);
	};
}
