import { sanitize } from '../../../domain/text/sanitize.js';
import { runProgram } from '../../../processes/run-program.js';
import type { Credentials } from '../../engine.js';
import type { Environment } from '../connect/settings/config-file.js';
import { isRecord } from '../connect/settings/config-types.js';

export type HelperOptions = {
	readonly env: Environment;
	readonly timeoutMs: number;
	/** Ends the helper; its call rejects with the signal's reason. */
	readonly signal?: AbortSignal | undefined;
};

type Verb = 'get' | 'store' | 'erase' | 'list';

/** The answer of a helper without credentials. Source: docker/docker-credential-helpers credentials/error.go. */
const notFound = 'credentials not found in native keychain';
/** A helper stores an identity token under this user name. */
const tokenUser = '<token>';
const maxAnswerBytes = 1024 * 1024;
const maxReasonLength = 200;

/**
 * Runs `docker-credential-<name>`: the request on its standard input, the answer on its standard output. Resolves to undefined
 * when it has no credentials. Rejects with a sentence that names the helper when it is missing, fails or hangs.
 */
async function call(
	name: string,
	verb: Verb,
	input: string,
	{ env, timeoutMs, signal }: HelperOptions,
	secret?: string,
): Promise<string | undefined> {
	const program = `docker-credential-${name}`;
	if (!/^[\w.-]+$/.test(name)) {
		throw new Error(`credential helper ${JSON.stringify(sanitize(name))}: not a valid name`);
	}
	const result = await runProgram(program, [verb], {
		input,
		// A helper must not see other registries' credentials.
		env: { ...process.env, ...env, DOCKER_AUTH_CONFIG: undefined },
		timeoutMs,
		signal,
		maxBytes: maxAnswerBytes,
	});
	if (!result || result.timedOut) {
		throw new Error(`${program} did not answer within ${timeoutMs / 1000} seconds`);
	}
	if (result.code === 'ENOENT') {
		throw new Error(`${program} is not installed, but config.json asks for it`);
	}
	const { stdout = '', stderr = '', failed } = result;
	if (!failed) {
		return stdout;
	}
	if (result.isMaxBuffer) {
		throw new Error(`${program} ${verb} answered more than ${maxAnswerBytes / 1024 / 1024} MiB`);
	}
	if (stdout.includes(notFound)) {
		return undefined;
	}
	const ownReason = reasonIn(stdout.trim() || stderr.trim(), secret);
	const reason = result.code ?? (ownReason || (result.signal && `ended by ${result.signal}`));
	throw new Error(`${program} ${verb} failed${reason ? `: ${reason}` : ''}`);
}

/** The first line of a helper's output; empty if the output may contain a secret. */
function reasonIn(output: string, secret: string | undefined): string {
	const line = sanitize(output.split('\n', 1)[0]!).trim().slice(0, maxReasonLength);
	const hasSecret =
		secret !== undefined && (output.includes(secret) || output.includes(JSON.stringify(secret).slice(1, -1)));
	return hasSecret || /[{}]/.test(line) ? '' : line;
}

function parse(name: string, text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (isRecord(value)) {
			return value;
		}
	} catch {
		// The parser's own message quotes the answer, which may be a secret.
	}
	throw new Error(`docker-credential-${name} did not answer with credentials`);
}

/** A server's credentials from a helper; undefined when it has none. */
export async function helperGet(
	name: string,
	server: string,
	options: HelperOptions,
): Promise<Credentials | undefined> {
	const answer = await call(name, 'get', server, options);
	if (answer === undefined) {
		return undefined;
	}
	const { Username: username, Secret: secret } = parse(name, answer);
	if (typeof username !== 'string' || typeof secret !== 'string') {
		throw new Error(`docker-credential-${name} answered without a user name and secret`);
	}
	return username === tokenUser ? { server, identityToken: secret } : { server, username, password: secret };
}

/** Stores credentials in a helper. */
export async function helperStore(
	name: string,
	{ server, username = '', password = '', identityToken }: Credentials,
	options: HelperOptions,
): Promise<void> {
	const secret = identityToken ?? password;
	const entry = { ServerURL: server, Username: identityToken ? tokenUser : username, Secret: secret };
	await call(name, 'store', JSON.stringify(entry), options, secret);
}

/** Removes a server's credentials from a helper. Resolves even if the helper has none. */
export async function helperErase(name: string, server: string, options: HelperOptions): Promise<void> {
	await call(name, 'erase', server, options);
}

/** The user name of each server for which a helper has credentials. */
export async function helperList(name: string, options: HelperOptions): Promise<Readonly<Record<string, string>>> {
	const answer = await call(name, 'list', '', options);
	if (answer === undefined) {
		return {};
	}
	const entries = Object.entries(parse(name, answer));
	return Object.fromEntries(entries.map(([server, username]) => [server, String(username)]));
}
