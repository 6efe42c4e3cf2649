import { readFound } from '../../domain/compose/found.js';
import type { Engine } from '../../engine/engine.js';
import { putFound } from '../../state/lists/start-project.js';
import type { Store } from '../store.js';

/**
 * Looks for a compose file in the start folder, or asks compose for the services of the project that was found. Without compose,
 * or with a mistake in the files, the services stay unknown: the plan shows the reason.
 */
export async function findProject(
	{ engine, store }: { readonly engine: Engine; readonly store: Store },
	of: 'files' | 'services',
	signal: AbortSignal,
): Promise<void> {
	const { startFolder = '', found } = store.getState();
	if (of === 'files') {
		const files = await engine.compose.find(startFolder, { signal });
		if (!signal.aborted) {
			store.update(state => putFound(state, files === undefined ? 'none' : { files, services: undefined }));
		}
	} else if (typeof found === 'object') {
		const files = { ...found.files, name: '' };
		const { model } = await engine.compose.read(files, { profiles: [], first: new Map() }, { signal });
		if (!signal.aborted) {
			store.update(state => putFound(state, readFound(found, model)));
		}
	}
}
