import type { ActionContext } from '../../action.js';
import { wordsOf } from '../../failure.js';
import type { ReservedFile } from '../../files.js';
import { expandPath } from './run-values.js';

/**
 * The file of `--cidfile`, for the tries of one form. Errors have docker's words.
 * Source: docker/cli cli/command/container/create.go, `newCIDFile`.
 */
export function createIdFile({ files, surroundings }: ActionContext) {
	let own: ReservedFile | undefined;
	const discard = async () => {
		await own?.discard();
		own = undefined;
	};
	return {
		/** Creates the empty file before the container; removes the file of an earlier try. Without a path, creates no file. */
		async reserve(path: string): Promise<void> {
			await discard();
			if (path === '') {
				return;
			}
			const real = expandPath(path, { cwd: files.cwd, home: surroundings.env.HOME });
			if ((await files.stat(real)) !== undefined) {
				const advice = `make sure the other container isn't running or delete ${path}`;
				throw new Error(`container ID file found, ${advice}`);
			}
			own = await files.reserve(real).catch(error => {
				throw new Error(`failed to create the container ID file: open ${path}: ${wordsOf(error)}`);
			});
		},
		async write(id: string): Promise<void> {
			await own?.write(id).catch(error => {
				throw new Error(`failed to write the container ID to the file: ${wordsOf(error)}`);
			});
		},
		/** Removes the file when its container does not exist. */
		discard,
	};
}
