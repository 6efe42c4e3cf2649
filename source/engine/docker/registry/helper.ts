import { sanitize } from '../../../domain/text/sanitize.js';
import type { Credentials } from '../../engine.js';
import type { Environment } from '../connect/settings/config-file.js';
import { isRecord } from '../connect/settings/config-types.js';

/** How helpers are started. `timeout` in milliseconds: a helper that does not answer by then is given up. */
export type HelperOptions = {
	readonly env: Environment;
	readonly timeout: number;
	/** Ends the helper; what was asked of it rejects with the reason. */
	readonly signal?: AbortSignal | undefined;
};

type Verb = 'get' | 'store' | 'erase' | 'list';

/** What helpers say when they have nothing. Source: docker/docker-credential-helpers credentials/error.go. */
const nothing = 'credentials not found in native keychain';
/** User name under which a helper keeps an identity token instead of a password. */
const tokenUser = '<token>';
/** No answer of a helper is longer than this. Bytes. */
const longest = 1024 * 1024;
/** Of a helper's own words this much is passed on. Characters. */
const wordsKept = 200;

/**
 * Talks to `docker-credential-<name>`: the request on its standard input, the answer on its standard output. Resolves to
 * undefined when it has nothing. Rejects with a sentence that names the helper when it is missing, fails or hangs.
 */
async function call(
	name: string,
	verb: Verb,
	input: string,
	{ env, timeout, signal }: HelperOptions,
	secret?: string,
): Promise<string | undefined> {
	const program = `docker-credential-${name}`;
	if (!/^[\w.-]+$/.test(name)) {
		throw new Error(`credential helper ${JSON.stringify(sanitize(name))}: not a helper's name`);
	}
	// Loaded late: most starts never need a child process.
	const { execa } = await import('execa');
	signal?.throwIfAborted();
	const child = execa(program, [verb], {
		input,
		// Other registries' credentials are none of its business.
		env: { ...env, DOCKER_AUTH_CONFIG: undefined },
		reject: false,
		timeout,
		...(signal && { cancelSignal: signal }),
		forceKillAfterDelay: 500,
		maxBuffer: longest,
		windowsHide: true,
	});
	// What the helper itself started may keep its output open for ever: the answer is not waited for then.
	let stop = () => {};
	const late = new Promise<undefined>(resolve => {
		const giveUp = () => resolve(undefined);
		const timer = setTimeout(giveUp, timeout + 1000);
		signal?.addEventListener('abort', giveUp);
		stop = () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', giveUp);
		};
	});
	const result = await Promise.race([child, late]);
	stop();
	if (!result) {
		child.stdout?.destroy();
		child.stderr?.destroy();
	}
	signal?.throwIfAborted();
	if (!result || result.timedOut) {
		throw new Error(`${program} did not answer within ${timeout / 1000} seconds`);
	}
	if (result.code === 'ENOENT') {
		throw new Error(`${program} is not installed, but config.json asks for it`);
	}
	const { stdout = '', stderr = '', failed } = result;
	if (!failed) {
		return stdout;
	}
	if (result.isMaxBuffer) {
		throw new Error(`${program} ${verb} answered more than any credentials are`);
	}
	if (stdout.includes(nothing)) {
		return undefined;
	}
	const said = wordsOf(stdout.trim() || stderr.trim(), secret);
	const words = result.code ?? (said || (result.signal && `ended by ${result.signal}`));
	throw new Error(`${program} ${verb} failed${words ? `: ${words}` : ''}`);
}

/** A helper's first line of reason, unless it might repeat a secret. */
function wordsOf(said: string, secret: string | undefined): string {
	const line = sanitize(said.split('\n', 1)[0]!).trim().slice(0, wordsKept);
	const repeats = secret !== undefined && (said.includes(secret) || said.includes(JSON.stringify(secret).slice(1, -1)));
	return repeats || /[{}]/.test(line) ? '' : line;
}

function parse(name: string, text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (isRecord(value)) {
			return value;
		}
	} catch {
		// Told below: the parser's own message would quote the answer, which may be a secret.
	}
	throw new Error(`docker-credential-${name} answered something that is not credentials`);
}

/** The credentials that a helper keeps for a server; undefined when it has none. */
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

/** Gives credentials to a helper to keep. */
export async function helperStore(
	name: string,
	{ server, username = '', password = '', identityToken }: Credentials,
	options: HelperOptions,
): Promise<void> {
	const secret = identityToken ?? password;
	const entry = { ServerURL: server, Username: identityToken ? tokenUser : username, Secret: secret };
	await call(name, 'store', JSON.stringify(entry), options, secret);
}

/** Takes a server's credentials out of a helper; one that has none is fine. */
export async function helperErase(name: string, server: string, options: HelperOptions): Promise<void> {
	await call(name, 'erase', server, options);
}

/** Server → user name of all that a helper keeps. */
export async function helperList(name: string, options: HelperOptions): Promise<Readonly<Record<string, string>>> {
	const answer = await call(name, 'list', '', options);
	if (answer === undefined) {
		return {};
	}
	const entries = Object.entries(parse(name, answer));
	return Object.fromEntries(entries.map(([server, username]) => [server, String(username)]));
}
