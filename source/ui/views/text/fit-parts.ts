import type { Line } from '../../../domain/text/line.js';
import { cutLine, fitLine, lineWidth } from './lines.js';

/** A part of a one-line bar. Parts without a priority always stay; of the others, the highest number is dropped first. */
export type Part = {
	readonly line: Line;
	readonly side?: 'left' | 'right';
	readonly priority?: number;
	/** If true, the part is cut to the free width instead of dropped, down to `minCutWidth`; if it always stays, even further. */
	readonly cuts?: boolean;
};

/** In cells. A shorter part is not readable any more. */
const minCutWidth = 12;
const minFixedWidth = 4;

/**
 * A bar of `width` cells: as many parts as fit, at the left and at the right, with `gap` cells between neighbours. If even
 * the parts without a priority do not fit, the end is cut.
 */
export function fitParts(parts: readonly Part[], width: number, ellipsis: string, gap = 1): Line {
	let shown = [...parts];
	while (widthOf(shown, gap) > width) {
		const highest = Math.max(...shown.map(part => part.priority ?? Number.NEGATIVE_INFINITY));
		if (highest === Number.NEGATIVE_INFINITY) {
			break;
		}
		const last = shown.find(part => part.priority === highest);
		const cutWidth = last?.cuts ? lineWidth(last.line) - (widthOf(shown, gap) - width) : 0;
		if (last && cutWidth >= minCutWidth) {
			shown = shown.map(part => (part === last ? { ...part, line: cutLine(part.line, cutWidth, ellipsis) } : part));
			break;
		}
		shown = shown.filter(part => part.priority !== highest);
	}
	shown = shown.map(part => {
		const space = lineWidth(part.line) - Math.max(0, widthOf(shown, gap) - width);
		const isCut = part.cuts && part.priority === undefined && space < lineWidth(part.line);
		return isCut ? { ...part, line: cutLine(part.line, Math.max(minFixedWidth, space), ellipsis) } : part;
	});
	const left = join(
		shown.filter(part => part.side !== 'right'),
		gap,
	);
	const right = join(
		shown.filter(part => part.side === 'right'),
		gap,
	);
	const between = width - lineWidth(left) - lineWidth(right);
	if (right.length === 0) {
		return fitLine(cutLine(left, width, ellipsis), width, ellipsis);
	}
	const line = between > 0 ? [...left, { text: ' '.repeat(between) }, ...right] : [...left, { text: ' ' }, ...right];
	return fitLine(cutLine(line, width, ellipsis), width, ellipsis);
}

const widthOf = (parts: readonly Part[], gap: number): number =>
	parts.reduce((sum, { line }) => sum + lineWidth(line), 0) + Math.max(0, parts.length - 1) * gap;

const join = (parts: readonly Part[], gap: number): Line =>
	parts.flatMap(({ line }, index) => (index > 0 && gap > 0 ? [{ text: ' '.repeat(gap) }, ...line] : line));
