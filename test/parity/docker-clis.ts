import { execFileSync } from 'node:child_process';
import { findProgram } from '../helpers/engine/programs.js';

/** A docker CLI on this machine. Tests compare `modern` CLIs (28 and later) exactly, and older ones only where 28 does the same. */
export type DockerCli = { file: string; version: string; modern: boolean };

/** Returns all installed versions of the docker CLI, the newest first. */
export function dockerClis(): DockerCli[] {
	const files = new Set([findProgram('docker'), '/usr/local/bin/docker', '/usr/bin/docker']);
	const clis = [...files].flatMap(file => {
		const version = file === undefined ? undefined : versionOf(file);
		return file === undefined || version === undefined
			? []
			: [{ file, version, modern: Number.parseInt(version, 10) >= 28 }];
	});
	const byVersion = new Map(clis.map(cli => [cli.version, cli]));
	return [...byVersion.values()].sort((a, b) => Number.parseInt(b.version, 10) - Number.parseInt(a.version, 10));
}

function versionOf(file: string): string | undefined {
	try {
		return /version ([\d.]+)/.exec(execFileSync(file, ['--version'], { encoding: 'utf8', stdio: 'pipe' }))?.[1];
	} catch {
		return undefined;
	}
}
