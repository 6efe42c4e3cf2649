import * as v8 from 'node:v8';

/**
 * V8's young generation begins with 2 MB, doubles whenever much is drawn, up to 32 MB, and does not shrink while keys are
 * pressed. Its largest size is fixed before a program runs; by how much it grows is read each time, so that it is made
 * four times as large once, while plimsoll starts, and then stays at 8 MB.
 *
 * Half a minute of key repeat over 100 containers on Node 20: 113–121 MB resident before, 95–98 after; 108 collections of
 * together 265 ms instead of 37 of 195. At 2 MB it would be 88 MB, but 405 collections of 500 ms.
 */
export const growth = { atStart: '--semi-space-growth-factor=4', settled: '--semi-space-growth-factor=1' } as const;

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
const growing = /^1[123]\./;
const counting = /^11\./;

/** Tunes V8 for a program that mostly waits: first of all. */
export function tuneV8(): void {
	set(optimizeLater, counting);
	set(growth.atStart, growing);
}

/** Lets the young generation keep its size from now on. */
export const keepYoung = (): void => set(growth.settled, growing);
