import type { Line } from '../../../source/domain/text/line.js';

/** What lines say, without their looks. */
export const textOf = (line: Line): string => line.map(({ text }) => text).join('');
export const textsOf = (lines: readonly Line[]): string[] => lines.map(textOf);
