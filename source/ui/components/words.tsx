import { Box, Text } from 'ink';
import { memo, useCallback } from 'react';
import type { Line } from '../../domain/text/line.js';
import { lineWidth } from '../../domain/text/lines.js';
import { asciiLine } from '../ascii.js';
import { toAnsi } from '../drawing/ansi.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { isSameLine, type PartAt, useLinesOnPlate } from '../drawing/plate.js';
import { asciiGlyphs, type Glyphs } from '../glyphs.js';

/** One line of styled text; the caller cuts it to its width. */
export const Words = ({ line, partAt }: { readonly line: Line; readonly partAt?: PartAt }) => (
	<Lines lines={[line]} partAt={partAt} />
);

export type LinesProps = {
	readonly lines: readonly Line[];
	/** The parts of a modal that the mouse can choose here. */
	readonly partAt?: PartAt | undefined;
};

/** Lines of styled text. Memoized by their content: a key lays out only the words that it changes. */
export const Lines = memo(function Lines({ lines, partAt }: LinesProps) {
	const { palette, glyphs } = useDrawing();
	const shown = lines.map(line => shownLine(line, glyphs));
	const { box, isOnPlate } = useLinesOnPlate(shown, partAt);
	const width = Math.max(0, ...shown.map(lineWidth));
	return (
		<Box ref={box} width={width} height={shown.length} flexShrink={0} flexDirection="column">
			{!isOnPlate &&
				shown.map((line, row) => (
					<Text key={row} wrap="truncate">
						{toAnsi(line, palette) || ' '}
					</Text>
				))}
		</Box>
	);
}, isSameText);

function isSameText(a: LinesProps, b: LinesProps): boolean {
	return (
		a.partAt === b.partAt &&
		a.lines.length === b.lines.length &&
		a.lines.every((line, at) => isSameLine(line, b.lines[at]))
	);
}

/** Returns a function that turns a line into text with the colours of the theme, in ASCII if the terminal needs it. */
export function useAnsi(): (line: Line) => string {
	const { palette, glyphs } = useDrawing();
	return useCallback(line => toAnsi(shownLine(line, glyphs), palette), [palette, glyphs]);
}

const shownLine = (line: Line, glyphs: Glyphs): Line => (glyphs === asciiGlyphs ? asciiLine(line) : line);
