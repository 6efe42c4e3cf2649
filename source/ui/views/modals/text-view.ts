import type { TextModal } from '../../../state/modals/modal.js';
import { textViewport } from '../../../state/modals/modal-scroll.js';
import type { Glyphs } from '../../glyphs.js';
import { fitLine, lineWidth } from '../text/lines.js';
import { type ModalPart, modalBox, type Size, widest } from './modal-box.js';

/** Text to read. */
export function textView(modal: TextModal, size: Size, glyphs: Glyphs): ModalPart {
	const { title, lines } = modal;
	const width = Math.min(widest(size), Math.max(44, title.length + 8, ...lines.map(line => lineWidth(line) + 4)));
	const { top, height, count } = textViewport(modal, size);
	const body = lines.slice(top, top + height).map(line => fitLine(line, width - 4, glyphs.ellipsis));
	return modalBox({ title, body, width, size, glyphs, scroll: { count, offset: top } });
}
