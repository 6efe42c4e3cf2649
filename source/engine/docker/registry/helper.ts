import type { Credentials } from '../../engine.js';

/** A helper that does not answer is given up. Milliseconds. */
const longest = 15_000;

/** What helpers say when they have nothing. Source: docker/docker-credential-helpers credentials/error.go. */
const nothing = 'credentials not found in native keychain';

/** User name under which a helper keeps an identity token instead of a password. */
const tokenUser = '<token>';

/**
 * Talks to `docker-credential-<name>`: the request on its standard input, the answer on its standard output. Rejects with
 * a sentence that names the helper when it is missing, fails, hangs, or answers something else than JSON.
 */
async function call(
	name: string,
	verb: 'get' | 'store' | 'erase' | 'list',
	input: string,
): Promise<string | undefined> {
	const program = `docker-credential-${name}`;
	if (!/^[\w.-]+$/.test(name)) throw new Error(`credential helper "${name}": not a helper's name`);
	// Loaded late: most starts never need a child process.
	const { execa } = await import('execa');
	const { stdout, stderr, failed, timedOut, code } = await execa(program, [verb], {
		input,
		reject: false,
		timeout: longest,
	});
	if (code === 'ENOENT') throw new Error(`${program} is not installed (config.json asks for it)`);
	if (timedOut) throw new Error(`${program} did not answer within ${longest / 1000} seconds`);
	if (!failed) return stdout;
	if (stdout.includes(nothing)) return undefined;
	// A helper's words may repeat what it was given: only its first line, and never for a request with a secret in it.
	const words = verb === 'store' ? '' : (stdout || stderr).split('\n')[0]?.trim();
	throw new Error(`${program} ${verb} failed${words ? `: ${words}` : ''}`);
}

function parse(name: string, text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
	} catch {
		// Told below: the parser's own message would quote the answer, which may be a secret.
	}
	throw new Error(`docker-credential-${name} answered something that is not JSON`);
}

/** The credentials that a helper keeps for a server; undefined when it has none. */
export async function helperGet(name: string, server: string): Promise<Credentials | undefined> {
	const answer = await call(name, 'get', server);
	if (answer === undefined) return undefined;
	const { Username: username, Secret: secret } = parse(name, answer);
	if (typeof username !== 'string' || typeof secret !== 'string')
		throw new Error(`docker-credential-${name} answered without a user name and secret`);
	return username === tokenUser ? { server, identityToken: secret } : { server, username, password: secret };
}

/** Gives credentials to a helper to keep. */
export async function helperStore(
	name: string,
	{ server, username, password, identityToken }: Credentials,
): Promise<void> {
	const entry = identityToken
		? { Username: tokenUser, Secret: identityToken }
		: { Username: username ?? '', Secret: password ?? '' };
	await call(name, 'store', JSON.stringify({ ServerURL: server, ...entry }));
}

/** Takes a server's credentials out of a helper. */
export async function helperErase(name: string, server: string): Promise<void> {
	await call(name, 'erase', server);
}

/** Server → user name of all that a helper keeps. */
export async function helperList(name: string): Promise<Readonly<Record<string, string>>> {
	const answer = await call(name, 'list', '');
	if (answer === undefined) return {};
	return Object.fromEntries(
		Object.entries(parse(name, answer)).map(([server, username]) => [server, String(username)]),
	);
}
