import { quote } from '../../../domain/command.js';
import type { Endpoint } from '../../../domain/nouns/host.js';
import type { Environment } from '../connect/settings/config-file.js';
import { parseSshUrl, sshLogin } from '../connect/ssh/ssh-url.js';

/** A program to start, with its whole environment and its folder. */
export type Start = {
	readonly program: string;
	readonly args: readonly string[];
	readonly env: Environment;
	readonly folder: string | undefined;
};

/** The machine where compose runs for an engine: this one, or the engine's own over ssh. */
export type Place = {
	/** The remote machine as ssh gets it; undefined for this machine. */
	readonly host: string | undefined;
	/** The environment of compose on this machine, and of `ssh` otherwise. */
	readonly env: Environment;
	/** Describes how to start a command there. */
	command(words: readonly string[], folder?: string): Start;
	/** The same for a command that gets the user's terminal. */
	terminal(words: readonly string[], folder?: string): Start;
};

/** A command that takes files and names from the user's shell must not add or drop what a plan does not show. */
const unwanted = ['COMPOSE_REMOVE_ORPHANS', 'COMPOSE_IGNORE_ORPHANS', 'COMPOSE_ANSI', 'COMPOSE_PROGRESS'];
const engineVariables = [
	'DOCKER_HOST',
	'DOCKER_CONTEXT',
	'DOCKER_TLS',
	'DOCKER_TLS_VERIFY',
	'DOCKER_CERT_PATH',
	'DOCKER_API_VERSION',
];

/**
 * Compose works where the files are: over ssh the labels name paths of the engine's machine. `sshOptions` returns the options
 * with which `ssh` uses the engine's login.
 */
export function placeOf(endpoint: Endpoint, env: Environment, sshOptions: () => readonly string[] = () => []): Place {
	return endpoint.url.startsWith('ssh:') ? remote(endpoint.url, env, sshOptions) : local(endpoint, env);
}

function local(endpoint: Endpoint, env: Environment): Place {
	const left = Object.fromEntries(
		Object.entries(env).filter(([name]) => !unwanted.includes(name) && !engineVariables.includes(name)),
	);
	const childEnv = { ...left, ...engineOf(endpoint) };
	const start: Place['command'] = ([program = '', ...args], folder) => ({ program, args, env: childEnv, folder });
	return { host: undefined, env: childEnv, command: start, terminal: start };
}

/** The variables that lead the docker CLI to an engine. */
function engineOf({ url, context, tls }: Endpoint): Environment {
	if (context !== undefined) {
		return { DOCKER_CONTEXT: context };
	}
	return {
		DOCKER_HOST: url,
		...(tls && { DOCKER_CERT_PATH: tls.folder, [tls.verify ? 'DOCKER_TLS_VERIFY' : 'DOCKER_TLS']: '1' }),
	};
}

/** The remote shell parses the command, so that each word is quoted for it. */
function remote(url: string, env: Environment, sshOptions: () => readonly string[]): Place {
	const target = parseSshUrl(url);
	const variables = target.socket === undefined ? [] : ['env', `DOCKER_HOST=unix://${target.socket}`];
	const start =
		(login: readonly string[]): Place['command'] =>
		(words, folder) => {
			const line = quote([...variables, ...words]);
			const script = folder === undefined ? line : `cd ${quote([folder])} && ${line}`;
			return { program: 'ssh', args: [...sshOptions(), ...login, script], env, folder: undefined };
		};
	return { host: target.host, env, command: start(sshLogin(target)), terminal: start(sshLogin(target, '-t')) };
}
