import { homedir } from 'node:os';
import { join } from 'node:path';
import { hostOfRegistry, hubKey } from '../../../domain/registry/registry.js';
import { sanitize } from '../../../domain/text/sanitize.js';
import type { Call, Credentials } from '../../engine.js';
import { configFolder, type Environment } from '../connect/settings/config-file.js';
import { fromEntry, toEntry } from './auth-entry.js';
import { type ConfigJson, eraseEntries, readConfigJson, storeEntry } from './config-json.js';
import { credentialsGiven } from './credentials-given.js';
import { defaultStore } from './default-store.js';
import { type HelperOptions, helperErase, helperGet, helperList, helperStore } from './helper.js';

/** A helper that does not answer is given up. Milliseconds. */
const helperTimeout = 15_000;
/** What it keeps is asked only to be offered: nobody waits long to see it. Milliseconds. */
const listTimeout = 3000;

/** What the docker CLI keeps beside Docker Hub's credentials after a login in the browser. */
const hubTokens = [`${hubKey}access-token`, `${hubKey}refresh-token`];

/**
 * Credentials as the docker CLI keeps them: in the helper that `config.json` names for a registry (`credHelpers`) or for
 * all (`credsStore`), else in `auths`, base64 without any encryption. An aborted call ends the helper that it waits for.
 * Source: docker/cli cli/config/{configfile,credentials}.
 */
export function loadCredentials(env: Environment, { timeout = helperTimeout }: { timeout?: number | undefined } = {}) {
	const path = join(configFolder(env, homedir()), 'config.json');
	const optionsOf = ({ signal }: Partial<Call>): HelperOptions => ({ env, timeout, signal });
	const given = credentialsGiven(env);

	/** The config with the helper that docker would take by itself; `detected` when it is not written there yet. */
	async function read(): Promise<{ config: ConfigJson; detected: string | undefined }> {
		const config = await readConfigJson(path);
		const { auths, credsStore, credHelpers } = config;
		if (credsStore || size(auths) > 0 || size(credHelpers) > 0) {
			return { config, detected: undefined };
		}
		const detected = await defaultStore(env);
		return { config: { ...config, ...(detected && { credsStore: detected }) }, detected };
	}

	async function get(server: string, call: Partial<Call> = {}): Promise<Credentials | undefined> {
		if (given.has(server)) {
			return given.get(server);
		}
		const { config, detected } = await read();
		const helper = helperFor(config, server);
		if (!helper) {
			return fromFile(config, server);
		}
		// One that nobody asked for may be of no use here: a keychain without a desktop.
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
		const { config, detected } = await read().catch((error: Error) => {
			throw new Error(`the credentials could not be stored: ${error.message}`, { cause: error });
		});
		const helper = helperFor(config, server);
		if (helper) {
			await helperStore(helper, credentials, optionsOf(call));
		}
		// With a helper the CLI notes the server in `auths` as well, without a secret.
		await storeEntry(path, server, helper ? {} : toEntry(credentials), detected).catch((error: Error) => {
			const done =
				helper === undefined
					? 'the credentials could not be stored in'
					: `docker-credential-${helper} keeps the credentials, but the registry could not be noted in`;
			throw new Error(`${done} ${error.message}`, { cause: error });
		});
		if (given.has(server)) {
			given.set(server, credentials);
		}
		if (helper) {
			return { where: `docker-credential-${helper}` };
		}
		return { where: path, warning: `stored unencrypted in ${path}: a credential helper would keep it safe` };
	}

	async function erase(server: string, call: Partial<Call> = {}): Promise<boolean> {
		given.delete(server);
		const { config } = await read();
		const isHub = server === hubKey;
		const spellings = isHub ? [server, ...hubTokens] : spellingsOf(server);
		const helper = helperFor(config, server);
		const options = optionsOf(call);
		const kept = helper === undefined ? undefined : await helperList(helper, options).catch(() => undefined);
		if (helper) {
			for (const spelling of spellings) {
				if (spelling === server || kept?.[spelling] !== undefined) {
					await helperErase(helper, spelling, options);
				}
			}
		}
		const wasKept = spellings.some(spelling => kept?.[spelling] !== undefined);
		const wasInFile = await eraseEntries(path, spellings).catch((error: Error) => {
			const done = wasKept ? `docker-credential-${helper} has forgotten the credentials, but they` : 'the credentials';
			throw new Error(`${done} could not be taken out of ${error.message}`, { cause: error });
		});
		return wasInFile || wasKept;
	}

	return {
		get,
		store,
		erase,
		async list(call: Partial<Call> = {}) {
			const { config } = await read();
			return listedIn(config, { ...optionsOf(call), timeout: Math.min(timeout, listTimeout) });
		},
		/** Of every registry that has some; one that cannot be read is left out, as the docker CLI does for builds. */
		async all(call: Partial<Call> = {}): Promise<readonly Credentials[]> {
			const { config } = await read();
			const servers = new Set([
				...(await listedIn(config, optionsOf(call))).map(({ server }) => server),
				...Object.keys(config.credHelpers ?? {}),
				...given.keys(),
			]);
			const found = await Promise.all([...servers].map(server => get(server, call).catch(() => undefined)));
			call.signal?.throwIfAborted();
			return found.filter(credentials => credentials !== undefined);
		},
	};
}

/** Servers and user names of all credentials in a config file and its helpers. */
async function listedIn(
	config: ConfigJson,
	asking: HelperOptions,
): Promise<readonly { server: string; username: string }[]> {
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
		// A helper that does not work is told when its credentials are asked for.
		const kept = await helperList(helper, asking).catch(() => ({}));
		// Half a list must not pass for all there is.
		asking.signal?.throwIfAborted();
		for (const [server, username] of Object.entries(kept)) {
			if (helperFor(config, server) === helper) {
				found.set(server, username);
			}
		}
	}
	return (
		[...found]
			.filter(([server]) => !hubTokens.includes(server))
			// A key that a terminal would obey names no registry.
			.filter(([server]) => sanitize(server) === server)
			.map(([server, username]) => ({ server, username: sanitize(username) }))
	);
}

const size = (record: object | null | undefined): number => Object.keys(record ?? {}).length;

/** The helper of a registry; undefined for the file. Source: configfile.go, getConfiguredCredentialStore. */
function helperFor(config: ConfigJson, server: string): string | undefined {
	const helpers = config.credHelpers ?? {};
	return (Object.hasOwn(helpers, server) ? helpers[server] : config.credsStore) || undefined;
}

/** The entry of just this key, else of the same host with scheme or path. Source: credentials/file_store.go, Get. */
function fromFile({ auths }: ConfigJson, server: string): Credentials | undefined {
	const entries = Object.entries(auths ?? {});
	const entry = entries.find(([key]) => key === server) ?? entries.find(([key]) => hostOfRegistry(key) === server);
	return entry && fromEntry(server, entry[1]);
}

/** All keys under which older clients kept a registry. Source: docker/cli cli/command/registry/logout.go. */
function spellingsOf(server: string): readonly string[] {
	const host = hostOfRegistry(server);
	return [...new Set([server, host, `http://${host}`, `https://${host}`])];
}
