import type { Environment } from './config-file.js';

/**
 * The addresses where engines usually listen: the docker CLI's default, then rootless Docker, Docker Desktop, Colima,
 * OrbStack, Rancher Desktop and Podman. An address that needs an unset variable is left out.
 */
export function usualSockets(env: Environment, home: string, platform: NodeJS.Platform): string[] {
	if (platform === 'win32') {
		return ['docker_engine', 'dockerDesktopLinuxEngine', 'podman-machine-default'].map(
			name => `npipe:////./pipe/${name}`,
		);
	}
	const runtime = env.XDG_RUNTIME_DIR;
	const config = env.XDG_CONFIG_HOME || `${home}/.config`;
	const paths = [
		'/var/run/docker.sock',
		runtime && `${runtime}/docker.sock`,
		`${home}/.docker/run/docker.sock`,
		`${home}/.docker/desktop/docker.sock`,
		`${home}/.colima/default/docker.sock`,
		`${config}/colima/default/docker.sock`,
		`${home}/.orbstack/run/docker.sock`,
		`${home}/.rd/docker.sock`,
		runtime && `${runtime}/podman/podman.sock`,
		'/run/podman/podman.sock',
	];
	return paths.filter(path => path !== undefined && path !== '').map(path => `unix://${path}`);
}
