import { hubKey } from '../registry/registry.js';
import { type ApiRequest, option, postJson } from './api-request.js';

/** The user's credentials for a registry. Only the memory and the credential store hold them. */
export type Credentials = {
	/** `https://index.docker.io/v1/` for Docker Hub, else `host[:port]`. */
	readonly server: string;
	readonly username?: string;
	readonly password?: string;
	readonly identityToken?: string;
};

const hub = ['', 'docker.io', 'index.docker.io', hubKey];

/** `docker login --username me --password-stdin registry:5000`. A command line never contains the password. */
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

/** Credentials with the Engine API's names. Like docker's client, it leaves out empty values. */
export function authBody(credentials: Credentials): Record<string, string> {
	const { server, username, password, identityToken } = credentials;
	return {
		...(username && { username }),
		...(password && { password }),
		...(server && { serveraddress: server }),
		...(identityToken && { identitytoken: identityToken }),
	};
}

/** Docker's commands without a registry mean Docker Hub. */
function serverWords(server: string): string[] {
	return hub.includes(server) ? [] : [server];
}
