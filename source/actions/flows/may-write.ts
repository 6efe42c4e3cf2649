import type { Sentences } from '../../state/modals/modal.js';
import type { ActionContext } from '../action.js';
import { createLookup } from './lookup.js';

/** The reason why files may not be written; undefined when they may. Asks the user before it replaces existing files. */
export async function whyNotWrite({ files, ask }: ActionContext, ...paths: string[]): Promise<string | undefined> {
	const existing: string[] = [];
	for (const path of paths) {
		const problem = await files.whyNotWritable(path);
		if (problem !== undefined) {
			return `${path}: ${problem}`;
		}
		if ((await files.stat(path)) === 'file') {
			existing.push(path);
		}
	}
	if (existing.length === 0) {
		return undefined;
	}
	const [first] = existing;
	const replaces = await ask.confirm({
		title: existing.length === 1 ? `Replace ${first}?` : `Replace ${existing.length} files?`,
		body:
			existing.length === 1
				? ['The present content of this file is lost.']
				: [`The present content of these files is lost: ${existing.join(', ')}`],
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
