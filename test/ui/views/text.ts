import type { Line } from '../../../source/domain/text/line.js';

/** Returns the text of lines without their styles. */
export const textOf = (line: Line): string => line.map(({ text }) => text).join('');
export const textsOf = (lines: readonly Line[]): string[] => lines.map(textOf);
