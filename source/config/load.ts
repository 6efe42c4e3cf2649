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
 * Reads the config file. Returns a warning when a file that the user named is missing, and one warning with line and column
 * for each mistake. A setting with a mistake has its default value.
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
		// There is no such file, or no such folder on the way to it.
		const isMissing = /^(ENOENT|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '');
		if (isMissing && named === undefined) {
			return { settings: defaultSettings, warnings: [] };
		}
		return {
			settings: defaultSettings,
			warnings: [`${path}: ${error instanceof Error ? error.message : String(error)}`],
		};
	}
	// Load the parser only when there is a file: without one it would only slow down the start.
	const { parseSettings } = await import('./parse.js');
	const { settings, problems } = parseSettings(text, path);
	return {
		settings,
		warnings: problems.map(problem => `${path}:${problem.line}:${problem.column}: ${problem.message}`),
	};
}
