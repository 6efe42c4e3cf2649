import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings, type Settings } from './settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** `$XDG_CONFIG_HOME/plimsoll/config.yaml`, by default under `~/.config`. */
export function configPath(env: Environment): string {
	return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'plimsoll', 'config.yaml');
}

/**
 * Reads the config file. A missing one is no problem unless it was named; a broken one is said with line and column, and
 * the defaults are used for what it does not say properly.
 */
export async function loadSettings(
	named: string | undefined,
	env: Environment,
): Promise<{ settings: Settings; warnings: readonly string[] }> {
	const path = named ?? configPath(env);
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
		if (missing && named === undefined) return { settings: defaultSettings, warnings: [] };
		return {
			settings: defaultSettings,
			warnings: [`${path}: ${error instanceof Error ? error.message : String(error)}`],
		};
	}
	// The parser is loaded only for those who have a file: it would cost everyone's start.
	const { parseSettings } = await import('./parse.js');
	const { settings, problems } = parseSettings(text, path);
	return {
		settings,
		warnings: problems.map(problem => `${path}:${problem.line}:${problem.column}: ${problem.message}`),
	};
}
