import { Box } from 'ink';
import { createContext, type ReactNode, useContext } from 'react';
import type { Line, Rect } from '../../domain/text/line.js';
import type { State } from '../../state/state.js';
import { Lines, Words } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { PlateContext, usePlate } from '../drawing/plate.js';
import { Place } from '../drawing/surface.js';
import { boxEnd, boxPart } from '../views/text/box.js';
import { span } from '../views/text/lines.js';
import { scrollBar } from '../views/text/scroll.js';

export type Size = State['size'];

/** Number of dialogs below this one. */
export const LevelContext = createContext(0);

/** A dialog's `z`; one more is for its text field and for completions. */
export const zOf = (level: number): number => 10 + 2 * level;

export type DialogProps = {
	readonly title: string;
	/** Of the whole dialog, and of the rows between its borders. */
	readonly width: number;
	readonly height: number;
	readonly size: Size;
	/** In the lower border, at its right end. */
	readonly footer?: Line;
	readonly scroll?: { readonly count: number; readonly offset: number };
	/** Rows from the left of the body on; each at most `width - 3` cells. */
	readonly children: ReactNode;
};

/** In the middle of the screen, a little above it when there is room. */
export function dialogRect(size: Size, wantedWidth: number, bodyHeight: number): Rect {
	const width = Math.min(wantedWidth, size.columns);
	const height = Math.min(bodyHeight + 2, size.rows);
	const x = Math.max(0, Math.floor((size.columns - width) / 2));
	const y = Math.max(0, Math.floor((size.rows - height) / 2.5));
	return { x, y, width, height };
}

/** A bordered box with its title and its keys in the border. */
export function Dialog({ title, width: wanted, height: bodyHeight, size, footer, scroll, children }: DialogProps) {
	const { glyphs } = useDrawing();
	const level = useContext(LevelContext);
	const rect = dialogRect(size, wanted, bodyHeight);
	const { width } = rect;
	const rows = rect.height - 2;
	const head = { title: [span(` ${title} `, 'title')], height: 1, focused: true, body: [] };
	const bar = scroll && scrollBar(scroll.count, scroll.offset, rows, glyphs.vertical, glyphs);
	const side = Array<string>(rows).fill(glyphs.vertical);
	return (
		<Raised rect={rect} z={zOf(level)}>
			<Words line={boxPart(head, { above: undefined, width, glyphs })[0] ?? []} />
			<Side rows={side} left={0} />
			<Box
				position="absolute"
				top={1}
				left={2}
				width={width - 3}
				height={rows}
				flexDirection="column"
				overflow="hidden"
			>
				{children}
			</Box>
			<Side rows={bar ?? side} left={width - 1} />
			<Box position="absolute" top={rows + 1}>
				<Words line={boxEnd(true, { width, glyphs, footer })} />
			</Box>
		</Raised>
	);
}

/** A border from top to bottom. */
function Side({ rows, left }: { readonly rows: readonly string[]; readonly left: number }) {
	return (
		<Box position="absolute" top={1} left={left}>
			<Lines lines={rows.map(text => [span(text, 'border-focused')])} />
		</Box>
	);
}

/** A rectangle above all of a lower `z`. */
export function Raised({
	rect,
	z,
	children,
}: {
	readonly rect: Rect;
	readonly z: number;
	readonly children: ReactNode;
}) {
	return (
		<PlateContext value={usePlate(rect, z)}>
			<Place rect={rect}>{children}</Place>
		</PlateContext>
	);
}
