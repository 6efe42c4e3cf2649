import { homedir } from 'node:os';
import type { DockerContext, Endpoint } from '../../domain/nouns/host.js';
import {
	type EngineNames,
	type NameLook,
	namesOf,
	realPathOf,
} from '../../engine/docker/connect/settings/engine-names.js';

export type ReadOnlyEngines = {
	/**
	 * Resolves to true if an engine is protected, whatever its name. `ownId` requests the engine's id, which is only done where
	 * the id decides. In doubt an engine is protected.
	 */
	isReadOnly(endpoint: Endpoint, ownId: () => Promise<string | undefined>): Promise<boolean>;
};

/** A pattern that is an engine's id, as `docker info` shows it: `id:…`. */
const idPattern = /^id:\s*(.+)$/i;

/**
 * Finds the engines that the config's `readOnly` protects, by context names, addresses, hosts (with `*` for any text) and
 * ids. All names of an address count. An engine under an unrelated name is protected by its id: if the id is in the list, if
 * it was opened under a protected name before, or if a protected address on this machine reports the same id.
 */
export function createReadOnlyEngines(options: {
	patterns: readonly string[];
	contexts(): Promise<readonly DockerContext[]>;
	/** Resolves to the id of the engine at an address of this machine, or to undefined without an answer. */
	idAt(endpoint: Endpoint): Promise<string | undefined>;
	look?: NameLook;
}): ReadOnlyEngines {
	const { look } = options;
	const patterns = options.patterns.map(pattern => pattern.trim()).filter(pattern => pattern !== '');
	const ids = new Set(patterns.flatMap(pattern => idPattern.exec(pattern)?.[1]?.toLowerCase() ?? []));
	const places = patterns.filter(pattern => !idPattern.test(pattern));

	async function isNamed(endpoint: Endpoint, contexts: readonly DockerContext[]): Promise<boolean> {
		if (endpoint.context !== undefined && places.some(pattern => glob(pattern).test(endpoint.context!))) {
			return true;
		}
		const names = await namesOf(endpoint.url, 'engine', look);
		const other = contexts.filter(({ name, url }) => url !== '' && places.some(pattern => glob(pattern).test(name)));
		for (const { url } of other) {
			if (isSame(await namesOf(url, 'pattern', look), names)) {
				return true;
			}
		}
		const isContext = (pattern: string) => contexts.some(({ name }) => name === pattern);
		for (const pattern of places) {
			if (await matches(pattern, endpoint.url, names, isContext(pattern), look)) {
				return true;
			}
		}
		return false;
	}

	/** Returns the ids of the protected engines on this machine, as the opened address may be another name of one of them. */
	async function localIds(contexts: readonly DockerContext[]): Promise<readonly string[]> {
		const named = contexts.filter(({ name }) => places.some(pattern => glob(pattern).test(name))).map(({ url }) => url);
		const urls = [...places.map(asUrl), ...named].filter(url => !url.includes('*') && isLocal(url));
		const found = await Promise.all([...new Set(urls)].map(url => options.idAt({ url, origin: 'readOnly' })));
		return found.filter(id => id !== undefined);
	}

	return {
		async isReadOnly(endpoint, ownId) {
			if (patterns.length === 0) {
				return false;
			}
			const contexts = await options.contexts().catch(() => []);
			const isNamedSo = await isNamed(endpoint, contexts);
			// The demo engine has no other name.
			if (endpoint.url.startsWith('demo:')) {
				return isNamedSo;
			}
			if (isNamedSo) {
				const id = await ownId();
				if (id !== undefined) {
					ids.add(id.toLowerCase());
				}
				return true;
			}
			for (const id of await localIds(contexts)) {
				ids.add(id.toLowerCase());
			}
			if (ids.size === 0) {
				return false;
			}
			const id = await ownId();
			return id === undefined || ids.has(id.toLowerCase());
		},
	};
}

const isSame = (a: EngineNames, b: EngineNames): boolean => [...a.keys].some(key => b.keys.has(key));

const hasScheme = /^[a-z]+:\/\//i;

/** Returns a pattern as an address; a path is the path of a socket. */
const asUrl = (pattern: string): string => {
	const path = pattern.replace(/^(unix:\/\/)?~(?=\/)/i, (_, scheme = '') => `${scheme}${homedir()}`);
	return /^[./]/.test(path) ? `unix://${path}` : path;
};

const isLocal = (url: string): boolean =>
	/^unix:\/\//i.test(url) || /^(?:tcp|https?):\/\/(?:[^/@]*@)?(?:localhost|127\.[\d.]+|\[::1\])(?:[:/]|$)/i.test(url);

async function matches(
	pattern: string,
	url: string,
	names: EngineNames,
	isContext: boolean,
	look: NameLook | undefined,
): Promise<boolean> {
	const address = asUrl(pattern);
	if (address.includes('*')) {
		const tests = [glob(address, 'i'), glob(await withRealFolder(address), 'i')];
		return names.spellings.some(spelling => tests.some(test => test.test(spelling)));
	}
	if (names.spellings.some(spelling => spelling.toLowerCase() === address.toLowerCase())) {
		return true;
	}
	// A word is a host, unless a context has that name.
	const scheme = /^(?:tcp|https?):/.test(url) ? 'tcp' : /^ssh:/.test(url) ? 'ssh' : undefined;
	const meant = hasScheme.test(address) ? address : isContext || !scheme ? undefined : `${scheme}://${address}`;
	if (meant === undefined) {
		return false;
	}
	const wanted = await namesOf(meant, 'pattern', look);
	if (isSame(wanted, names)) {
		return true;
	}
	return wanted.doubt && hasScheme.test(address) && portsOf(wanted).some(port => portsOf(names).includes(port));
}

/** Returns scheme and port of each key. Hosts whose names cannot be compared may be the same only if these are equal. */
const portsOf = ({ keys }: EngineNames): readonly string[] =>
	[...keys].map(key => key.replace(/^(\w+):.*:(\d+)\|.*$/, '$1:$2'));

/** Follows the links of the folders in a pattern of a socket's path, up to its first `*`. */
async function withRealFolder(pattern: string): Promise<string> {
	const [, folder, rest] = /^unix:\/\/(\/[^*]*)(?=\/)(\/[^/]*\*.*)$/i.exec(pattern) ?? [];
	return folder === undefined ? pattern : `unix://${await realPathOf(folder)}${rest}`;
}

function glob(pattern: string, flags = ''): RegExp {
	const source = pattern
		.split('*')
		.map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	return new RegExp(`^${source}$`, flags);
}
