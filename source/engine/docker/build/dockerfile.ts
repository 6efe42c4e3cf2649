import { randomBytes } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { sanitize } from '../../../domain/sanitize.js';
import { EngineError } from '../../errors.js';

/** Where the Dockerfile is, and what it is called in the context that is sent. */
export type Dockerfile = {
	readonly file: string;
	/** Path in the context, with slashes. */
	readonly name: string;
	readonly outside: boolean;
};

/** Finds the Dockerfile as docker does; one outside of the context gets a name of its own in there. */
export async function findDockerfile(context: string, given: string | undefined): Promise<Dockerfile> {
	const file = given === undefined ? await defaultFile(context) : path.resolve(context, given);
	await lstat(file).catch(error => {
		throw unusable('unable to evaluate symlinks in Dockerfile path', error);
	});
	const relative = path.relative(context, file);
	if (relative.startsWith('..') || path.isAbsolute(relative)) {
		return { file, name: `.dockerfile.${randomBytes(10).toString('hex')}`, outside: true };
	}
	return { file, name: relative.split(path.sep).join('/'), outside: false };
}

async function defaultFile(context: string): Promise<string> {
	const usual = path.join(context, 'Dockerfile');
	const lower = path.join(context, 'dockerfile');
	const missing = await lstat(usual).then(
		() => false,
		() => true,
	);
	if (!missing) return usual;
	return lstat(lower).then(
		() => lower,
		() => usual,
	);
}

/** An error about the context, in docker's manner; the system's words name the file. */
export function unusable(what: string, error: unknown): EngineError {
	if (error instanceof EngineError) return error;
	const words = error instanceof Error ? error.message : String(error);
	return new EngineError('bad-request', sanitize(`${what}: ${words}`), { cause: error });
}
