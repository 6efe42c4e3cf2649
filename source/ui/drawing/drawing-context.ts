import { createContext, useContext } from 'react';
import type { State } from '../../state/state.js';
import { type Glyphs, unicodeGlyphs } from '../glyphs.js';
import { defaultPalette, type Palette } from '../theme.js';
import type { Screen } from './screen.js';

/** The screen, colours and glyphs of the components. Without a screen Ink draws everything: in tests and as a fallback. */
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
