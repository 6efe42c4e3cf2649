import { cellWidth, fitText, takeStart, truncate } from '../../../domain/text/cell-width.js';
import type { Band, Line, Span } from '../../../domain/text/line.js';
import { lineWidth, span } from '../../../domain/text/lines.js';

export { fitText, lineWidth, span };

/** Fills a line with spaces, or cuts it with an ellipsis, to exactly `width` cells. */
export function fitLine(line: Line, width: number, ellipsis = '…'): Line {
	const actual = lineWidth(line);
	if (actual === width) {
		return line;
	}
	if (actual < width) {
		return [...line, { text: ' '.repeat(width - actual) }];
	}
	const cut = cutLine(line, width, ellipsis);
	const rest = width - lineWidth(cut);
	return rest === 0 ? cut : [...cut, { text: ' '.repeat(rest) }];
}

/** Cuts a line to at most `width` cells; an ellipsis marks the cut. */
export function cutLine(line: Line, width: number, ellipsis = '…'): Line {
	const result: Span[] = [];
	let freeWidth = width;
	for (const [index, part] of line.entries()) {
		const partWidth = cellWidth(part.text);
		const isLast = () => line.slice(index + 1).every(({ text }) => text === '');
		if (partWidth < freeWidth || (partWidth === freeWidth && isLast())) {
			result.push(part);
			freeWidth -= partWidth;
			continue;
		}
		// The ellipsis replaces the end of this part even if only later parts do not fit.
		if (freeWidth > 0) {
			result.push({ ...part, text: cutText(part.text, freeWidth, ellipsis) });
		}
		break;
	}
	return result;
}

function cutText(text: string, width: number, ellipsis: string): string {
	if (cellWidth(text) > width) {
		return truncate(text, width, { ellipsis });
	}
	return takeStart(text, width - cellWidth(ellipsis)) + ellipsis;
}

/** Puts a line on the band of a selected row, `width` cells wide. Its parts keep their colours. */
export const bandLine = (line: Line, width: number, band: Band = 'focused'): Line =>
	fitLine(line, width).map(part => ({ ...part, band }));

/** Joins neighbouring spans of the same style, so that fewer style changes are written. */
export function mergeSpans(spans: Line): Line {
	const result: Span[] = [];
	for (const next of spans) {
		const last = result.at(-1);
		const isSame =
			last?.role === next.role && last?.reverse === next.reverse && last?.sgr === next.sgr && last?.band === next.band;
		if (last !== undefined && isSame) {
			result[result.length - 1] = { ...last, text: last.text + next.text };
		} else if (next.text !== '') {
			result.push(next);
		}
	}
	return result;
}
