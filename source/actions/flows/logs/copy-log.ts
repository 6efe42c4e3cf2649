import { plural } from '../../../domain/text/plural.js';
import type { LogView } from '../../../state/logs/log-view.js';
import type { ActionContext } from '../../action.js';
import { copyText } from '../copy-text.js';
import { cutWords, linesOf, textOf } from './shown-log.js';

/** `y` in the log: copies the shown lines as they were written. */
export function copyLog(context: ActionContext, log: LogView): void {
	const lines = linesOf(log);
	const cut = lines.filter(({ isCut }) => isCut).length;
	copyText(context, textOf(context.getState(), log, 'raw'), `${plural(lines.length, 'line')}${cutWords(cut)}`);
}
