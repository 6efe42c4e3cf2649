import type { TextModal } from '../../../state/modal.js';
import type { Glyphs } from '../../glyphs.js';
import { fitLine, lineWidth } from '../lines.js';
import { type ModalPart, modalBox, type Size, tallest, widest } from './modal-box.js';

/** Text to read. */
export function textView({ title, lines, top }: TextModal, size: Size, glyphs: Glyphs): ModalPart {
	const width = Math.min(widest(size), Math.max(44, title.length + 8, ...lines.map(line => lineWidth(line) + 4)));
	const height = Math.min(tallest(size), Math.max(1, lines.length));
	const start = Math.min(top, Math.max(0, lines.length - height));
	const body = lines.slice(start, start + height).map(line => fitLine(line, width - 4, glyphs.ellipsis));
	return modalBox({ title, body, width, size, glyphs, scroll: { count: lines.length, offset: start } });
}
