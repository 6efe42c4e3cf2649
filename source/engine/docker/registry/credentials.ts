import { chmod, lstat, mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Credentials } from '../../engine.js';
import { configFolder, type Environment } from '../connect/config-file.js';
import { helperErase, helperGet, helperList, helperStore } from './helper.js';

/** `config.json` as far as credentials go; everything else in it is kept as it is. */
type ConfigFile = Record<string, unknown> & {
	auths?: Record<string, { auth?: string; identitytoken?: string; username?: string; password?: string }>;
	credsStore?: string;
	credHelpers?: Record<string, string>;
};

/** Docker Hub's key in the config. Source: docker/docker/registry IndexServer. */
const hub = 'https://index.docker.io/v1/';

/**
 * Credentials as the docker CLI keeps them: in the helper that `config.json` names for a registry (`credHelpers`) or for
 * all (`credsStore`), else in `auths`, base64 without any encryption. Source: docker/cli cli/config/credentials.
 */
export function loadCredentials(env: Environment) {
	const path = join(configFolder(env, homedir()), 'config.json');

	async function read(): Promise<ConfigFile> {
		try {
			return JSON.parse(await readFile(path, 'utf8')) as ConfigFile;
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
			if (error instanceof SyntaxError) throw new Error(`${path}: not JSON`);
			throw error;
		}
	}

	const helperFor = (config: ConfigFile, server: string): string | undefined =>
		config.credHelpers?.[hostOf(server)] ?? config.credHelpers?.[server] ?? (config.credsStore || undefined);

	async function get(server: string): Promise<Credentials | undefined> {
		const config = await read();
		const helper = helperFor(config, server);
		if (helper) return helperGet(helper, server);
		const entry = Object.entries(config.auths ?? {}).find(([key]) => hostOf(key) === hostOf(server))?.[1];
		return entry ? fromEntry(server, entry) : undefined;
	}

	return {
		get,
		/** Of every registry that has some; one that cannot be read is left out, as the docker CLI does for builds. */
		async all(): Promise<readonly Credentials[]> {
			const servers = await list();
			const found = await Promise.all(servers.map(({ server }) => get(server).catch(() => undefined)));
			return found.filter(credentials => credentials !== undefined);
		},
		async store(credentials: Credentials): Promise<{ where: string; warning?: string }> {
			const config = await read();
			const helper = helperFor(config, credentials.server);
			if (helper) {
				await helperStore(helper, credentials);
				// The CLI notes the server in `auths` as well, without a secret.
				await write(path, { ...config, auths: { ...config.auths, [credentials.server]: {} } });
				return { where: `docker-credential-${helper}` };
			}
			await write(path, { ...config, auths: { ...config.auths, [credentials.server]: toEntry(credentials) } });
			return { where: path, warning: `stored unencrypted in ${path}: set up a credential helper to avoid that` };
		},
		async erase(server: string): Promise<boolean> {
			const config = await read();
			const helper = helperFor(config, server);
			const known = Object.keys(config.auths ?? {}).filter(key => hostOf(key) === hostOf(server));
			if (helper) await helperErase(helper, server);
			if (known.length === 0) return helper !== undefined;
			const auths = Object.fromEntries(Object.entries(config.auths ?? {}).filter(([key]) => !known.includes(key)));
			await write(path, { ...config, auths });
			return true;
		},
		list,
	};

	async function list(): Promise<readonly { server: string; username: string }[]> {
		const config = await read();
		const servers = new Map<string, string>();
		for (const [server, entry] of Object.entries(config.auths ?? {}))
			servers.set(server, fromEntry(server, entry)?.username ?? '');
		const helpers = new Set(
			[config.credsStore, ...Object.values(config.credHelpers ?? {})].filter(name => name !== undefined && name !== ''),
		);
		for (const helper of helpers) {
			// A helper that does not work is told when its credentials are asked for.
			for (const [server, username] of Object.entries(await helperList(helper as string).catch(() => ({}))))
				servers.set(server, username);
		}
		return [...servers].map(([server, username]) => ({ server, username }));
	}
}

/** A registry's host, whichever way it is written: `https://index.docker.io/v1/` and `docker.io` are one. */
function hostOf(server: string): string {
	const host = server.replace(/^https?:\/\//, '').split('/')[0] ?? server;
	return host === 'docker.io' || host === 'registry-1.docker.io' || server === hub ? 'index.docker.io' : host;
}

function fromEntry(server: string, entry: NonNullable<ConfigFile['auths']>[string]): Credentials | undefined {
	if (entry.identitytoken) return { server, identityToken: entry.identitytoken };
	if (!entry.auth)
		return entry.username ? { server, username: entry.username, password: entry.password ?? '' } : undefined;
	const text = Buffer.from(entry.auth, 'base64').toString('utf8');
	const at = text.indexOf(':');
	return at < 0 ? undefined : { server, username: text.slice(0, at), password: text.slice(at + 1).replace(/\0+$/, '') };
}

function toEntry({ username, password, identityToken }: Credentials): Record<string, string> {
	const auth = Buffer.from(`${username ?? ''}:${password ?? ''}`, 'utf8').toString('base64');
	return identityToken
		? { auth: Buffer.from(`${username ?? ''}:`).toString('base64'), identitytoken: identityToken }
		: { auth };
}

/** Written beside and renamed, for the owner's eyes only; a symbolic link stays one. */
async function write(path: string, config: ConfigFile): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const isLink = await lstat(path).then(
		stats => stats.isSymbolicLink(),
		() => false,
	);
	const target = isLink ? await realpath(path) : path;
	const beside = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
	const file = await open(beside, 'w', 0o600);
	try {
		await file.writeFile(`${JSON.stringify(config, null, '\t')}\n`);
		await file.close();
		await chmod(beside, 0o600);
		await rename(beside, target);
	} catch (error) {
		await rm(beside, { force: true });
		throw error;
	}
}
