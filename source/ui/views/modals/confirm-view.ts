import { quote } from '../../../domain/command.js';
import type { Line } from '../../../domain/text/line.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import type { ConfirmModal } from '../../../state/modals/modal.js';
import type { Glyphs } from '../../glyphs.js';
import { span } from '../text/lines.js';
import { type ModalPart, modalBox, type Size, tallest, widest } from './modal-box.js';

/** A body ends with what will be lost: so many of its last rows are never cut. */
const lossRows = 5;

/** Rows from which on there are empty ones between the parts. */
const airyFrom = 11;

/** A question with what will be lost, the command that does it, and two answers. */
export function confirmView({ confirmation, accept }: ConfirmModal, size: Size, glyphs: Glyphs): ModalPart {
	const { title, body, command, action, severity } = confirmation;
	const width = Math.min(widest(size), 76);
	const inner = width - 4;
	const said: Line[] = body.flatMap(text => wrapText(text, inner).map(row => [span(row)]));
	const whole = command ? wrapText(`$ ${quote(command)}`, inner).map((row): Line => [span(row, 'dim')]) : [];
	const roomy = tallest(size) >= airyFrom;
	const shown = withoutMiddle(whole, roomy ? Math.max(3, Math.floor(tallest(size) / 3)) : 2, 0, glyphs);
	const room = Math.max(1, tallest(size) - shown.length - (roomy ? 5 : 1));
	const cut = withoutMiddle(said, room, Math.min(lossRows, room - 1), glyphs);
	const button = (text: string, chosen: boolean, role: 'bad' | 'strong'): Line => [
		{ text: ` ${chosen ? glyphs.right : ' '} ${text} `, role, reverse: chosen },
	];
	const buttons: Line = [
		...button('Cancel', !accept, 'strong'),
		span('  '),
		...button(action, accept, severity === 'destroys' ? 'bad' : 'strong'),
		span(`   ${accept ? 'Enter or y' : 'y'} ${action.toLowerCase()} · Esc cancel`, 'dim'),
	];
	const air: Line[] = roomy ? [[]] : [];
	const lines = [...air, ...cut, ...air, ...shown, ...(shown.length > 0 ? air : []), buttons, ...air];
	return modalBox({ title, body: lines, width, size, glyphs });
}

/** Rows that fit into `room`: the last `kept` of them, and as many of the first as there is room for. */
function withoutMiddle(rows: readonly Line[], room: number, kept: number, glyphs: Glyphs): readonly Line[] {
	if (rows.length <= room) {
		return rows;
	}
	const tail = Math.max(0, kept);
	const head = Math.max(0, room - tail - 1);
	const left = span(`${glyphs.ellipsis} ${rows.length - head - tail} more`, 'dim');
	return [...rows.slice(0, head), [left], ...rows.slice(rows.length - tail)];
}
