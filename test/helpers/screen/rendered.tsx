import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import type { State } from '../../../source/state/state.js';
import { DrawingContext } from '../../../source/ui/drawing/drawing-context.js';
import { Stage } from '../../../source/ui/drawing/surface.js';
import { type Glyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { defaultPalette, type Palette } from '../../../source/ui/theme.js';
import { StateContext } from '../../../source/ui/use-selector.js';

export type RenderedOptions = {
	readonly size?: State['size'];
	readonly glyphs?: Glyphs;
	readonly palette?: Palette;
	/** The part of the store that components use. */
	readonly state?: State;
};

/** Returns the frame of a single component that Ink draws, with its colours. */
export function frameOf(node: ReactNode, options: RenderedOptions = {}): string {
	const { size = { columns: 80, rows: 24 }, glyphs = unicodeGlyphs, palette = defaultPalette, state } = options;
	const source = state && { getState: () => state, subscribe: () => () => {} };
	const { lastFrame, unmount } = render(
		<DrawingContext value={{ screen: undefined, palette, glyphs }}>
			<StateContext value={source}>
				<Stage size={size}>{node}</Stage>
			</StateContext>
		</DrawingContext>,
	);
	const frame = lastFrame() ?? '';
	unmount();
	return frame;
}

/** Returns the rows of a dialog without colours, from its upper border to its lower one. */
export function dialogRows(node: ReactNode, options: RenderedOptions = {}): readonly string[] {
	const { topLeft, bottomLeft } = options.glyphs ?? unicodeGlyphs;
	const rows = frameOf(node, options)
		.replace(/\x1b\[[\d;:]*m/g, '')
		.split('\n');
	const first = rows.findIndex(row => row.trimStart().startsWith(topLeft));
	const left = rows[first]!.indexOf(topLeft);
	const last = rows.findLastIndex(row => row.startsWith(bottomLeft, left));
	return rows.slice(first, last + 1).map(row => row.slice(left).trimEnd());
}
