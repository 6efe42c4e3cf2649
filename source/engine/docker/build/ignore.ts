import { readFile } from 'node:fs/promises';
import path from 'node:path';
import dockerignore from '@balena/dockerignore';
import type { BuildOptions } from '../../engine.js';
import { type Dockerfile, unusable } from './dockerfile.js';

/** Which paths of a context stay at home. Paths are relative, with slashes. */
export type Ignore = {
	ignores(name: string): boolean;
	/** Whether nothing below an ignored folder can be wanted after all. */
	prunes(folder: string): boolean;
};

/**
 * Reads the context's `.dockerignore`; BuildKit prefers `<Dockerfile>.dockerignore`. The Dockerfile and the `.dockerignore`
 * are always sent: the builder needs them.
 */
export async function readIgnore(
	context: string,
	dockerfile: Dockerfile,
	builder: BuildOptions['builder'],
): Promise<Ignore> {
	const own = builder === 'buildkit' ? await readText(`${dockerfile.file}.dockerignore`) : undefined;
	const text = own ?? (await readText(path.join(context, '.dockerignore'))) ?? '';
	const matcher = dockerignore({ ignorecase: false }).add(text.replace(/^\ufeff/, ''));
	const always = new Set(['.dockerignore', dockerfile.name]);
	const wanted = text
		.split('\n')
		.map(line => line.trim())
		.filter(line => line.startsWith('!'))
		.map(line => path.posix.normalize(line.slice(1).trim()).replace(/^\//, ''));
	const below = [...wanted, ...always].map(name => `${name}/`);
	return {
		ignores: name => !always.has(name) && matcher.ignores(name),
		// The same test as docker's: a pattern that begins with the folder's own name.
		prunes: folder => !below.some(name => name.startsWith(`${folder}/`)),
	};
}

async function readText(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw unusable('failed to read .dockerignore', error);
	}
}
