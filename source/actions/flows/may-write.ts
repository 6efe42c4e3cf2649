import type { Sentences } from '../../state/modals/modal.js';
import type { ActionContext } from '../action.js';
import { createLookup } from './lookup.js';

/** The reason why a file may not be written; undefined when it may. Asks the user before it replaces an existing file. */
export async function whyNotWrite({ files, ask }: ActionContext, file: string): Promise<string | undefined> {
	const problem = await files.whyNotWritable(file);
	if (problem !== undefined) {
		return `${file}: ${problem}`;
	}
	if ((await files.stat(file)) !== 'file') {
		return undefined;
	}
	const replaces = await ask.confirm({
		title: `Replace ${file}?`,
		body: ['The present content of this file is lost.'],
		action: 'Replace',
		severity: 'destroys',
	});
	return replaces ? undefined : 'not replaced: choose another name';
}

/** Warnings beside the field of a path to write, while the user types it. */
export function pathWarnings(context: ActionContext, name: string): (path: string) => Sentences {
	const lookUp = createLookup(context, async path => (await context.files.whyNotWritable(path)) ?? '');
	return path => {
		const problem = path === '' ? '' : lookUp(path);
		return problem ? { [name]: problem } : {};
	};
}
