import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { fitText, span } from '../text/lines.js';
import { windowOf } from '../text/scroll.js';
import type { FormDrawing } from './form-view.js';

/** Offers that are seen at once. */
const most = 6;

/** The body of a form with what is offered for its text laid over the rows below the cursor, or above where there is more room. */
export function withPopup(body: readonly Line[], cursor: number, { form, inner, x, glyphs }: FormDrawing): Line[] {
	const { items, index } = form.completion ?? { items: [], index: 0 };
	const below = body.length - cursor - 1;
	const room = Math.max(below, cursor);
	const height = Math.min(most, items.length, room);
	const { start, end } = windowOf(items.length, index, height, 0);
	const width = Math.min(inner - x, Math.max(0, ...items.map(cellWidth)) + 2);
	const lines = items
		.slice(start, end)
		.map(
			(item, row): Line => [
				span(' '.repeat(x - 1)),
				span(glyphs.vertical, 'border-focused'),
				{ text: fitText(item, width, 'left', glyphs.ellipsis), reverse: start + row === index },
			],
		);
	const top = below >= height ? cursor + 1 : cursor - height;
	return [...body.slice(0, top), ...lines, ...body.slice(top + lines.length)];
}
