import type { TextModal } from '../../state/modals/modal.js';
import { linesOfText, textViewport } from '../../state/modals/modal-scroll.js';
import { modalWidth } from '../../state/modals/modals.js';
import { Lines } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { fitLine, lineWidth, span } from '../views/text/lines.js';
import { Dialog, type Size } from './dialog.js';

/** A text that the user can scroll, such as the help. */
export function TextDialog({ modal, size }: { readonly modal: TextModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const { title, copies } = modal;
	const lines = linesOfText(modal, size);
	const width = Math.min(modalWidth(size), Math.max(44, title.length + 8, ...lines.map(line => lineWidth(line) + 4)));
	const { top, height, count } = textViewport(modal, size);
	const shown = lines.slice(top, top + height).map(line => fitLine(line, width - 4, glyphs.ellipsis));
	const footer = copies === undefined ? undefined : [span(' y copy · Esc close ', 'dim')];
	return (
		<Dialog
			title={title}
			width={width}
			height={shown.length}
			size={size}
			footer={footer}
			scroll={{ count, offset: top }}
		>
			<Lines lines={shown} />
		</Dialog>
	);
}
