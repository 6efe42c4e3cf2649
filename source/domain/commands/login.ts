import { option } from './api-request.js';

const hub = ['', 'docker.io', 'index.docker.io', 'https://index.docker.io/v1/'];

/** `docker login --username me --password-stdin registry:5000`; a password never stands on a command line. */
export function loginArgv(server: string, username: string): string[] {
	return ['docker', 'login', ...option('--username', username), '--password-stdin', ...serverWords(server)];
}

/** `docker logout registry:5000`. */
export function logoutArgv(server: string): string[] {
	return ['docker', 'logout', ...serverWords(server)];
}

/** Docker Hub is what docker takes when no registry is named. */
function serverWords(server: string): string[] {
	return hub.includes(server) ? [] : [server];
}
