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
 * A bar of `width` cells, in steps of an eighth of a cell.
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
		cells[width - 1] = { text: glyphs.alarm, role: 'bad', reverse: true };
	}
	return mergeSpans(cells);
}

function barCells(ratio: number, width: number, role: Role, { full, parts, free }: Glyphs): Span[] {
	const steps = parts.length + 1;
	const exact = Math.min(1, Math.max(0, ratio)) * width * steps;
	// A value above 0 shows at least one step.
	const filled = exact > 0 ? Math.max(1, Math.round(exact)) : 0;
	return Array.from({ length: width }, (_, cell) => {
		const part = filled - cell * steps;
		if (part >= steps) {
			return { text: full, role };
		}
		return part > 0 ? { text: parts[part - 1]!, role } : { text: free, role: 'gauge-free' };
	});
}
