import { createContext, useContext } from 'react';
import type { State } from '../../state/state.js';
import { type Glyphs, unicodeGlyphs } from '../glyphs.js';
import { defaultPalette, type Palette } from '../theme.js';
import type { Screen } from './screen.js';

/** The means to draw the components under it. Without a screen Ink draws all of them by itself: in tests and as a fallback. */
export type Drawing = {
	readonly screen: Pick<Screen<State>, 'add' | 'ink'> | undefined;
	readonly palette: Palette;
	readonly glyphs: Glyphs;
};

export const DrawingContext = createContext<Drawing>({
	screen: undefined,
	palette: defaultPalette,
	glyphs: unicodeGlyphs,
});

export const useDrawing = (): Drawing => useContext(DrawingContext);
