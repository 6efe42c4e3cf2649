import { mkdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LockLost, withLock } from '../../../disk/lock.js';
import { codeOf, systemWords } from '../../../disk/words.js';
import { PlaceTaken, writeFileWhole } from '../../../disk/write-file.js';
import { configProblem, credentialKeys } from '../connect/settings/config-types.js';
import type { AuthEntry } from './auth-entry.js';
import { objectAt, withMember, withoutMember } from './json-edit.js';
import { readJson, withoutMark } from './json-text.js';

/** `config.json` as far as credentials go; everything else in it is kept as it is. */
export type ConfigJson = Readonly<Record<string, unknown>> & {
	readonly auths?: Readonly<Record<string, AuthEntry>> | null;
	readonly credsStore?: string;
	readonly credHelpers?: Readonly<Record<string, string>>;
};

/** A change is tried again this often when others write to the file at the same moment. */
const tries = 50;

/** Reads config.json; a missing or empty one is empty. Rejects with a sentence that names the file, never its content. */
export async function readConfigJson(path: string): Promise<ConfigJson> {
	return parse(path, (await textOf(path)) ?? '');
}

/** The file's bytes as `latin1`; undefined when there is none. */
async function textOf(path: string): Promise<string | undefined> {
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

/** Sets a registry's entry of `auths`, and `credsStore` when one is given. All other bytes of the file stay as they are. */
export function storeEntry(path: string, server: string, entry: AuthEntry, credsStore?: string): Promise<void> {
	return change(path, text => {
		const named = credsStore === undefined ? text : withRoot(text, 'credsStore', credsStore);
		const auths = objectAt(named, ['auths']);
		if (!auths) {
			return withRoot(named, 'auths', { [server]: entry });
		}
		const present = parse(path, named).auths ?? {};
		const isSame = Object.hasOwn(present, server) && JSON.stringify(present[server]) === JSON.stringify(entry);
		return isSame ? named : withMember(named, auths, server, entry);
	});
}

const withRoot = (text: string, key: string, value: unknown): string => {
	const root = objectAt(text, []);
	return root ? withMember(text, root, key, value) : text;
};

/** Takes entries out of `auths`, wherever they stand; resolves to whether there were any. */
export async function eraseEntries(path: string, servers: readonly string[]): Promise<boolean> {
	let found = false;
	const present = (await textOf(path)) ?? '';
	parse(path, present);
	// No lock, and no folder, for a file that there is nothing to do with.
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
		// The places of all others have moved then.
		if (member) {
			return withoutEntries(withoutMember(text, auths, member), servers);
		}
	}
	return text;
}

/**
 * Changes the file's text: read, edited and replaced under a lock among plimsolls, and only when it is still what was read
 * right before it is replaced. The docker CLI knows no lock and writes what it read when it began: an entry that it did not
 * know then is lost, whoever wrote it. For the owner's eyes only; a symbolic link stays one.
 */
async function change(path: string, edit: (text: string) => string): Promise<void> {
	const target = await followLinks(path);
	const folder = dirname(target);
	await saying(path, () => mkdir(folder, { recursive: true, mode: 0o700 }));
	const lock = join(folder, `.${basename(target)}.plimsoll.lock`);
	for (let attempt = 1; ; attempt++) {
		try {
			return await saying(path, () => withLock(lock, held => changeOnce(path, target, edit, held)));
		} catch (error) {
			const isRace = error instanceof Changed || error instanceof PlaceTaken || error instanceof LockLost;
			if (!isRace) {
				throw error;
			}
			if (attempt === tries) {
				throw new Error(`${path}: other programs write to it all the time`);
			}
		}
	}
}

/** Somebody else wrote to the file after it was read. */
class Changed extends Error {}

async function changeOnce(
	path: string,
	target: string,
	edit: (text: string) => string,
	held: () => Promise<void>,
): Promise<void> {
	const before = await textOf(target);
	parse(path, before ?? '');
	const isEmpty = withoutMark(before ?? '').trim() === '';
	const text = edit(isEmpty ? '{}' : (before ?? ''));
	if (text === before || (isEmpty && text === '{}')) {
		return;
	}
	await writeFileWhole(target, Buffer.from(text, 'latin1'), {
		mode: 0o600,
		async beforeReplace() {
			await held();
			if ((await textOf(target)) !== before) {
				throw new Changed();
			}
		},
	});
}

/** A system's error told with the file it is about. */
async function saying<T>(path: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).syscall === undefined) {
			throw error;
		}
		throw new Error(`${path}: ${systemWords(error)}`, { cause: error });
	}
}

/** Where links lead, even when nothing is there yet. */
async function followLinks(path: string): Promise<string> {
	let place = path;
	// As many as Linux follows.
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
