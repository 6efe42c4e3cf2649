import { stat } from 'node:fs/promises';
import type { BuildOptions } from '../../engine.js';
import { type Dockerfile, findDockerfile, unusable } from './dockerfile.js';

/** The folder of a build and its Dockerfile. */
export type Context = { readonly folder: string; readonly dockerfile: Dockerfile };

/** Rejects with an EngineError (`bad-request`) when the folder or the Dockerfile does not exist. */
export async function findContext({ context, dockerfile }: BuildOptions): Promise<Context> {
	const folder = await stat(context).catch(error => {
		throw unusable('unable to prepare context', error);
	});
	if (!folder.isDirectory()) {
		throw unusable('unable to prepare context', new Error(`${context} is not a directory`));
	}
	return { folder: context, dockerfile: await findDockerfile(context, dockerfile) };
}
