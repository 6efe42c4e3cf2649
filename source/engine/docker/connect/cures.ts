import type { Endpoint } from '../../../domain/nouns/host.js';
import type { EngineError } from '../../errors.js';
import { ChildError } from './ssh/child-stream.js';

/** One sentence about the usual cure for an unreachable engine; undefined when plimsoll has none. */
export function cureFor(error: EngineError, endpoint: Endpoint, platform: NodeJS.Platform): string | undefined {
	const scheme = endpoint.url.slice(0, endpoint.url.indexOf(':'));
	if (error.kind === 'unsupported') {
		return 'Unset DOCKER_API_VERSION, or update the older of the two.';
	}
	if (error.kind === 'tls') {
		return cureForTls(error, endpoint);
	}
	if (scheme === 'ssh') {
		return cureForSsh(error, endpoint);
	}
	if (error.kind === 'permission') {
		return cureForPermission(endpoint, platform);
	}
	if (error.kind === 'timeout') {
		return 'A program listens there but does not answer: restart the engine, or check the network between.';
	}
	if (error.kind === 'protocol') {
		return 'The program that listens there is not a Docker engine: check the address.';
	}
	if (error.kind !== 'unreachable') {
		return undefined;
	}
	if (scheme === 'unix' || scheme === 'npipe') {
		return cureForSocket(endpoint, platform);
	}
	return 'Is the engine running and listening on that address? Check the host name, the port and the firewall.';
}

function cureForTls({ message }: EngineError, endpoint: Endpoint): string {
	if (message.includes('HTTP response to HTTPS client')) {
		return 'That port does not speak TLS: check the port (2376 with TLS, 2375 without), or unset DOCKER_TLS_VERIFY.';
	}
	if (!endpoint.tls) {
		return 'The engine requires TLS: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or use a context with certificates.';
	}
	if (endpoint.context) {
		return `Check the certificates of the context: docker context inspect ${endpoint.context}`;
	}
	return `Check ca.pem, cert.pem and key.pem in ${endpoint.tls.folder} (DOCKER_CERT_PATH), or unset DOCKER_TLS_VERIFY.`;
}

function cureForSsh(error: EngineError, { url }: Endpoint): string {
	const status = error.cause instanceof ChildError ? error.cause.exitStatus : undefined;
	if (status === 127) {
		return 'The remote machine has no docker command in the PATH of a plain ssh session: install it there.';
	}
	if (status !== undefined && status !== 255) {
		return 'ssh works; check that docker runs there and that the remote user may use it.';
	}
	const target = url.replace(/^(ssh:\/\/[^/]*).*$/, '$1');
	return `Check that "ssh ${target} docker version" works without a question: key in the agent, host key known.`;
}

function cureForPermission(endpoint: Endpoint, platform: NodeJS.Platform): string {
	if (platform === 'win32') {
		return 'Run it as a member of the docker-users group.';
	}
	if (endpoint.url.includes('podman')) {
		return 'That socket is root’s: start your own with systemctl --user start podman.socket.';
	}
	return 'Add yourself to the docker group (sudo usermod -aG docker $USER) and log in again, or use sudo.';
}

function cureForSocket(endpoint: Endpoint, platform: NodeJS.Platform): string {
	if (endpoint.origin !== 'default socket') {
		return `Is the engine running? The address comes from ${source(endpoint)}.`;
	}
	if (platform === 'win32' || platform === 'darwin') {
		return 'Start Docker Desktop (or your engine), or set DOCKER_HOST.';
	}
	if (endpoint.url.includes('podman')) {
		return 'Start it with systemctl --user start podman.socket, or set DOCKER_HOST.';
	}
	return 'Is Docker running? Start it with sudo systemctl start docker, or Docker Desktop, or set DOCKER_HOST.';
}

function source({ context, origin }: Endpoint): string {
	return context === undefined ? origin : `the context ${context}`;
}
