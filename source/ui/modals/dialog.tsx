import { Box } from 'ink';
import { createContext, type ReactNode, useCallback, useContext } from 'react';
import type { Line, Rect } from '../../domain/text/line.js';
import { memoRecent } from '../../state/memo.js';
import type { ModalPart } from '../../state/pointer/pointer-target.js';
import type { State } from '../../state/state.js';
import { Lines, Words } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { type PartAt, PlateContext, usePlate } from '../drawing/plate.js';
import { Place } from '../drawing/surface.js';
import { boxEnd, boxPart } from '../views/text/box.js';
import { lineWidth, span } from '../views/text/lines.js';
import { scrollBar } from '../views/text/scroll.js';

export type Size = State['size'];

/** Number of dialogs below this one. */
export const LevelContext = createContext(0);

/** Returns a dialog's `z`. The next number is for its text field. */
export const zOf = (level: number): number => 10 + 2 * level;

export type DialogProps = {
	readonly title: string;
	/** The width of the whole dialog, and the number of rows between its borders. */
	readonly width: number;
	readonly height: number;
	readonly size: Size;
	/** Shown at the right end of the lower border. */
	readonly footer?: Line;
	/** The part that the mouse chooses in the footer. */
	readonly footerPart?: ModalPart;
	readonly scroll?: { readonly count: number; readonly offset: number };
	/** If false, the screen below keeps its colours; default true. */
	readonly hasBackdrop?: boolean;
	/** The rows of the body, each at most `width - 3` cells wide. */
	readonly children: ReactNode;
};

/** Centres a dialog on the screen, slightly above the middle. */
export function dialogRect(size: Size, preferredWidth: number, bodyHeight: number): Rect {
	const width = Math.min(preferredWidth, size.columns);
	const height = Math.min(bodyHeight + 2, size.rows);
	const x = Math.max(0, Math.floor((size.columns - width) / 2));
	const y = Math.max(0, Math.floor((size.rows - height) / 2.5));
	return { x, y, width, height };
}

/** A box with its title and its keys in the border. */
export function Dialog({
	title,
	width: preferredWidth,
	height: bodyHeight,
	size,
	footer,
	footerPart,
	scroll,
	hasBackdrop = true,
	children,
}: DialogProps) {
	const { glyphs } = useDrawing();
	const level = useContext(LevelContext);
	const rect = dialogRect(size, preferredWidth, bodyHeight);
	const { width } = rect;
	const rows = rect.height - 2;
	const head = { title: [span(` ${title} `, 'title')], height: 1, focused: true, body: [] };
	const bar = scroll && scrollBar(scroll.count, scroll.offset, rows, glyphs.vertical, glyphs);
	const side = Array<string>(rows).fill(glyphs.vertical);
	const footerStart = width - 2 - lineWidth(footer ?? []);
	const partAt = useCallback<PartAt>((_, x) => (x >= footerStart ? footerPart : undefined), [footerStart, footerPart]);
	return (
		<Raised rect={rect} z={zOf(level)} hasBackdrop={hasBackdrop}>
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
				<Words line={boxEnd(true, { width, glyphs, footer })} partAt={partAt} />
			</Box>
		</Raised>
	);
}

/** The same object for the same character: an unchanged line is not drawn again. */
const sideLine = memoRecent(8, (text: string): Line => [span(text, 'border-focused')]);

/** The left or right border. */
function Side({ rows, left }: { readonly rows: readonly string[]; readonly left: number }) {
	return (
		<Box position="absolute" top={1} left={left}>
			<Lines lines={rows.map(sideLine)} />
		</Box>
	);
}

/** A rectangle above all others with a lower `z`. */
export function Raised({
	rect,
	z,
	hasBackdrop,
	children,
}: {
	readonly rect: Rect;
	readonly z: number;
	readonly hasBackdrop: boolean;
	readonly children: ReactNode;
}) {
	return (
		<PlateContext value={usePlate(rect, z, hasBackdrop)}>
			<Place rect={rect}>{children}</Place>
		</PlateContext>
	);
}
