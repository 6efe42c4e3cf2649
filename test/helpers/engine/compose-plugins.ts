import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The docker CLI with its Compose and buildx plugins. */
export type ComposePlugins = {
	/** Path of the docker CLI. */
	docker: string;
	/** A folder for DOCKER_CONFIG, whose `cli-plugins` has both plugins. */
	config: string;
};

const script = fileURLToPath(new URL('../../../scripts/compose-plugins.sh', import.meta.url));

/** Fetches the plugins, or finds them in the folder of an earlier run. Throws with the script's words. */
function fetchPlugins(): ComposePlugins {
	const folder = execFileSync('bash', [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
	return { docker: path.join(folder, 'bin/docker'), config: path.join(folder, 'config') };
}

/**
 * The plugins for `describe.skipIf(skip)`. With PLIMSOLL_REQUIRE_ENGINE=1 there is no skip but an error. When `skip` is true,
 * `compose` must not be read.
 */
export function composeOrSkip(): { skip: boolean; compose: ComposePlugins } {
	try {
		return { skip: false, compose: fetchPlugins() };
	} catch (error) {
		if (process.env.PLIMSOLL_REQUIRE_ENGINE === '1') {
			throw error;
		}
		process.stdout.write(`Tests of Compose are skipped: ${String(error).split('\n')[0]}\n`);
		return { skip: true, compose: { docker: '', config: '' } };
	}
}
