import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { waitLimit } from '../helpers/limits/limits.js';
import { type Client, type Recorded, recordWire } from './record-wire.js';

/** The result of one run of the CLI: its requests, and its messages to the user. */
export type CliRun = { requests: Recorded[]; stderr: string };

export type CliOptions = {
	apiVersion: string;
	cwd?: string;
	/** The CLI's whole environment, besides HOME and DOCKER_HOST. */
	env?: Record<string, string>;
	/** The content of docker's config file. */
	config?: object;
	/** The CLI's standard input. */
	input?: string;
	/** Selects requests that the record has not; see `recordWire`. */
	isLeftOut?: (request: Recorded) => boolean;
};

/** Runs a docker CLI on an engine that only records requests. */
export async function recordCli(cli: string, args: readonly string[], options: CliOptions): Promise<CliRun> {
	const runOn: Client<string> = async (host, folder) => {
		await mkdir(path.join(folder, '.docker'));
		await writeFile(path.join(folder, '.docker', 'config.json'), JSON.stringify(options.config ?? {}));
		const env = { HOME: folder, ...options.env, DOCKER_HOST: host, DOCKER_CLI_HINTS: 'false' };
		return run(cli, args, { cwd: options.cwd ?? folder, env }, options.input);
	};
	const { requests, result } = await recordWire(options.apiVersion, runOn, options.isLeftOut);
	return { requests, stderr: result };
}

function run(
	cli: string,
	args: readonly string[],
	options: { cwd: string; env: NodeJS.ProcessEnv },
	input: string | undefined,
): Promise<string> {
	return new Promise(resolve => {
		const child = execFile(cli, args, { ...options, timeout: waitLimit() }, (_error, _stdout, stderr) =>
			resolve(stderr),
		);
		child.stdin?.on('error', () => {});
		child.stdin?.end(input);
	});
}
