import { cellWidth } from '../../domain/text/cell-width.js';
import { keyTitle } from '../../domain/text/key-title.js';
import type { Line } from '../../domain/text/line.js';
import { wrapText } from '../../domain/text/wrap-text.js';
import type { NounId } from '../../panes/noun.js';
import { panes, perNoun } from '../../panes/panes.js';
import { modalWidth } from '../../state/modals/modals.js';
import type { State } from '../../state/state.js';
import type { Action, ActionContext, Scope } from '../action.js';
import { labelOf, refusal, shownKeys } from '../keymap.js';
import { activeScopes } from '../scopes.js';

/** The headings of the scopes in lists of keys. */
export const scopeTitles: Readonly<Record<Scope, string>> = {
	global: 'Everywhere',
	browse: 'Panes',
	item: 'Item',
	list: 'Lists',
	detail: 'Detail',
	text: 'Text',
	logs: 'Log view',
	...perNoun<Readonly<Record<NounId, string>>>(noun => panes[noun].title),
	connect: 'No engine',
};

const keyColumn = 18;
/** Cells of a dialog beside its text. */
const borderWidth = 4;
const minReasonWidth = 16;

/** The keys of the active scopes, the nearest first, with the reason beside each disabled action, or below it. */
function helpLines(actions: readonly Action[], state: State): Line[] {
	const lines = activeScopes(state).flatMap((scope, index) => {
		const rows = actions.filter(action => action.scope === scope && isListed(action) && hasTarget(action, state));
		if (rows.length === 0) {
			return [];
		}
		const title: Line[] = [...(index > 0 ? [[]] : []), [{ text: scopeTitles[scope], role: 'title' }]];
		return [...title, ...rows.flatMap(action => helpRows(action, state))];
	});
	const isChanged = actions.some(({ usualKeys }) => usualKeys !== undefined);
	return isChanged ? [[{ text: presetNote, role: 'dim' }], [], ...lines] : lines;
}

/** Above the keys of a preset. */
const presetNote = 'Keys as the config file chooses them. Beside each changed one: plimsoll’s own.';

/** An action whose key a preset has taken away is listed as well. */
const isListed = (action: Action): boolean => shownKeys(action).length > 0 || (action.usualKeys?.length ?? 0) > 0;

/** Plimsoll's own keys of an action that a preset has changed. */
const usualOf = ({ usualKeys }: Action): string =>
	usualKeys === undefined ? '' : `  (${usualKeys.length > 0 ? usualKeys.map(keyTitle).join(' ') : 'no key'})`;

/** Returns false for a movement key without a target: the digit of a pane that is not shown. */
const hasTarget = (action: Action, state: State): boolean =>
	!action.plumbing || action.label === undefined || action.target(state) !== undefined;

function helpRows(action: Action, state: State): readonly Line[] {
	const keys = (shownKeys(action).map(keyTitle).join(' ') || '–').padEnd(keyColumn);
	const reason = action.plumbing ? undefined : refusal(action, state);
	const title = action.plumbing ? labelOf(action, state) : action.title;
	const usual = usualOf(action);
	const start = `  ${keys} `;
	const row: Line = [
		{ text: start, role: reason === undefined ? 'key' : 'dim' },
		{ text: title, role: reason === undefined ? 'text' : 'dim' },
		...(usual === '' ? [] : [{ text: usual, role: 'dim' as const }]),
	];
	if (reason === undefined) {
		return [row];
	}
	const width = modalWidth(state.size) - borderWidth;
	const beside = `  ${reason}`;
	if (cellWidth(start + title + usual + beside) <= width) {
		return [[...row, { text: beside, role: 'dim' }]];
	}
	const indent = ' '.repeat(cellWidth(start) + 2);
	const below = wrapText(reason, Math.max(minReasonWidth, width - indent.length));
	return [row, ...below.map((text): Line => [{ text: indent + text, role: 'dim' }])];
}

/** `?` */
export async function openHelp(context: ActionContext): Promise<void> {
	await context.ask.show('Help', helpLines(context.actions, context.getState()));
}
