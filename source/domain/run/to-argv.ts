import { runFlags } from './flags/run-flags.js';
import type { RunOptions } from './options.js';

export type RunVerb = 'run' | 'create';

/** The `docker run …` or `docker create …` that says the same, flags in a fixed order, nothing that is default. */
export function runArgv(options: RunOptions, verb: RunVerb): string[] {
	const told = verb === 'create' ? { ...options, detach: false } : options;
	return ['docker', verb, ...runFlags.flatMap(flag => flag.write(told)), options.image, ...options.command];
}
