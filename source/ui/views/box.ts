import type { Line, Role, Span } from '../../domain/line.js';
import type { Glyphs } from '../glyphs.js';
import { createRecent } from '../recent.js';
import { cutLine, fitLine, lineWidth } from './lines.js';
import { scrollBar } from './scroll.js';

export type PaneBox = {
	readonly title: Line;
	/** At the right end of the title's line, when there is room. */
	readonly right?: Line;
	/** Rows of the pane: its title's line and its body. */
	readonly height: number;
	readonly focused: boolean;
	readonly body: readonly Line[];
	/** Shown in the right border: how many rows there are, and the first one seen. */
	readonly scroll?: { readonly count: number; readonly offset: number };
};

export type BoxOptions = PaneBox & {
	/** In the lower border, at its right end. */
	readonly footer?: Line;
	readonly width: number;
	readonly glyphs: Glyphs;
};

/** A bordered pane, its title in the border: `height` lines of `width` cells, borders included. */
export function box({ width, glyphs, footer, ...pane }: BoxOptions): Line[] {
	return boxStack([{ ...pane, height: pane.height - 1 }], width, glyphs, footer);
}

/**
 * Panes above each other that share their borders: the lower edge of one is the title's line of the next. One line more
 * than the heights of the panes add up to, for the lower border.
 */
export function boxStack(panes: readonly PaneBox[], width: number, glyphs: Glyphs, footer: Line = []): Line[] {
	const lines: Line[] = [];
	for (const [index, pane] of panes.entries()) {
		if (pane.height <= 0) continue;
		const isFirst = index === 0;
		const role = borderRole(pane.focused || panes[index - 1]?.focused === true);
		const corners = isFirst ? [glyphs.topLeft, glyphs.topRight] : [glyphs.teeLeft, glyphs.teeRight];
		lines.push(border(pane.title, pane.right ?? [], width, corners, role, glyphs));
		lines.push(...sides(pane, width, glyphs));
	}
	const role = borderRole(panes.at(-1)?.focused === true);
	lines.push(border([], footer, width, [glyphs.bottomLeft, glyphs.bottomRight], role, glyphs));
	return lines;
}

const borderRole = (focused: boolean): Role => (focused ? 'border-focused' : 'border');

function border(left: Line, right: Line, width: number, corners: readonly string[], role: Role, glyphs: Glyphs): Line {
	const { horizontal, ellipsis } = glyphs;
	if (width < 2) return [{ text: horizontal.repeat(Math.max(0, width)), role }];
	const title = cutLine(left, width - 3, ellipsis);
	const room = width - 2 - lineWidth(title);
	const rightWidth = lineWidth(right);
	// A dash at the end, and some line between the two.
	const shown = rightWidth > 0 && rightWidth + 3 <= room ? right : [];
	const end = shown.length > 0 ? 1 : 0;
	const line = horizontal.repeat(room - end - lineWidth(shown));
	const close: Span = { text: horizontal.repeat(end) + corners[1], role };
	return [{ text: corners[0]!, role }, ...title, { text: line, role }, ...shown, close];
}

type Look = { readonly width: number; readonly role: Role; readonly left: string; readonly right: string };

const looksKept = 8;

/** Framed lines by body line; each has few looks. */
const framed = createRecent(1024, (_body: Line): (Look & { readonly line: Line })[] => []);
const emptyLine: Line = [];

function sides(pane: PaneBox, width: number, glyphs: Glyphs): Line[] {
	const height = pane.height - 1;
	const role = borderRole(pane.focused);
	const bar = pane.scroll && scrollBar(pane.scroll.count, pane.scroll.offset, height, glyphs.vertical, glyphs);
	return Array.from({ length: height }, (_, row) =>
		frame(pane.body[row] ?? emptyLine, { width, role, left: glyphs.vertical, right: bar?.[row] ?? glyphs.vertical }),
	);
}

/** A body line between borders; the same object as last time for the same line, so that it is not drawn again. */
function frame(body: Line, look: Look): Line {
	const looks = framed(body);
	for (const known of looks) if (isSameLook(known, look)) return known.line;
	const { width, role, left, right } = look;
	const inner = fitLine(body, Math.max(0, width - 2));
	const line: Line =
		width < 2 ? [{ text: left.repeat(width), role }] : [{ text: left, role }, ...inner, { text: right, role }];
	// Of windows that had other sizes.
	if (looks.length >= looksKept) looks.length = 0;
	looks.push({ ...look, line });
	return line;
}

const isSameLook = (a: Look, b: Look): boolean =>
	a.width === b.width && a.role === b.role && a.left === b.left && a.right === b.right;
