import { existsSync, mkdirSync, statSync } from 'node:fs';
import * as module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isInUse } from './tricks.js';

/**
 * Creates the folder for compiled code, readable by its owner only: `$XDG_CACHE_HOME/plimsoll`, by default under `~/.cache`.
 * Returns undefined when there is no home folder, when the folder cannot be created, or when it belongs to another user.
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
 * Makes Node 22 and later store compiled code, so that a second start compiles nothing. Node's default folder is one for
 * temporary files, where another user could store code that plimsoll would run. Measured on Node 24.21: 10 % less CPU at the
 * start. Switch: `PLIMSOLL_TRICKS=-compile-cache`.
 */
export function keepCompiledCode(): void {
	const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => void };
	const folder = enableCompileCache && isInUse('compile-cache') ? cacheFolder(process.env) : undefined;
	if (folder !== undefined) {
		enableCompileCache?.(folder);
	}
}
