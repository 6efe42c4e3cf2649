import { runFlags } from './flags/run-flags.js';
import type { RunOptions } from './options.js';

export type RunVerb = 'run' | 'create';

/** Writes options as `docker run …` or `docker create …`: flags in a fixed order, without default values. */
export function runArgv(options: RunOptions, verb: RunVerb): string[] {
	const written = verb === 'create' ? { ...options, detach: false, detachKeys: '' } : options;
	return ['docker', verb, ...runFlags.flatMap(flag => flag.write(written)), options.image, ...options.command];
}
