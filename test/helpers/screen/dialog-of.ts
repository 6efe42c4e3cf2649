import { actionTable } from '../../../source/actions/table/table.js';
import type { Rect } from '../../../source/domain/text/line.js';
import { plainText } from '../../../source/domain/text/lines.js';
import type { State } from '../../../source/state/state.js';
import { type Glyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { createDrawnScreen } from './drawn-screen.js';
import { inkLines, inkPicture, testSurfaces } from './ink-picture.js';

/** The uppermost dialog as the terminal shows it, borders included. */
export function dialogOf(state: State, glyphs: Glyphs = unicodeGlyphs): { rect: Rect; lines: readonly string[] } {
	const { layers } = inkPicture(state, testSurfaces(actionTable, glyphs), glyphs);
	// Completions lie above the dialog that they belong to.
	const [top] = layers.filter(({ z }) => z % 2 === 0).sort((a, b) => b.z - a.z);
	if (!top) {
		throw new Error('no dialog is open');
	}
	const rows = createDrawnScreen(actionTable, state, glyphs).rows(state);
	return { rect: top.rect, lines: inkLines(rows.join('\n'), top.rect).map(plainText) };
}
