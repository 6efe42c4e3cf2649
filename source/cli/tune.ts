import { setFlagsFromString } from 'node:v8';

/**
 * How much of a function must have run before V8 optimizes it, in bytes of bytecode; Node 20 has 67,584. A dashboard runs
 * much code seldom: at its own pace the optimizer took a quarter of the CPU of the first minute, and paid little of it
 * back. Later versions count calls instead, and have a cheaper compiler before the costly one.
 */
const patience = 300_000;

/** Tunes V8 for a program that mostly waits. Before anything is loaded. */
export function tuneV8(version = process.versions.v8): void {
	// A version that does not know a flag says so on the terminal.
	if (version.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${patience}`);
}
