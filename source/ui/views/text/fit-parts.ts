import type { Line } from '../../../domain/text/line.js';
import { cutLine, fitLine, lineWidth } from './lines.js';

/** A piece of a one-line bar. Pieces without a priority always stay; of the others, the highest number goes first. */
export type Part = {
	readonly line: Line;
	readonly side?: 'left' | 'right';
	readonly priority?: number;
	/** Cut to the room that is left, as long as enough of it can be read. */
	readonly cuts?: boolean;
};

/** Cells of a piece that is cut below which it says nothing any more. */
const legible = 12;

/**
 * A bar of `width` cells: pieces for the left and pieces for the right with `gap` cells between neighbours, as many as
 * fit. When even those that stay do not fit, the end is cut.
 */
export function fitParts(parts: readonly Part[], width: number, ellipsis: string, gap = 1): Line {
	let kept = [...parts];
	while (needs(kept, gap) > width) {
		const least = Math.max(...kept.map(part => part.priority ?? Number.NEGATIVE_INFINITY));
		if (least === Number.NEGATIVE_INFINITY) {
			break;
		}
		const last = kept.find(part => part.priority === least);
		const room = last?.cuts ? lineWidth(last.line) - (needs(kept, gap) - width) : 0;
		if (last && room >= legible) {
			kept = kept.map(part => (part === last ? { ...part, line: cutLine(part.line, room, ellipsis) } : part));
			break;
		}
		kept = kept.filter(part => part.priority !== least);
	}
	const left = join(
		kept.filter(part => part.side !== 'right'),
		gap,
	);
	const right = join(
		kept.filter(part => part.side === 'right'),
		gap,
	);
	const between = width - lineWidth(left) - lineWidth(right);
	if (right.length === 0) {
		return fitLine(cutLine(left, width, ellipsis), width, ellipsis);
	}
	const line = between > 0 ? [...left, { text: ' '.repeat(between) }, ...right] : [...left, { text: ' ' }, ...right];
	return fitLine(cutLine(line, width, ellipsis), width, ellipsis);
}

const needs = (parts: readonly Part[], gap: number): number =>
	parts.reduce((sum, { line }) => sum + lineWidth(line), 0) + Math.max(0, parts.length - 1) * gap;

const join = (parts: readonly Part[], gap: number): Line =>
	parts.flatMap(({ line }, index) => (index > 0 && gap > 0 ? [{ text: ' '.repeat(gap) }, ...line] : line));
