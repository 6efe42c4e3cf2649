import { homedir } from 'node:os';
import { join } from 'node:path';
import { disk, type Files } from './files.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What connecting needs of docker's config.json. */
export type CliConfig = {
	readonly currentContext: string | undefined;
	readonly httpHeaders: Readonly<Record<string, string>>;
	/** Why the file was not used, in the docker CLI's words. */
	readonly warning?: string | undefined;
};

const nothing: CliConfig = { currentContext: undefined, httpHeaders: {} };

/** Folder of docker's configuration: `$DOCKER_CONFIG`, else `~/.docker`. */
export function configFolder(env: Environment, home: string = homedir()): string {
	return env.DOCKER_CONFIG || join(home, '.docker');
}

/**
 * Reads config.json of a folder. A missing file is an empty one; a broken file is an empty one with a warning, as for the
 * docker CLI.
 */
export async function readConfig(folder: string, files: Files = disk): Promise<CliConfig> {
	const path = join(folder, 'config.json');
	try {
		const text = await files.read(path);
		return text === undefined ? nothing : parseConfig(text);
	} catch (error) {
		// The parser's own message would quote the text, which may be a secret.
		const why = error instanceof SyntaxError ? 'not JSON' : (error as Error).message;
		return { ...nothing, warning: `Error parsing config file (${path}): ${why}` };
	}
}

function parseConfig(text: string): CliConfig {
	const config: unknown = JSON.parse(text);
	if (typeof config !== 'object' || config === null) return nothing;
	const { currentContext, HttpHeaders } = config as { currentContext?: unknown; HttpHeaders?: unknown };
	const headers = Object.entries(typeof HttpHeaders === 'object' && HttpHeaders !== null ? HttpHeaders : {});
	return {
		currentContext: typeof currentContext === 'string' && currentContext ? currentContext : undefined,
		httpHeaders: Object.fromEntries(
			headers.filter((header): header is [string, string] => typeof header[1] === 'string'),
		),
	};
}
