import { cellWidth, fitText } from '../../domain/text/cell-width.js';
import type { Line, Role } from '../../domain/text/line.js';
import { span } from '../../domain/text/lines.js';
import { wrapText } from '../../domain/text/wrap-text.js';

export type TextColumn = { readonly header: string; readonly align?: 'left' | 'right'; readonly role?: Role };

/** Cells between two columns. */
export const gapWidth = 2;
/** The greatest share of the width of a column other than the last. */
const maxShare = 0.4;

/** A table with columns as wide as their texts; the last column takes the rest of the width and is wrapped. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[], width: number): Line[] {
	const most = Math.max(4, Math.floor(width * maxShare));
	const widths = columns.map(({ header }, index) =>
		Math.min(most, Math.max(cellWidth(header), ...rows.map(row => cellWidth(row[index] ?? '')))),
	);
	const last = columns.length - 1;
	const before = widths.slice(0, last).reduce((sum, each) => sum + each + gapWidth, 1);
	widths[last] = Math.max(8, width - before - 1);
	const heads = columns.map(({ header, align }, index) =>
		span(fitText(header, widths[index]!, align) + gap(index, last), 'dim'),
	);
	return [[span(' '), ...heads], ...rows.flatMap(row => rowLines(row))];

	function rowLines(row: readonly string[]): Line[] {
		const [first = '', ...rest] = wrapText(row[last] ?? '', widths[last]!);
		const cells = columns
			.slice(0, last)
			.map(({ align, role }, index) => span(fitText(row[index] ?? '', widths[index]!, align) + gap(index, last), role));
		const role = columns[last]?.role;
		return [
			[span(' '), ...cells, span(first, role)],
			...rest.map((part): Line => [span(' '.repeat(before)), span(part, role)]),
		];
	}
}

const gap = (index: number, last: number): string => (index < last ? ' '.repeat(gapWidth) : '');
