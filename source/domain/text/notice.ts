import type { Line, Role } from './line.js';
import { span } from './lines.js';
import { wrapText } from './wrap-text.js';

/** A sentence in place of content, wrapped. */
export const notice = (text: string, role: Role, width: number): Line[] =>
	wrapText(text, Math.max(1, width - 4)).map(part => [span('  '), span(part, role)]);
