import { quote } from '../../../domain/command.js';
import type { Line } from '../../../domain/line.js';
import type { ConfirmModal } from '../../../state/modal.js';
import type { Glyphs } from '../../glyphs.js';
import { span } from '../lines.js';
import { wrapText } from '../wrap-text.js';
import { type ModalPart, modalBox, type Size, tallest, widest } from './modal-box.js';

/** A question with what will be lost, the command that does it, and two answers. */
export function confirmView({ confirmation, accept }: ConfirmModal, size: Size, glyphs: Glyphs): ModalPart {
	const { title, body, command, action, severity } = confirmation;
	const width = Math.min(widest(size), 76);
	const inner = width - 4;
	const said: Line[] = body.flatMap(text => wrapText(text, inner).map(row => [span(row)]));
	const shown = command ? wrapText(`$ ${quote(command)}`, inner).map((row): Line => [span(row, 'dim')]) : [];
	const room = Math.max(1, tallest(size) - shown.length - 5);
	const cut =
		said.length > room
			? [...said.slice(0, room - 1), [span(`${glyphs.ellipsis} ${said.length - room + 1} more`, 'dim')]]
			: said;
	const button = (text: string, chosen: boolean, role: 'bad' | 'strong'): Line => [
		{ text: ` ${chosen ? glyphs.right : ' '} ${text} `, role, reverse: chosen },
	];
	const buttons: Line = [
		...button('Cancel', !accept, 'strong'),
		span('  '),
		...button(action, accept, severity === 'destroys' ? 'bad' : 'strong'),
		span(`   ${accept ? 'Enter or y' : 'y'} ${action.toLowerCase()} · Esc cancel`, 'dim'),
	];
	const lines: Line[] = [[], ...cut, [], ...shown, ...(shown.length > 0 ? [[]] : []), buttons, []];
	return modalBox({ title, body: lines, width, size, glyphs });
}
