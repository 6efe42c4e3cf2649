import { type ApiRequest, option, postJson } from './api-request.js';

/** The user's credentials for a registry. They live in memory and in the credential store only. */
export type Credentials = {
	/** `https://index.docker.io/v1/` for Docker Hub, else `host[:port]`. */
	readonly server: string;
	readonly username?: string;
	readonly password?: string;
	readonly identityToken?: string;
};

const hub = ['', 'docker.io', 'index.docker.io', 'https://index.docker.io/v1/'];

/** `docker login --username me --password-stdin registry:5000`; a password never stands on a command line. */
export const loginCommand = {
	argv: ({ server, username }: Pick<Credentials, 'server' | 'username'>): string[] => [
		...['docker', 'login', ...option('--username', username), '--password-stdin'],
		...serverWords(server),
	],
	request: (credentials: Credentials): ApiRequest => postJson(['auth'], authBody(credentials)),
};

/** `docker logout registry:5000`. It changes the credential store and sends nothing to the engine. */
export function logoutArgv(server: string): string[] {
	return ['docker', 'logout', ...serverWords(server)];
}

/** Credentials as the Engine API names them; empty values are left out, as docker's client does it. */
export function authBody(credentials: Credentials): Record<string, string> {
	const { server, username, password, identityToken } = credentials;
	return {
		...(username && { username }),
		...(password && { password }),
		...(server && { serveraddress: server }),
		...(identityToken && { identitytoken: identityToken }),
	};
}

/** Docker Hub is what docker takes when no registry is named. */
function serverWords(server: string): string[] {
	return hub.includes(server) ? [] : [server];
}
