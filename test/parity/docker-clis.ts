import { execFileSync } from 'node:child_process';
import { composeOrSkip } from '../helpers/engine/compose-plugins.js';
import { findProgram } from '../helpers/engine/programs.js';

/** A docker CLI on this machine. Tests compare `modern` CLIs (28 and later) exactly, and older ones only where 28 does the same. */
export type DockerCli = { file: string; version: string; modern: boolean };

/**
 * Returns all installed versions of the docker CLI, the newest first. If none is modern, as on Debian 12, the CLI that comes
 * with the Compose plugins is among them.
 */
export function dockerClis(): DockerCli[] {
	const installed = [findProgram('docker'), '/usr/local/bin/docker', '/usr/bin/docker'].flatMap(cliAt);
	const clis = installed.some(({ modern }) => modern) ? installed : [...installed, ...cliAt(fetchedCli())];
	const byVersion = new Map(clis.map(cli => [cli.version, cli]));
	return [...byVersion.values()].sort((a, b) => Number.parseInt(b.version, 10) - Number.parseInt(a.version, 10));
}

function fetchedCli(): string | undefined {
	const { skip, compose } = composeOrSkip();
	return skip ? undefined : compose.docker;
}

function cliAt(file: string | undefined): DockerCli[] {
	const version = file === undefined ? undefined : versionOf(file);
	return file === undefined || version === undefined
		? []
		: [{ file, version, modern: Number.parseInt(version, 10) >= 28 }];
}

function versionOf(file: string): string | undefined {
	try {
		return /version ([\d.]+)/.exec(execFileSync(file, ['--version'], { encoding: 'utf8', stdio: 'pipe' }))?.[1];
	} catch {
		return undefined;
	}
}
