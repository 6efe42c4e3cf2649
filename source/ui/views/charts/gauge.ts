import type { Line, Role, Span } from '../../../domain/text/line.js';
import { type Glyphs, unicodeGlyphs } from '../../glyphs.js';
import { mergeSpans } from '../text/lines.js';

export type Level = 'normal' | 'near' | 'at';

export const levelRoles: Readonly<Record<Level, Role>> = { normal: 'good', near: 'warn', at: 'bad' };

export type GaugeOptions = {
	/** The place of a mark as a share of the full scale, for instance of the sum of all memory limits. */
	readonly limitAt?: number;
	readonly glyphs?: Glyphs;
};

/**
 * A bar of `width` cells, a heavy line on a light one, in steps of half a cell.
 *
 * @param ratio Share of the full scale; 1 and above fill it. `undefined` (not measured) leaves it empty.
 * @param level Sets the colour; `at` also puts an exclamation mark into the last cell.
 */
export function gauge(ratio: number | undefined, width: number, level: Level, options: GaugeOptions = {}): Line {
	const { limitAt, glyphs = unicodeGlyphs } = options;
	if (width <= 0) {
		return [];
	}
	const cells: Span[] = barCells(ratio ?? 0, width, levelRoles[level], glyphs);
	if (limitAt !== undefined) {
		const place = Math.round(Math.min(1, Math.max(0, limitAt)) * width - 0.5);
		cells[Math.min(width - 1, Math.max(0, place))] = { text: glyphs.limit, role: 'strong' };
	}
	if (level === 'at' && ratio !== undefined) {
		cells[width - 1] = { text: glyphs.alarm, role: 'bad' };
	}
	return mergeSpans(cells);
}

function barCells(ratio: number, width: number, role: Role, { filled, half, free }: Glyphs): Span[] {
	const steps = half === undefined ? 1 : 2;
	const exact = Math.min(1, Math.max(0, ratio)) * width * steps;
	// A value above 0 shows at least one step.
	const count = exact > 0 ? Math.max(1, Math.round(exact)) : 0;
	return Array.from({ length: width }, (_, cell) => {
		const part = count - cell * steps;
		if (part >= steps) {
			return { text: filled, role };
		}
		return part > 0 && half !== undefined ? { text: half, role } : { text: free, role: 'gauge-free' };
	});
}
