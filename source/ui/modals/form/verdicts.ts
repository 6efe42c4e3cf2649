import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Verdict } from '../../../state/modals/form-judgement.js';
import type { FormDrawing } from './form-drawing.js';

export const roleOf = (level: Verdict['level']) => (level === 'error' ? 'bad' : 'warn');

/** Returns the cells for a value; the verdict beside it takes at most half of the line. */
export const valueWidth = ({ inner, x }: FormDrawing, verdict: Verdict | undefined): number =>
	Math.max(
		8,
		inner - x - (verdict === undefined ? 0 : Math.min(cellWidth(verdict.text) + 2, Math.floor((inner - x) / 2))),
	);

/** Returns true if a verdict is longer than its place beside the field. */
export const isCut = (drawing: FormDrawing, verdict: Verdict): boolean =>
	cellWidth(verdict.text) > drawing.inner - drawing.x - valueWidth(drawing, verdict) - 2;
