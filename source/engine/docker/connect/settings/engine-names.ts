import { lookup } from 'node:dns/promises';
import { realpath, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { runProgram } from '../../../../processes/run-program.js';
import { parseSshUrl } from '../ssh/ssh-url.js';

/** All names of an address where an engine listens. */
export type EngineNames = {
	/** Two addresses with a common key lead to the same engine. */
	readonly keys: ReadonlySet<string>;
	/** All ways to write the address, for patterns. */
	readonly spellings: readonly string[];
	/** True if a lookup failed: the host may have any address then. */
	readonly doubt: boolean;
};

/** The system's lookups of names. */
export type NameLook = {
	/** Addresses of a host; rejects with the resolver's error. */
	lookup(host: string): Promise<readonly string[]>;
	/** Host and port that the user's ssh configuration sets for a name. */
	sshConfig(host: string): Promise<{ readonly host: string; readonly port: string } | undefined>;
};

/** A pattern without a path matches every path. */
export type Role = 'engine' | 'pattern';

/** Every name of an address (`unix://`, `tcp://`, `http(s)://`, `ssh://`, `npipe://`). Follows links and looks up hosts. */
export async function namesOf(url: string, role: Role, look: NameLook = systemLook): Promise<EngineNames> {
	const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/is.exec(url) ?? [];
	switch (scheme.toLowerCase()) {
		case 'unix':
			return socketNames(rest || '/var/run/docker.sock');
		case 'npipe':
			return plainNames(`npipe://${(rest || '//./pipe/docker_engine').replaceAll('\\', '/').toLowerCase()}`);
		case 'tcp':
		case 'http':
		case 'https':
			return tcpNames(scheme.toLowerCase(), rest, role, look);
		case 'ssh':
			return sshNames(`ssh://${rest}`, role, look);
		default:
			return plainNames(url);
	}
}

const plainNames = (url: string): EngineNames => ({ keys: new Set([url]), spellings: [url], doubt: false });

async function socketNames(path: string): Promise<EngineNames> {
	const whole = resolve(path);
	const paths = [...new Set([path, whole, await realPathOf(whole)])];
	const found = await stat(whole).catch(() => undefined);
	const keys = paths.filter(each => each === resolve(each)).map(each => `unix:${each}`);
	// A hard link or a mount of the same socket has another path, but the same inode.
	const inode = found ? [`inode:${found.dev}:${found.ino}`] : [];
	return {
		keys: new Set([...keys, ...inode]),
		spellings: paths.flatMap(each => [`unix://${each}`, each]),
		doubt: false,
	};
}

/** The path behind all links. A part of the path that does not exist stays as it is. */
export async function realPathOf(path: string): Promise<string> {
	const real = await realpath(path).catch(() => undefined);
	if (real !== undefined || dirname(path) === path) {
		return real ?? path;
	}
	return join(await realPathOf(dirname(path)), basename(path));
}

async function tcpNames(scheme: string, rest: string, role: Role, look: NameLook): Promise<EngineNames> {
	const url = parsed(`http://${rest}`);
	if (!url) {
		return plainNames(`${scheme}://${rest}`);
	}
	const { hosts, doubt } = await hostsOf(url.hostname, look);
	// The URL parser drops HTTP's own port: read it from the text.
	const named = /:(\d+)(?:[/?#]|$)/.exec(rest.slice(rest.lastIndexOf('@') + 1))?.[1];
	const own = scheme === 'https' ? ['443'] : scheme === 'http' ? ['80'] : ['2375', '2376', '80', '443'];
	const ports = named === undefined ? own : [String(Number(named))];
	const places = hosts.flatMap(host => ports.map(port => `tcp:${host}:${port}`));
	const spellings = hosts
		.map(inUrl)
		.flatMap(host => [
			host,
			...ports.flatMap(port => [
				`${host}:${port}`,
				`tcp://${host}:${port}`,
				`http://${host}:${port}`,
				`https://${host}:${port}`,
			]),
			...(ports.some(port => port === '2375' || port === '2376') ? [`tcp://${host}`] : []),
		]);
	return { keys: withPath(places, url.pathname, role), spellings: [`${scheme}://${rest}`, ...spellings], doubt };
}

async function sshNames(url: string, role: Role, look: NameLook): Promise<EngineNames> {
	let target: ReturnType<typeof parseSshUrl>;
	try {
		target = parseSshUrl(url);
	} catch {
		return plainNames(url);
	}
	const configured = await look.sshConfig(target.host).catch(() => undefined);
	const found = await Promise.all([target.host, configured?.host ?? target.host].map(host => hostsOf(host, look)));
	const hosts = [...new Set(found.flatMap(each => each.hosts))];
	const port = target.port ?? configured?.port ?? '22';
	const user = target.user === undefined ? [''] : ['', `${target.user}@`];
	const path = target.socket ?? '';
	const spellings = hosts
		.map(inUrl)
		.flatMap(host => [
			host,
			`${host}:${port}`,
			...user.flatMap(who =>
				['', path].flatMap(end => [`ssh://${who}${host}:${port}${end}`, `ssh://${who}${host}${end}`]),
			),
		]);
	return {
		keys: withPath(
			hosts.map(host => `ssh:${host}:${port}`),
			path,
			role,
		),
		spellings: [url, ...spellings],
		// A name in the ssh configuration may be unknown to the resolver: only the configured host counts.
		doubt: found.at(-1)?.doubt ?? false,
	};
}

/** Adds a path to each key, so that two addresses differ only when both have a path and the paths differ. */
function withPath(places: readonly string[], path: string, role: Role): ReadonlySet<string> {
	const plain = path
		.replace(/\/+/g, '/')
		.replace(/\/$/, '')
		.replace(/^\/var\/run\//, '/run/');
	const ends = role === 'engine' ? ['*', plain] : plain === '' ? ['*'] : [plain, ''];
	return new Set(places.flatMap(place => ends.map(end => `${place}|${end}`)));
}

function parsed(url: string): URL | undefined {
	try {
		return new URL(url);
	} catch {
		return undefined;
	}
}

const inUrl = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/** All names of a host: its own spelling, its addresses, and `localhost` for this machine. */
async function hostsOf(name: string, look: NameLook): Promise<{ hosts: readonly string[]; doubt: boolean }> {
	// The URL parser reads every notation of an address: 127.1, 0x7f000001, ::ffff:127.0.0.1.
	const isBare = isIP(name) === 6;
	const host = (parsed(`http://${isBare ? `[${name}]` : name}`)?.hostname ?? name)
		.replace(/^\[(.*)\]$/, '$1')
		.replace(/\.$/, '')
		.toLowerCase();
	let doubt = false;
	const asked =
		isIP(host) || host === 'localhost'
			? []
			: await look.lookup(host).catch((error: NodeJS.ErrnoException) => {
					doubt = error.code !== 'ENOTFOUND' && error.code !== 'ENODATA';
					return [];
				});
	const all = [host, ...asked].map(address => mapped(address));
	const isHere = all.some(isThisMachine);
	return {
		hosts: [...new Set([...all, ...(isHere ? ['localhost', '127.0.0.1', '::1', hostname().toLowerCase()] : [])])],
		doubt,
	};
}

/** Turns an IPv4-mapped IPv6 address into the IPv4 address; Node writes it with dots, the URL parser in hex. */
function mapped(address: string): string {
	const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
	const hex = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(address);
	if (!hex) {
		return dotted ?? address;
	}
	const [high, low] = [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16)];
	return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Returns true for this machine's loopback, its own addresses and its name. */
function isThisMachine(host: string): boolean {
	if (host === 'localhost' || host.endsWith('.localhost') || host === hostname().toLowerCase()) {
		return true;
	}
	if (/^127\./.test(host) || ['0.0.0.0', '::', '::1'].includes(host)) {
		return true;
	}
	return Object.values(networkInterfaces()).some(list => list?.some(({ address }) => address === host));
}

/** Bounds each lookup. */
const longest = 2000;

const systemLook: NameLook = {
	lookup: host =>
		Promise.race([
			lookup(host, { all: true }).then(found => found.map(({ address }) => address)),
			new Promise<never>((_, reject) => {
				setTimeout(() => reject(Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })), longest).unref();
			}),
		]),
	async sshConfig(host) {
		const result = await runProgram('ssh', ['-G', '--', host], { env: process.env, timeoutMs: longest });
		if (!result || result.failed) {
			return undefined;
		}
		const { stdout } = result;
		const set = (key: string) => new RegExp(`^${key} (.+)$`, 'm').exec(stdout)?.[1];
		return { host: set('hostname') ?? host, port: set('port') ?? '22' };
	},
};
