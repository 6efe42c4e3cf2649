import { lstat, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { clean, PatternMatcher } from '../pattern.js';

/**
 * The paths that the engine needs to read the given ones: each path, and each symbolic link on the way to it with its target,
 * which never leaves the root. Undefined means all files. Parts of a path may have wildcards. Rejects with the system's error.
 * Source: tonistiigi/fsutil followlinks.go.
 */
export async function followLinks(root: string, paths: readonly string[]): Promise<readonly string[] | undefined> {
	const found = new Set<string>();
	for (const one of paths) {
		await follow(root, one, found);
	}
	return withoutNested([...found].sort());
}

async function follow(root: string, given: string, found: Set<string>): Promise<void> {
	const parts = given.split('/');
	let current = '.';
	for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
		current = path.posix.join('/', current, part).slice(1) || '.';
		const rest = parts.join('/');
		const targets = await targetsOf(root, current);
		if (!targets && rest !== '') {
			continue;
		}
		// A loop of links ends here.
		if (found.has(current)) {
			return;
		}
		found.add(current);
		for (const target of targets ?? []) {
			await follow(root, path.posix.join(target, rest), found);
		}
		return;
	}
}

/** The targets of a link, or of all links that a wildcard matches, relative to the root; undefined if there is no link. */
async function targetsOf(root: string, name: string): Promise<readonly string[] | undefined> {
	const base = path.posix.basename(name);
	if (!/(^|[^\\])(\\\\)*[*?[]/.test(base)) {
		return targetOf(root, name);
	}
	const folder = path.posix.dirname(name);
	const matcher = new PatternMatcher([base]);
	const names = await readdir(path.join(root, folder)).catch(unlessGone);
	const targets: string[] = [];
	for (const one of names ?? []) {
		if (matcher.match(one, undefined).matched) {
			targets.push(...((await targetOf(root, path.posix.join(folder, one))) ?? []));
		}
	}
	return names && targets.length > 0 ? targets : undefined;
}

async function targetOf(root: string, name: string): Promise<readonly string[] | undefined> {
	const file = path.join(root, name);
	const stat = await lstat(file).catch(unlessGone);
	if (!stat?.isSymbolicLink()) {
		return undefined;
	}
	const target = clean(await readlink(file));
	// An absolute link and a link with too many `..` lead to the root.
	return [path.posix.isAbsolute(target) ? target : path.posix.join('/', path.posix.dirname(name), target)];
}

/** Sorted paths without those below another one; undefined (no filter) when the root is among them. */
export function withoutNested(sorted: readonly string[]): readonly string[] | undefined {
	if (sorted.includes('.')) {
		return undefined;
	}
	return sorted.filter((one, index) => !sorted.slice(0, index).some(other => one.startsWith(`${other}/`)));
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') {
		throw error;
	}
}
