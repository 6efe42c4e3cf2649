import type { LogLine } from '../../../domain/logs/log-line.js';
import { shortNames } from '../../../domain/logs/source-names.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { cellWidth } from '../../../domain/text/cell-width.js';
import { withoutColours } from '../../../domain/text/lines.js';
import { plural } from '../../../domain/text/plural.js';
import { shownCount, shownLines } from '../../../state/logs/log-lines.js';
import { mergedLog } from '../../../state/logs/log-subject.js';
import type { LogView } from '../../../state/logs/log-view.js';
import { text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { ActionContext } from '../../action.js';
import { wordsOf } from '../../failure.js';
import { copyText } from '../copy-text.js';
import { pathWarnings, whyNotWrite } from '../may-write.js';

/** The shown lines as they were written, and those folded below them: with names in a merged log, with stamps when those are shown. */
function logText(log: LogView): { text: string; count: number; cut: number } {
	const open = { ...log, unfolded: true };
	const lines = shownLines(open, 0, shownCount(open));
	const names = shortNames(log.sources);
	const cells = Math.max(0, ...[...names.values()].map(cellWidth));
	const prefix = ({ source }: LogLine): string => {
		const name = source === undefined ? undefined : names.get(source);
		return name === undefined ? '' : `${name}${' '.repeat(cells - cellWidth(name))} | `;
	};
	const text = lines
		.map(({ line }) => `${prefix(line)}${log.timestamps ? `${line.time} ` : ''}${withoutColours(line.text)}\n`)
		.join('');
	return { text, count: lines.length, cut: lines.filter(({ line }) => line.isCut).length };
}

/** The words for lines of which plimsoll has only the first 64 KiB. */
const cutWords = (cut: number): string => (cut === 0 ? '' : `, ${cut} of them cut at 64 KiB`);

/** `y` in the log. */
export function copyLog(context: ActionContext, log: LogView): void {
	const { text, count, cut } = logText(log);
	copyText(context, text, `${plural(count, 'line')}${cutWords(cut)}`);
}

/** The name of a log, which its file has as well. */
function nameOf(state: State, { container: id = '' }: LogView): string {
	const merged = mergedLog(state);
	if (merged === undefined) {
		return state.lists.containers.byKey.get(id)?.name ?? shortId(id);
	}
	return merged.title === undefined ? (selectedItem(state, 'compose')?.name ?? 'merged') : 'merged';
}

/** `s` in the log. */
export async function saveLog(context: ActionContext, log: LogView): Promise<void> {
	const name = nameOf(context.getState(), log);
	const { text: lines, count, cut } = logText(log);
	const warn = pathWarnings(context, 'path');
	await context.ask.form(
		{
			title: `Save ${plural(count, 'line')} of ${name}${cutWords(cut)}`,
			fields: { path: text('File', { completes: 'paths' }) },
			initial: { path: `./${name}.log` },
			submit: 'Save',
			validate: ({ path }): Sentences => (path === '' ? { path: 'a file name is needed' } : {}),
			warnings: ({ path }) => warn(path),
		},
		async ({ path }) => {
			try {
				const problem = await whyNotWrite(context, path);
				if (problem !== undefined) {
					return problem;
				}
				const saved = await context.files.save(path, lines);
				const level = cut === 0 ? 'good' : 'warn';
				context.toast(level, `Saved ${plural(count, 'line')}${cutWords(cut)} to ${saved}`);
				return undefined;
			} catch (error) {
				return wordsOf(error);
			}
		},
	);
}
