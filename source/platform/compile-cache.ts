import { existsSync, mkdirSync, statSync } from 'node:fs';
import * as module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isInUse } from './tricks.js';

/**
 * The folder for compiled code, made for its owner alone: `$XDG_CACHE_HOME/plimsoll`, by default under `~/.cache`. Undefined
 * when there is no home or it cannot be made, and when it is somebody else's.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>, home = homedir()): string | undefined {
	const caches = env.XDG_CACHE_HOME || (existsSync(home) ? join(home, '.cache') : undefined);
	if (caches === undefined) {
		return undefined;
	}
	const folder = join(caches, 'plimsoll');
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		const owner = process.getuid?.();
		return owner === undefined || statSync(folder).uid === owner ? folder : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Lets Node keep compiled code, from Node 22 on: a second start compiles nothing. Not where Node would keep it: that is a
 * folder for temporary files, where another user of the machine could have put code that we would run. Measured on Node
 * 24.21: 10 % of our CPU at a start. Switch: `PLIMSOLL_TRICKS=-compile-cache`.
 */
export function keepCompiledCode(): void {
	const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => void };
	const folder = enableCompileCache && isInUse('compile-cache') ? cacheFolder(process.env) : undefined;
	if (folder !== undefined) {
		enableCompileCache?.(folder);
	}
}
