import type { ActionContext } from '../action.js';

/** Copies a text and says so: what was copied, or that it is too long for a terminal's clipboard. */
export function copyText(context: ActionContext, text: string, what: string): void {
	if (context.terminal.copy(text)) {
		context.toast('good', `Copied ${what}`);
	} else {
		context.toast('warn', `Not copied, too long for the terminal: ${what}`);
	}
}
