import { homedir } from 'node:os';
import { join } from 'node:path';
import { hostOfRegistry, hubKey } from '../../../domain/registry/registry.js';
import { sanitize } from '../../../domain/text/sanitize.js';
import type { Call, Credentials } from '../../engine.js';
import { configFolder, type Environment } from '../connect/settings/config-file.js';
import { fromEntry, toEntry } from './auth-entry.js';
import { type ConfigJson, eraseEntries, readConfigJson, storeEntry } from './config-json.js';
import { defaultStore } from './default-store.js';
import { credentialsFromEnv } from './env-credentials.js';
import { type HelperOptions, helperErase, helperGet, helperList, helperStore } from './helper.js';

const helperTimeoutMs = 15_000;
/** The list only fills suggestions: a user does not wait long for it. */
const listTimeoutMs = 3000;

/** The docker CLI stores these beside Docker Hub's credentials after a login in the browser. */
const hubTokens = [`${hubKey}access-token`, `${hubKey}refresh-token`];

/** `detected` is the default helper, if config.json does not name it yet. */
type FoundConfig = { readonly config: ConfigJson; readonly detected: string | undefined };

type Login = { readonly server: string; readonly username: string };

/**
 * Credentials in the places of the docker CLI: in the helper that `config.json` names for a registry (`credHelpers`) or for
 * all (`credsStore`), else in `auths`, base64 without any encryption. An abort ends the running helper. `timeoutMs` bounds
 * each call of a helper. Source: docker/cli cli/config/{configfile,credentials}.
 */
export function loadCredentials(
	env: Environment,
	{ timeoutMs = helperTimeoutMs }: { timeoutMs?: number | undefined } = {},
) {
	const path = join(configFolder(env, homedir()), 'config.json');
	const optionsOf = ({ signal }: Partial<Call>): HelperOptions => ({ env, timeoutMs, signal });
	const fromEnv = credentialsFromEnv(env);

	async function get(server: string, call: Partial<Call> = {}): Promise<Credentials | undefined> {
		if (fromEnv.has(server)) {
			return fromEnv.get(server);
		}
		const { config, detected } = await readCliConfig(path, env);
		const helper = helperFor(config, server);
		if (!helper) {
			return fromFile(config, server);
		}
		// A default helper may not work here: a keychain needs a desktop.
		return helperGet(helper, server, optionsOf(call)).catch(error => {
			if (detected !== undefined && !call.signal?.aborted) {
				return undefined;
			}
			throw error;
		});
	}

	async function store(
		credentials: Credentials,
		call: Partial<Call> = {},
	): Promise<{ where: string; warning?: string }> {
		const { server } = credentials;
		const { config, detected } = await readCliConfig(path, env).catch((error: Error) => {
			throw new Error(`the credentials could not be stored: ${error.message}`, { cause: error });
		});
		const helper = helperFor(config, server);
		if (helper) {
			await helperStore(helper, credentials, optionsOf(call));
		}
		// With a helper, the CLI adds the server to `auths` as well, without a secret.
		await storeEntry(path, server, helper ? {} : toEntry(credentials), detected).catch((error: Error) => {
			const done =
				helper === undefined
					? 'the credentials could not be stored in'
					: `docker-credential-${helper} stored the credentials, but the registry could not be added to`;
			throw new Error(`${done} ${error.message}`, { cause: error });
		});
		if (fromEnv.has(server)) {
			fromEnv.set(server, credentials);
		}
		if (helper) {
			return { where: `docker-credential-${helper}` };
		}
		return { where: path, warning: `stored unencrypted in ${path}: a credential helper would keep it safe` };
	}

	async function erase(server: string, call: Partial<Call> = {}): Promise<boolean> {
		fromEnv.delete(server);
		const { config } = await readCliConfig(path, env);
		const spellings = server === hubKey ? [server, ...hubTokens] : spellingsOf(server);
		const helper = helperFor(config, server);
		const wasInHelper = helper !== undefined && (await eraseInHelper(helper, server, spellings, optionsOf(call)));
		const wasInFile = await eraseEntries(path, spellings).catch((error: Error) => {
			const done = wasInHelper ? `docker-credential-${helper} removed the credentials, but they` : 'the credentials';
			throw new Error(`${done} could not be removed from ${error.message}`, { cause: error });
		});
		return wasInFile || wasInHelper;
	}

	async function list(options: HelperOptions): Promise<readonly Login[]> {
		const { config } = await readCliConfig(path, env);
		return listLogins(config, options);
	}

	return {
		get,
		store,
		erase,
		list: (call: Partial<Call> = {}) => list({ ...optionsOf(call), timeoutMs: Math.min(timeoutMs, listTimeoutMs) }),
		/** The credentials of every registry, without those that cannot be read, as the docker CLI does for builds. */
		async all(call: Partial<Call> = {}): Promise<readonly Credentials[]> {
			const { config } = await readCliConfig(path, env);
			const servers = new Set([
				...(await list(optionsOf(call))).map(({ server }) => server),
				...Object.keys(config.credHelpers ?? {}),
				...fromEnv.keys(),
			]);
			const found = await Promise.all([...servers].map(server => get(server, call).catch(() => undefined)));
			call.signal?.throwIfAborted();
			return found.filter(credentials => credentials !== undefined);
		},
	};
}

