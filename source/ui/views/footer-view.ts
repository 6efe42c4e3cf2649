import { withShortIds } from '../../domain/nouns/short-id.js';
import { cellWidth } from '../../domain/text/cell-width.js';
import { cutMiddle } from '../../domain/text/cut-middle.js';
import type { Line, Role } from '../../domain/text/line.js';
import { plural } from '../../domain/text/plural.js';
import type { CaseMode } from '../../domain/text/search.js';
import { isMessageCut, type LastMessage, lastMessage, messageWidth } from '../../state/last-message.js';
import { inputProblem, isLogInput } from '../../state/modals/inline-input.js';
import { filterFields } from '../../state/selectors.js';
import type { CommandEntry, State, Toast } from '../../state/state.js';
import { runningTasks } from '../../state/tasks/tasks.js';
import type { Glyphs } from '../glyphs.js';
import { commandWords } from './text/command-words.js';
import { fitParts, type Part } from './text/fit-parts.js';
import { lineWidth, span } from './text/lines.js';

/** A key that applies now, and its label. In a narrow window pinned hints stay, then the first ones. */
export type KeyHint = { readonly key: string; readonly label: string; readonly pinned?: boolean };

/** The keys while a filter or a search is typed: all others are text. */
const typingKeys: readonly KeyHint[] = [
	{ key: 'Enter', label: 'accept' },
	{ key: 'Esc', label: 'restore' },
];

/** Shows the last command and its result at the left, and the keys that apply now at the right. */
export function footerView(
	state: State,
	width: number,
	height: number,
	glyphs: Glyphs,
	keys: readonly KeyHint[],
): readonly Line[] {
	if (height < 1) {
		return [];
	}
	const shown = lastMessage(state);
	const left = messageLine(state, shown, width, glyphs);
	const ownWidth = Math.min(lineWidth(left), state.input === undefined ? messageWidth(shown, width) : width);
	// The key that shows a cut message in full stays beside it.
	const pinnedWidth = isMessageCut(state, width) ? hintsWidth(keys.filter(hint => hint.pinned)) : 0;
	const right = fitKeys(state.input === undefined ? keys : typingKeys, Math.max(0, pinnedWidth, width - ownWidth - 2));
	const usedWidth = right.reduce((sum, { line }) => sum + lineWidth(line) + 2, 0);
	const cut = messageLine(state, shown, Math.max(0, width - usedWidth - 2), glyphs);
	return [fitParts([{ line: [span(' '), ...cut] }, ...right], width, glyphs.ellipsis, 2)];
}

const hintLine = ({ key, label }: KeyHint): Line => [span(key, 'key'), span(` ${label}`, 'dim')];
const hintsWidth = (hints: readonly KeyHint[]): number =>
	hints.reduce((sum, hint) => sum + lineWidth(hintLine(hint)) + 2, 0);

/** Chooses the keys that fit with two cells between them, pinned ones first, and returns them in their order. */
function fitKeys(keys: readonly KeyHint[], width: number): Part[] {
	const lines = new Map(keys.map(hint => [hint, hintLine(hint)]));
	const fitting = new Set<KeyHint>();
	let usedWidth = 0;
	for (const pinned of [true, false]) {
		for (const hint of keys) {
			if ((hint.pinned ?? false) !== pinned) {
				continue;
			}
			usedWidth += lineWidth(lines.get(hint) ?? []) + 2;
			if (usedWidth > width) {
				break;
			}
			fitting.add(hint);
		}
	}
	return keys.filter(hint => fitting.has(hint)).map(hint => ({ line: lines.get(hint) ?? [], side: 'right' }));
}

/** The fields that a typed filter can ask for, and the sign that leaves rows out. */
function filterHelp(state: State): Line {
	const fields = filterFields(state, state.pane).map(field => `${field}=`);
	return [span(fields.join(' '), 'key'), span(fields.length > 0 ? '  !word leaves out' : '', 'dim')];
}

const caseWords: Readonly<Record<CaseMode, string>> = { smart: 'smart', exact: 'exact', ignore: 'any' };

/** Why the typed text cannot be searched for, or the case mode and the notations of a search in a log. */
function logInputHelp(state: State, glyphs: Glyphs): Line {
	const problem = inputProblem(state);
	if (problem !== undefined) {
		return [span(`${glyphs.failed} ${problem}`, 'bad')];
	}
	const { filters, searchMode } = state.logs;
	const removes = state.input?.purpose === 'log-filter' && state.input.edit.text === '' && filters.length > 0;
	return [
		span('Ctrl-t', 'key'),
		span(` case: ${caseWords[searchMode]}  `, 'dim'),
		...(removes ? [span('Backspace', 'key'), span(' removes the last filter  ', 'dim')] : []),
		span('/regex/ !not field=x status>=500 level>=warn msg~text', 'key'),
	];
}

/** The message in at most `width` cells: of a long one the start and the end stay, where the cause is. */
function messageLine(state: State, shown: LastMessage | undefined, width: number, glyphs: Glyphs): Line {
	if (state.input?.purpose === 'filter') {
		return filterHelp(state);
	}
	if (isLogInput(state)) {
		return logInputHelp(state, glyphs);
	}
	if (shown?.kind === 'toast') {
		return toastLine(shown.toast, width, glyphs);
	}
	const tasks = runningTasks(state).length;
	const count = tasks === 0 ? [] : [span(`${plural(tasks, 'task')} running  `, 'accent')];
	const entry = shown?.entry;
	return [...count, ...(entry === undefined ? [] : commandLine(entry, width - lineWidth(count), glyphs))];
}

const toastRoles: Readonly<Record<Toast['level'], Role>> = { info: 'text', good: 'good', warn: 'warn', bad: 'bad' };

function toastLine({ level, text }: Toast, width: number, glyphs: Glyphs): Line {
	const sign = { info: glyphs.separator, good: glyphs.done, warn: '!', bad: glyphs.failed }[level];
	const words = cutMiddle(withShortIds(text), Math.max(0, width - cellWidth(sign) - 1), glyphs.ellipsis);
	return [span(`${sign} ${words}`, toastRoles[level])];
}

function commandLine(entry: CommandEntry, width: number, glyphs: Glyphs): Line {
	const { status } = entry;
	const sign = { running: glyphs.ellipsis, done: glyphs.done, failed: glyphs.failed, cancelled: glyphs.separator }[
		status
	];
	const role = { running: 'accent', done: 'good', failed: 'bad', cancelled: 'dim' } as const;
	return [span(`${sign} `, role[status]), ...commandWords(entry, width - cellWidth(sign) - 1, glyphs.ellipsis)];
}
