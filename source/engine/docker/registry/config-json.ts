import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { configProblem, credentialKeys } from '../connect/config-types.js';
import type { AuthEntry } from './auth-entry.js';

/** `config.json` as far as credentials go; everything else in it is kept as it is. */
export type ConfigJson = Readonly<Record<string, unknown>> & {
	readonly auths?: Readonly<Record<string, AuthEntry>>;
	readonly credsStore?: string;
	readonly credHelpers?: Readonly<Record<string, string>>;
};

/** The file's content and how it was written, so that it can be written the same way again. */
export type ConfigText = { readonly config: ConfigJson; readonly indent: string; readonly end: string };

/** Reads config.json; a missing or empty one is empty. Rejects with a sentence that names the file, never its content. */
export async function readConfigJson(path: string): Promise<ConfigText> {
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	// The docker CLI writes tabs and no line end; a file that somebody laid out otherwise stays so.
	const indent = /^\{\s*?\n([ \t]+)"/.exec(text)?.[1] ?? (/^\{[^\n]*\}\s*$/.test(text) && text.length > 4 ? '' : '\t');
	const end = text.endsWith('\n') ? '\n' : '';
	if (text.trim() === '') return { config: {}, indent: '\t', end: '' };
	return { config: parse(path, text), indent, end };
}

function parse(path: string, text: string): ConfigJson {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		// The parser's own message would quote the text, which may be a secret.
		throw new Error(`${path}: not JSON`);
	}
	const problem = configProblem(value, credentialKeys);
	if (problem !== undefined) throw new Error(`${path}: ${problem}`);
	return value as ConfigJson;
}

/** Writes beside and renames, for the owner's eyes only; a symbolic link stays one, and the owner stays the owner. */
export async function writeConfigJson(path: string, { config, indent, end }: ConfigText): Promise<void> {
	const target = await followLink(path);
	await mkdir(dirname(target), { recursive: true, mode: 0o700 });
	const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`);
	const before = await stat(target).catch(() => undefined);
	const file = await open(beside, 'wx', 0o600);
	try {
		await file.writeFile(`${JSON.stringify(config, null, indent)}${end}`);
		await file.sync();
		await file.close();
		await chmod(beside, 0o600);
		// Only root can, and for root it matters: the file may be another user's.
		if (before) await chown(beside, before.uid, before.gid).catch(() => {});
		await rename(beside, target);
	} catch (error) {
		await file.close().catch(() => {}); // Closed already when only the rename failed.
		await rm(beside, { force: true });
		throw error;
	}
}

/** Where a link leads, even when nothing is there yet. */
async function followLink(path: string): Promise<string> {
	try {
		return await realpath(path);
	} catch {
		return readlink(path).then(
			to => resolve(dirname(path), to),
			() => path,
		);
	}
}
