import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError } from '../../errors.js';

export type Dockerfile = {
	/** Absolute path. */
	readonly file: string;
	/** Path in the context, with slashes; undefined for a Dockerfile outside of it. */
	readonly name: string | undefined;
};

/** Finds the Dockerfile as docker does. Rejects with an EngineError (`bad-request`) when it does not exist. */
export async function findDockerfile(context: string, given: string | undefined): Promise<Dockerfile> {
	const file = given === undefined ? await defaultFile(context) : path.resolve(context, given);
	await lstat(file).catch(error => {
		throw unusable('unable to evaluate symlinks in Dockerfile path', error);
	});
	const relative = path.relative(context, file);
	const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
	return { file, name: isOutside ? undefined : relative.split(path.sep).join('/') };
}

async function defaultFile(context: string): Promise<string> {
	const usual = path.join(context, 'Dockerfile');
	const lower = path.join(context, 'dockerfile');
	const missing = await lstat(usual).then(
		() => false,
		() => true,
	);
	if (!missing) {
		return usual;
	}
	return lstat(lower).then(
		() => lower,
		() => usual,
	);
}

/** An error about the context, in docker's form: the failed step, then the system's words, which name the file. */
export function unusable(step: string, error: unknown): EngineError {
	if (error instanceof EngineError) {
		return error;
	}
	const words = error instanceof Error ? error.message : String(error);
	return new EngineError('bad-request', sanitize(`${step}: ${words}`), { cause: error });
}
