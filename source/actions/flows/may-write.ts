import type { Sentences } from '../../state/modals/modal.js';
import type { ActionContext } from '../action.js';
import { createLook } from './look.js';

/** Why a file may not be written, asking before what is in one that exists would be lost; undefined when it may. */
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
		body: ['What is in this file now is lost.'],
		action: 'Replace',
		severity: 'destroys',
	});
	return replaces ? undefined : 'not replaced: choose another name';
}

/** What is said beside the field of a file to write while its name is typed. */
export function pathWarnings(context: ActionContext, name: string): (path: string) => Sentences {
	const look = createLook(context, async path => (await context.files.whyNotWritable(path)) ?? '');
	return path => {
		const problem = path === '' ? '' : look(path);
		return problem ? { [name]: problem } : {};
	};
}
