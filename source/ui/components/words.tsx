import { Text } from 'ink';
import { useCallback } from 'react';
import type { Line } from '../../domain/text/line.js';
import { asciiLine } from '../ascii.js';
import { toAnsi } from '../drawing/ansi.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { asciiGlyphs } from '../glyphs.js';

/** One line of styled text; the caller cuts it to its place. */
export function Words({ line }: { readonly line: Line }) {
	const words = useWords();
	return <Text wrap="truncate">{words(line) || ' '}</Text>;
}

/** Returns the function that gives a line the colours of the theme, in the characters that the terminal shows. */
export function useWords(): (line: Line) => string {
	const { palette, glyphs } = useDrawing();
	return useCallback(line => toAnsi(glyphs === asciiGlyphs ? asciiLine(line) : line, palette), [palette, glyphs]);
}
