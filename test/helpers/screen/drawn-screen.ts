import type { Action } from '../../../source/actions/action.js';
import type { State } from '../../../source/state/state.js';
import { type CursorCell, createCompositor, type Size } from '../../../source/ui/drawing/compositor.js';
import { createScreen } from '../../../source/ui/drawing/screen.js';
import { type Glyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { type InkPicture, inkPicture, testSurfaces } from './ink-picture.js';
import { createTestTerminal } from './test-terminal.js';

/** The screen of a state as a terminal shows it. */
export type DrawnScreen = {
	rows(state: State): readonly string[];
	/** The current position of the terminal's visible cursor. */
	cursor(): CursorCell | undefined;
};

/** Draws one state after the other with the compositor and Ink on an emulated terminal. */
export function createDrawnScreen(
	actions: readonly Action[],
	first: State,
	glyphs: Glyphs = unicodeGlyphs,
): DrawnScreen {
	const surfaces = testSurfaces(actions, glyphs);
	let state = first;
	let known: { readonly state: State; readonly rows: readonly string[] } | undefined;
	let picture: InkPicture | undefined;
	const terminal = createTestTerminal(first.size);
	const compositor = createCompositor({ write: terminal.write }, first.size);
	const screen = createScreen({
		compositor,
		store: { getState: () => state, subscribe: () => () => {} },
		surfaces: Object.values(surfaces),
	});

	function resize(size: Size): void {
		if (size.columns !== compositor.size.columns || size.rows !== compositor.size.rows) {
			terminal.resize(size);
			compositor.resize(size);
		}
	}

	function put(next: InkPicture): void {
		for (const { id } of picture?.layers ?? []) {
			if (!next.layers.some(layer => layer.id === id)) {
				compositor.removeLayer(id);
			}
		}
		compositor.setBase(next.base);
		for (const layer of next.layers) {
			compositor.setLayer(layer);
		}
		compositor.setCursor(next.cursor);
		picture = next;
	}

	return {
		rows(next) {
			if (known?.state !== next) {
				state = next;
				resize(next.size);
				put(inkPicture(next, surfaces, glyphs));
				screen.draw();
				known = { state: next, rows: terminal.rows() };
			}
			return known.rows;
		},
		cursor: () => picture?.cursor,
	};
}
