import { cellWidth, fitText, takeStart, truncate } from '../../../domain/text/cell-width.js';
import type { Line, Role, Span } from '../../../domain/text/line.js';
import { lineWidth, span } from '../../../domain/text/lines.js';

export { fitText, lineWidth, span };

/** A line of exactly `width` cells: filled with spaces, or cut with an ellipsis. */
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

/** The start of a line, at most `width` cells; a cut is marked with an ellipsis. */
export function cutLine(line: Line, width: number, ellipsis = '…'): Line {
	const result: Span[] = [];
	let room = width;
	for (const [index, part] of line.entries()) {
		const partWidth = cellWidth(part.text);
		const isLast = () => line.slice(index + 1).every(({ text }) => text === '');
		if (partWidth < room || (partWidth === room && isLast())) {
			result.push(part);
			room -= partWidth;
			continue;
		}
		// The ellipsis belongs to the part that is cut, even when just the next ones are missing.
		if (room > 0) {
			result.push({ ...part, text: cutText(part.text, room, ellipsis) });
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

/** A line in reverse video over `width` cells, in one look: cheap to draw when a selection moves. */
export function reverseLine(line: Line, width: number, role?: Role): Line {
	const text = fitLine(line, width)
		.map(part => part.text)
		.join('');
	return [role === undefined ? { text, reverse: true } : { text, role, reverse: true }];
}

/** Neighbours of the same look as one span: fewer style changes to write. */
export function mergeSpans(spans: Line): Line {
	const result: Span[] = [];
	for (const next of spans) {
		const last = result.at(-1);
		const isSame = last?.role === next.role && last?.reverse === next.reverse && last?.sgr === next.sgr;
		if (last !== undefined && isSame) {
			result[result.length - 1] = { ...last, text: last.text + next.text };
		} else if (next.text !== '') {
			result.push(next);
		}
	}
	return result;
}
