import type { ActionContext } from '../action.js';

/** Whether a file may be written: asks before what is in one that exists would be lost. */
export async function mayWrite(context: ActionContext, file: string): Promise<boolean> {
	if ((await context.files.stat(file)) !== 'file') return true;
	return context.ask.confirm({
		title: `Replace ${file}?`,
		body: ['What is in this file now is lost.'],
		action: 'Replace',
		severity: 'destroys',
	});
}
