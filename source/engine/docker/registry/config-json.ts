import { mkdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LockLost, withLock } from '../../../disk/lock.js';
import { codeOf, systemWords } from '../../../disk/words.js';
import { PlaceTaken, writeFileWhole } from '../../../disk/write-file.js';
import { configProblem, credentialKeys } from '../connect/settings/config-types.js';
import type { AuthEntry } from './auth-entry.js';
import { objectAt, withMember, withoutMember } from './json-edit.js';
import { readJson, withoutMark } from './json-text.js';

/** The fields of `config.json` about credentials; all others stay as they are. */
export type ConfigJson = Readonly<Record<string, unknown>> & {
	readonly auths?: Readonly<Record<string, AuthEntry>> | null;
	readonly credsStore?: string;
	readonly credHelpers?: Readonly<Record<string, string>>;
};

/** For writers that change the file at the same moment. */
const maxAttempts = 50;

/** Reads config.json; a missing file counts as empty. Rejects with a sentence that names the file, never its content. */
export async function readConfigJson(path: string): Promise<ConfigJson> {
	return parse(path, (await readText(path)) ?? '');
}

/** The file's bytes as `latin1`; undefined when there is no file. */
async function readText(path: string): Promise<string | undefined> {
	return readFile(path, 'latin1').catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') {
			return undefined;
		}
		throw new Error(`${path}: ${systemWords(error)}`, { cause: error });
	});
}

function parse(path: string, text: string): ConfigJson {
	if (withoutMark(text).trim() === '') {
		return {};
	}
	try {
		readJson(text);
	} catch (error) {
		throw new Error(`${path}: ${(error as Error).message}`);
	}
	const value: unknown = JSON.parse(withoutMark(text));
	const problem = configProblem(value, credentialKeys);
	if (problem !== undefined) {
		throw new Error(`${path}: ${problem}`);
	}
	return value as ConfigJson;
}

/** Sets a registry's entry of `auths`, and `credsStore` if given. All other bytes of the file stay as they are. */
export function storeEntry(path: string, server: string, entry: AuthEntry, credsStore?: string): Promise<void> {
	return change(path, text => {
		const withStore = credsStore === undefined ? text : withRoot(text, 'credsStore', credsStore);
		const auths = objectAt(withStore, ['auths']);
		if (!auths) {
			return withRoot(withStore, 'auths', { [server]: entry });
		}
		const present = parse(path, withStore).auths ?? {};
		const isSame = Object.hasOwn(present, server) && JSON.stringify(present[server]) === JSON.stringify(entry);
		return isSame ? withStore : withMember(withStore, auths, server, entry);
	});
}

const withRoot = (text: string, key: string, value: unknown): string => {
	const root = objectAt(text, []);
	return root ? withMember(text, root, key, value) : text;
};

/** Removes entries from `auths`, duplicates included. Resolves to true if there were any. */
export async function eraseEntries(path: string, servers: readonly string[]): Promise<boolean> {
	let found = false;
	const present = (await readText(path)) ?? '';
	parse(path, present);
	// A file without such entries needs no lock and no folder.
	if (withoutMark(present).trim() === '' || withoutEntries(present, servers) === present) {
		return false;
	}
	await change(path, text => {
		const without = withoutEntries(text, servers);
		found = without !== text;
		return without;
	});
	return found;
}

function withoutEntries(text: string, servers: readonly string[]): string {
	for (const { key, value } of readJson(text).members ?? []) {
		if (key !== 'auths' || !value.members) {
			continue;
		}
		const auths = { ...value, members: value.members };
		const member = auths.members.find(each => servers.includes(each.key));
		// A removal moves all later members: read the text again.
		if (member) {
			return withoutEntries(withoutMember(text, auths, member), servers);
		}
	}
	return text;
}

/**
 * Changes the file's text under a lock that other plimsolls respect. Right before it replaces the file, it checks that the
 * file has not changed since the read. The docker CLI takes no lock and writes back the state that it read at its start: it
 * drops entries that were written in between. Only the owner can read the file; a symbolic link stays one.
 */
async function change(path: string, edit: (text: string) => string): Promise<void> {
	const target = await followLinks(path);
	const folder = dirname(target);
	await namingFile(path, () => mkdir(folder, { recursive: true, mode: 0o700 }));
	const lock = join(folder, `.${basename(target)}.plimsoll.lock`);
	for (let attempt = 1; ; attempt++) {
		try {
			return await namingFile(path, () => withLock(lock, checkHeld => changeOnce(path, target, edit, checkHeld)));
		} catch (error) {
			const isRace = error instanceof Changed || error instanceof PlaceTaken || error instanceof LockLost;
			if (!isRace) {
				throw error;
			}
			if (attempt === maxAttempts) {
				throw new Error(`${path}: other programs keep writing to it`);
			}
		}
	}
}

/** Another program wrote to the file after the read. */
class Changed extends Error {}

async function changeOnce(
	path: string,
	target: string,
	edit: (text: string) => string,
	checkHeld: () => Promise<void>,
): Promise<void> {
	const before = await readText(target);
	parse(path, before ?? '');
	const isEmpty = withoutMark(before ?? '').trim() === '';
	const text = edit(isEmpty ? '{}' : (before ?? ''));
	if (text === before || (isEmpty && text === '{}')) {
		return;
	}
	await writeFileWhole(target, Buffer.from(text, 'latin1'), {
		mode: 0o600,
		async beforeReplace() {
			await checkHeld();
			if ((await readText(target)) !== before) {
				throw new Changed();
			}
		},
	});
}

/** Adds the file's path to an error of the system. */
async function namingFile<T>(path: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).syscall === undefined) {
			throw error;
		}
		throw new Error(`${path}: ${systemWords(error)}`, { cause: error });
	}
}

/** The path behind all links, even if no file exists there yet. */
async function followLinks(path: string): Promise<string> {
	let place = path;
	// Linux follows 40 links, too.
	for (let links = 0; links < 40; links++) {
		const real = await realpath(place).catch(() => undefined);
		if (real !== undefined) {
			return real;
		}
		const to = await readlink(place).catch(() => undefined);
		if (to === undefined) {
			return place;
		}
		place = resolve(dirname(place), to);
	}
	throw new Error(`${path}: too many levels of symbolic links`);
}
