import type { Line, Role, Span } from '../../../domain/text/line.js';
import { memoRecent } from '../../../state/memo.js';
import type { Glyphs } from '../../glyphs.js';
import { cutLine, fitLine, lineWidth } from './lines.js';
import { scrollBar } from './scroll.js';

export type PaneBox = {
	readonly title: Line;
	/** Shown at the right end of the title's line if it fits. */
	readonly right?: Line;
	/** Rows of the pane: its title's line and its body. */
	readonly height: number;
	readonly focused: boolean;
	readonly body: readonly Line[];
	/** Shown as a scroll bar in the right border: the number of rows, and the first visible one. */
	readonly scroll?: { readonly count: number; readonly offset: number };
};

export type BoxOptions = PaneBox & {
	/** Shown at the right end of the lower border. */
	readonly footer?: Line;
	readonly width: number;
	readonly glyphs: Glyphs;
};

/** A bordered pane, its title in the border: `height` lines of `width` cells, borders included. */
export function box({ width, glyphs, footer, ...pane }: BoxOptions): Line[] {
	const part = { ...pane, height: pane.height - 1 };
	return [...boxPart(part, { above: undefined, width, glyphs }), boxEnd(pane.focused, { width, glyphs, footer })];
}

/**
 * One pane of a stack: `height` lines, its title's line and its body. The title's line of the next pane is its lower
 * border. `above` is true if the pane above has the focus, and undefined for the first pane.
 */
export function boxPart(
	pane: PaneBox,
	{ above, width, glyphs }: { readonly above: boolean | undefined; readonly width: number; readonly glyphs: Glyphs },
): Line[] {
	if (pane.height <= 0) {
		return [];
	}
	const role = borderRole(pane.focused || above === true);
	const corners = above === undefined ? [glyphs.topLeft, glyphs.topRight] : [glyphs.teeLeft, glyphs.teeRight];
	return [border(pane.title, pane.right ?? [], width, corners, role, glyphs), ...sides(pane, width, glyphs)];
}

/** The lower border of a stack; `focused` is true if its last pane has the focus. */
export function boxEnd(
	focused: boolean,
	{ width, glyphs, footer = [] }: { readonly width: number; readonly glyphs: Glyphs; readonly footer?: Line },
): Line {
	return border([], footer, width, [glyphs.bottomLeft, glyphs.bottomRight], borderRole(focused), glyphs);
}

const borderRole = (focused: boolean): Role => (focused ? 'border-focused' : 'border');

/** Border lines by their content: the compositor does not draw an unchanged object again. */
const borders = memoRecent(64, (key: string) => borderLine(...(JSON.parse(key) as Parameters<typeof borderLine>)));

function border(
	left: Line,
	right: Line,
	width: number,
	corners: readonly string[],
	role: Role,
	{ horizontal, ellipsis }: Glyphs,
): Line {
	return borders(JSON.stringify([left, right, width, corners, role, horizontal, ellipsis]));
}

function borderLine(
	left: Line,
	right: Line,
	width: number,
	corners: readonly string[],
	role: Role,
	horizontal: string,
	ellipsis: string,
): Line {
	if (width < 2) {
		return [{ text: horizontal.repeat(Math.max(0, width)), role }];
	}
	const title = cutLine(left, width - 3, ellipsis);
	const freeWidth = width - 2 - lineWidth(title);
	const rightWidth = lineWidth(right);
	// One cell of border stays at the end, and at least two between the texts.
	const shown = rightWidth > 0 && rightWidth + 3 <= freeWidth ? right : [];
	const end = shown.length > 0 ? 1 : 0;
	const line = horizontal.repeat(freeWidth - end - lineWidth(shown));
	const close: Span = { text: horizontal.repeat(end) + corners[1], role };
	return [{ text: corners[0]!, role }, ...title, { text: line, role }, ...shown, close];
}

type FramedLine = {
	readonly width: number;
	readonly role: Role;
	readonly left: string;
	readonly right: string;
	readonly line: Line;
};

/** Variants per body line. Older ones belong to other window sizes. */
const maxVariants = 8;

/** Framed lines by body line; each body line has few variants. */
const framed = memoRecent(256, (_body: Line): FramedLine[] => []);
const emptyLine: Line = [];

function sides(pane: PaneBox, width: number, glyphs: Glyphs): Line[] {
	const height = pane.height - 1;
	const role = borderRole(pane.focused);
	const bar = pane.scroll && scrollBar(pane.scroll.count, pane.scroll.offset, height, glyphs.vertical, glyphs);
	return Array.from({ length: height }, (_, row) =>
		frame(pane.body[row] ?? emptyLine, width, role, glyphs.vertical, bar?.[row] ?? glyphs.vertical),
	);
}

/** Puts borders around a body line; returns the previous object if nothing changed, so that it is not drawn again. */
function frame(body: Line, width: number, role: Role, left: string, right: string): Line {
	const variants = framed(body);
	for (const variant of variants) {
		if (variant.right === right && variant.role === role && variant.width === width && variant.left === left) {
			return variant.line;
		}
	}
	const inner = fitLine(body, Math.max(0, width - 2));
	const line: Line =
		width < 2 ? [{ text: left.repeat(width), role }] : [{ text: left, role }, ...inner, { text: right, role }];
	if (variants.length >= maxVariants) {
		variants.length = 0;
	}
	variants.push({ width, role, left, right, line });
	return line;
}
