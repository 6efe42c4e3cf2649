import type { Action } from '../actions/action.js';
import { applicable, labelOf, refusal } from '../actions/keymap.js';
import { keyTitle } from '../domain/text/key-title.js';
import type { Line, Rect } from '../domain/text/line.js';
import { tracked } from '../platform/tracked.js';
import { memo } from '../state/memo.js';
import { currentLayout, isConnectScreen } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { asciiLines } from './ascii.js';
import { asciiGlyphs, type Glyphs } from './glyphs.js';
import { connectView } from './views/connect-view.js';
import { detailView } from './views/detail/detail-view.js';
import { footerView, type KeyHint } from './views/footer-view.js';
import { headerView } from './views/header/header-view.js';
import { listView } from './views/list/list-view.js';
import { modalView } from './views/modals/modal-view.js';
import { openingView } from './views/opening-view.js';
import { smallView } from './views/small-view.js';

export type ScreenPart = {
	readonly id: string;
	readonly z: number;
	readonly rect: Rect;
	readonly lines: readonly Line[];
};

const offered = memo((actions: readonly Action[]) =>
	actions.filter(action => action.footer !== undefined && action.keys.length > 0),
);

/** The keys that the footer offers: what applies here and can be done now, in the table's order of importance. */
export function keyHints(actions: readonly Action[], state: State): readonly KeyHint[] {
	return applicable(offered(actions), state)
		.filter(action => refusal(action, state) === undefined)
		.sort((a, b) => a.footer! - b.footer!)
		.map(action => ({
			key: keyTitle(action.keys[0]!),
			label: (action.short ?? labelOf(action, state)).replace('…', '').toLowerCase(),
			// Help leads to all the others.
			pinned: action.id === 'help',
		}));
}

/**
 * All of the screen as lines in their places: a pure function of the state, so that the first rows are painted before Ink
 * is loaded. Only the text field that is being typed into is drawn by Ink (modals/active-field).
 */
export function screenParts(state: State, drawing: Drawing): readonly ScreenPart[] {
	// A window that is too small says only that: no modal has room there.
	const open = currentLayout(state).tooSmall ? [] : state.modals;
	const modals = open.map((modal, index): ScreenPart => {
		const { rect, lines } = modalView(modal, state, drawing.glyphs);
		return { id: `modal-${modal.id}`, z: 10 + index, rect, lines };
	});
	const parts = [...mainParts(state, drawing), ...modals, ...openingParts(state, drawing)];
	return drawing.glyphs === asciiGlyphs ? parts.map(part => ({ ...part, lines: asciiLines(part.lines) })) : parts;
}

// What a change of the state does not touch is not made again: a sample leaves the log alone, a log line the list.
const headerLines = tracked(headerView);
const detailLines = tracked(detailView);
const footerLines = tracked(footerView);
const footerHints = tracked((state: State, actions: readonly Action[]) => sameHints(keyHints(actions, state)));

/** The hints of last time when these are no others: much decides about them that seldom makes a difference. */
const sameHints = (() => {
	let known: readonly KeyHint[] = [];
	return (hints: readonly KeyHint[]): readonly KeyHint[] => {
		const isSame = hints.length === known.length && hints.every((hint, at) => isSameHint(hint, known[at]!));
		if (!isSame) {
			known = hints;
		}
		return known;
	};
})();
const isSameHint = (a: KeyHint, b: KeyHint) => a.key === b.key && a.label === b.label && a.pinned === b.pinned;

/** In the place of the footer, over all that is open and in a window of any size. */
function openingParts(state: State, { glyphs }: Drawing): readonly ScreenPart[] {
	const { columns, rows } = state.size;
	const lines = openingView(state, columns, glyphs);
	const rect = { x: 0, y: Math.max(0, rows - 1), width: columns, height: 1 };
	return lines.length === 0 ? [] : [{ id: 'opening', z: 900, rect, lines }];
}

type Drawing = { readonly glyphs: Glyphs; readonly actions: readonly Action[] };

function mainParts(state: State, { glyphs, actions }: Drawing): readonly ScreenPart[] {
	const layout = currentLayout(state);
	const part = (
		id: string,
		rect: Rect,
		view: (width: number, height: number) => readonly Line[],
		z = 0,
	): ScreenPart => ({
		id,
		z,
		rect,
		lines: view(rect.width, rect.height),
	});
	if (layout.tooSmall) {
		return [part('small', layout.screen, (width, height) => smallView(state, width, height, glyphs))];
	}
	const header = part('header', layout.header, (width, height) => headerLines(state, width, height, glyphs));
	const footer = part('footer', layout.footer, (width, height) =>
		footerLines(state, width, height, glyphs, footerHints(state, actions)),
	);
	if (isConnectScreen(state)) {
		const { screen } = layout;
		const body = { ...screen, y: 1, height: screen.height - 2 };
		return [
			header,
			part('connect', body, (width, height) => connectView(state, width, height, glyphs, actions)),
			footer,
		];
	}
	const first = layout.panes[0]?.rect;
	const parts = [header, footer];
	if (first) {
		const height = layout.panes.reduce((sum, pane) => sum + pane.rect.height, 0);
		parts.push(part('list', { ...first, height }, (width, rows) => listView(state, width, rows, glyphs)));
	}
	if (layout.detail) {
		parts.push(part('detail', layout.detail, (width, height) => detailLines(state, width, height, glyphs)));
	}
	return parts;
}
