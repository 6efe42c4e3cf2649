import type { Line, Rect } from '../../../domain/text/line.js';
import { modalRows, modalWidth } from '../../../state/modals/modals.js';
import type { Glyphs } from '../../glyphs.js';
import { box } from '../text/box.js';
import { span } from '../text/lines.js';

export type Size = { readonly columns: number; readonly rows: number };

/** A drawn modal: its place, its lines, and where in it text is being typed. */
export type ModalPart = {
	readonly rect: Rect;
	readonly lines: readonly Line[];
	/** On the screen; drawn by Ink. */
	readonly field?: {
		readonly rect: Rect;
		readonly text: string;
		readonly cursor: number;
		readonly mask: boolean;
		readonly placeholder?: string;
	};
};

/** Cells that a modal may take: all but a margin, where there is room for one. */
export const widest = (size: Size): number => modalWidth(size);
/** Body rows that fit. */
export const tallest = (size: Size): number => modalRows(size);

/** A bordered box in the middle of the screen, a little above it when there is room. */
export function modalBox(options: {
	title: string;
	body: readonly Line[];
	/** Of the whole box. */
	width: number;
	footer?: Line;
	size: Size;
	glyphs: Glyphs;
	scroll?: { readonly count: number; readonly offset: number };
}): { rect: Rect; lines: readonly Line[] } {
	const { title, body, size, glyphs, footer, scroll } = options;
	const width = Math.min(options.width, size.columns);
	const height = Math.min(body.length + 2, size.rows);
	const x = Math.max(0, Math.floor((size.columns - width) / 2));
	const y = Math.max(0, Math.floor((size.rows - height) / 2.5));
	const padded = body.map(line => [span(' '), ...line]);
	const lines = box({
		title: [span(` ${title} `, 'title')],
		height,
		focused: true,
		body: padded,
		width,
		glyphs,
		footer,
		scroll,
	});
	return { rect: { x, y, width, height }, lines };
}
