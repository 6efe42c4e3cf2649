import { homedir } from 'node:os';
import type { DockerContext, Endpoint } from '../domain/nouns/host.js';
import {
	type EngineNames,
	type NameLook,
	namesOf,
	realPathOf,
} from '../engine/docker/connect/settings/engine-names.js';

export type ReadOnlyEngines = {
	/**
	 * Whether an engine is protected, under whichever name it was opened. `ownId` asks the engine itself for its id, which is
	 * done only where that can decide. In doubt it is protected.
	 */
	isReadOnly(endpoint: Endpoint, ownId: () => Promise<string | undefined>): Promise<boolean>;
};

/** `id:` before the id of an engine, as `docker info` shows it. */
const idPattern = /^id:\s*(.+)$/i;

/**
 * The engines that `readOnly` of the config protects: context names, addresses, hosts, with `*` for any text, and ids. An
 * engine is known by every name of its address; by its id, also under names that have nothing in common, when the id is in the
 * list, when it was opened under a protected name before, or when a protected address on this machine answers with it.
 */
export function createReadOnlyEngines(options: {
	patterns: readonly string[];
	contexts(): Promise<readonly DockerContext[]>;
	/** The id of the engine at an address of this machine; undefined when none answers. */
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

	/** Ids of the protected engines that listen on this machine, whose addresses say nothing to the one that was opened. */
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
			// The demo is nobody's engine: it has no other name.
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

/** A pattern as an address: a path is a socket's. */
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
	// A word may be a host; the name of a context is none.
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

/** Scheme and port of each key: two hosts whose names cannot be compared may be one only where these agree. */
const portsOf = ({ keys }: EngineNames): readonly string[] =>
	[...keys].map(key => key.replace(/^(\w+):.*:(\d+)\|.*$/, '$1:$2'));

/** A pattern of a socket's path with the links of its folders followed, as far as it names them. */
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
