import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Environment } from '../connect/settings/config-file.js';

/**
 * The credential helper that the docker CLI uses by default, when the config names none and has no credentials: the
 * platform's, if it is installed. Source: docker/cli cli/config/credentials/default_store*.go.
 */
export async function defaultStore(env: Environment, platform: string = process.platform): Promise<string | undefined> {
	const name = await platformStore(env, platform);
	return name !== undefined && (await isInstalled(`docker-credential-${name}`, env, platform)) ? name : undefined;
}

async function platformStore(env: Environment, platform: string): Promise<string | undefined> {
	if (platform === 'darwin') {
		return 'osxkeychain';
	}
	if (platform === 'win32') {
		return 'wincred';
	}
	if (platform !== 'linux') {
		return undefined;
	}
	return (await isInstalled('pass', env, platform)) ? 'pass' : 'secretservice';
}

async function isInstalled(program: string, env: Environment, platform: string): Promise<boolean> {
	const folders = (env.PATH ?? process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
	const file = platform === 'win32' ? `${program}.exe` : program;
	for (const folder of folders) {
		const found = await access(join(folder, file), constants.X_OK).then(
			() => true,
			() => false,
		);
		if (found) {
			return true;
		}
	}
	return false;
}
