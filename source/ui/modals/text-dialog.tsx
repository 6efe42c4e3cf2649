import { useMemo } from 'react';
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
	const lines = useMemo(() => linesOfText(modal, size), [modal, size]);
	const width = useMemo(
		() => Math.min(modalWidth(size), Math.max(44, title.length + 8, ...lines.map(line => lineWidth(line) + 4))),
		[title, lines, size],
	);
	// A line stays the same object while the text scrolls, so that it is not drawn anew.
	const fitted = useMemo(
		() => lines.map(line => fitLine(line, width - 4, glyphs.ellipsis)),
		[lines, width, glyphs.ellipsis],
	);
	const { top, height, count } = textViewport(modal, size);
	const shown = fitted.slice(top, top + height);
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
