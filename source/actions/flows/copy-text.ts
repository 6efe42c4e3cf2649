import type { ActionContext } from '../action.js';

/** Copies a text. A toast names the copy, or shows that the text is too long for the terminal's clipboard. */
export function copyText(context: ActionContext, text: string, what: string): void {
	if (context.terminal.copy(text)) {
		context.toast('good', `Copied ${what}`);
	} else {
		context.toast('warn', `Not copied, too long for the terminal: ${what}`);
	}
}
