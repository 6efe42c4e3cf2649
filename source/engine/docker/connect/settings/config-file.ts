import { homedir } from 'node:os';
import { join } from 'node:path';
import { configProblem, isRecord } from './config-types.js';
import { disk, type Files } from './files.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The parts of docker's config.json that plimsoll needs to connect. */
type CliConfig = {
	readonly currentContext: string | undefined;
	readonly httpHeaders: Readonly<Record<string, string>>;
	/** The docker CLI's message about an invalid file, or an invalid value in it. */
	readonly warning?: string | undefined;
};

const nothing: CliConfig = { currentContext: undefined, httpHeaders: {} };

/** Folder of docker's configuration: `$DOCKER_CONFIG`, else `~/.docker`. */
export function configFolder(env: Environment, home: string = homedir()): string {
	return env.DOCKER_CONFIG || join(home, '.docker');
}

/**
 * Reads config.json of a folder. A missing file counts as empty. A broken file counts as empty, with a warning; a value of a
 * wrong type is left out, with a warning. The docker CLI does the same.
 */
export async function readConfig(folder: string, files: Files = disk): Promise<CliConfig> {
	const path = join(folder, 'config.json');
	const warn = (why: string) => `Error parsing config file (${path}): ${why}`;
	try {
		const text = await files.read(path);
		// The docker CLI treats an empty file as a missing one.
		if (text === undefined || text.trim() === '') {
			return nothing;
		}
		const config: unknown = JSON.parse(text);
		const problem = configProblem(config);
		return { ...usable(config), ...(problem !== undefined && { warning: warn(problem) }) };
	} catch (error) {
		// The parser's own message quotes the text, which may be a secret.
		return { ...nothing, warning: warn(error instanceof SyntaxError ? 'not JSON' : (error as Error).message) };
	}
}

function usable(config: unknown): CliConfig {
	const { currentContext, HttpHeaders } = isRecord(config) ? config : {};
	const headers = Object.entries(isRecord(HttpHeaders) ? HttpHeaders : {});
	return {
		currentContext: typeof currentContext === 'string' && currentContext ? currentContext : undefined,
		httpHeaders: Object.fromEntries(
			headers.filter((header): header is [string, string] => typeof header[1] === 'string'),
		),
	};
}