/** Reads config.json and adds docker's default helper if the file names none and has no credentials. */
async function readCliConfig(path: string, env: Environment): Promise<FoundConfig> {
	const config = await readConfigJson(path);
	const { auths, credsStore, credHelpers } = config;
	if (credsStore || size(auths) > 0 || size(credHelpers) > 0) {
		return { config, detected: undefined };
	}
	const detected = await defaultStore(env);
	return { config: { ...config, ...(detected && { credsStore: detected }) }, detected };
}

/** Servers and user names in the file and in all helpers. */
async function listLogins(config: ConfigJson, options: HelperOptions): Promise<readonly Login[]> {
	const found = new Map<string, string>();
	for (const [server, entry] of Object.entries(config.auths ?? {})) {
		const inFile = helperFor(config, server) ? undefined : fromEntry(server, entry);
		if (inFile) {
			found.set(server, inFile.username ?? '');
		}
	}
	for (const helper of new Set([config.credsStore, ...Object.values(config.credHelpers ?? {})])) {
		if (!helper) {
			continue;
		}
		// The error of a broken helper appears when its credentials are needed.
		const inHelper = await helperList(helper, options).catch(() => ({}));
		// A list that was aborted is incomplete.
		options.signal?.throwIfAborted();
		for (const [server, username] of Object.entries(inHelper)) {
			if (helperFor(config, server) === helper) {
				found.set(server, username);
			}
		}
	}
	return (
		[...found]
			.filter(([server]) => !hubTokens.includes(server))
			// No registry has control characters in its name.
			.filter(([server]) => sanitize(server) === server)
			.map(([server, username]) => ({ server, username: sanitize(username) }))
	);
}

/** Removes a server under all its spellings from a helper. Resolves to true if the helper had one of them. */
async function eraseInHelper(
	helper: string,
	server: string,
	spellings: readonly string[],
	options: HelperOptions,
): Promise<boolean> {
	const present = await helperList(helper, options).catch(() => undefined);
	for (const spelling of spellings) {
		if (spelling === server || present?.[spelling] !== undefined) {
			await helperErase(helper, spelling, options);
		}
	}
	return spellings.some(spelling => present?.[spelling] !== undefined);
}

const size = (record: object | null | undefined): number => Object.keys(record ?? {}).length;

/** The helper of a registry; undefined if the file has its credentials. Source: configfile.go, getConfiguredCredentialStore. */
function helperFor(config: ConfigJson, server: string): string | undefined {
	const helpers = config.credHelpers ?? {};
	return (Object.hasOwn(helpers, server) ? helpers[server] : config.credsStore) || undefined;
}

/** The entry of this key, else of a key with the same host and a scheme or path. Source: credentials/file_store.go, Get. */
function fromFile({ auths }: ConfigJson, server: string): Credentials | undefined {
	const entries = Object.entries(auths ?? {});
	const entry = entries.find(([key]) => key === server) ?? entries.find(([key]) => hostOfRegistry(key) === server);
	return entry && fromEntry(server, entry[1]);
}

/** All keys under which older clients stored a registry. Source: docker/cli cli/command/registry/logout.go. */
function spellingsOf(server: string): readonly string[] {
	const host = hostOfRegistry(server);
	return [...new Set([server, host, `http://${host}`, `https://${host}`])];
}
