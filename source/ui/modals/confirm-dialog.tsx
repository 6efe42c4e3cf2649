import { quote } from '../../domain/command.js';
import type { Line } from '../../domain/text/line.js';
import { wrapText } from '../../domain/text/wrap-text.js';
import type { ConfirmModal } from '../../state/modals/modal.js';
import { modalRows, modalWidth } from '../../state/modals/modals.js';
import { Lines } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import type { Glyphs } from '../glyphs.js';
import { cutLine, span } from '../views/text/lines.js';
import { Dialog, type Size } from './dialog.js';

/** A body ends with what will be lost: so many of its last rows are never cut. */
const lossRows = 5;

/** Rows from which on there are empty ones between the parts. */
const airyFrom = 11;

const widest = 76;

/** A question with what will be lost, the command that does it, and two answers. */
export function ConfirmDialog({ modal, size }: { readonly modal: ConfirmModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const { title, body, command } = modal.confirmation;
	const width = Math.min(modalWidth(size), widest);
	const inner = width - 4;
	const rows = modalRows(size);
	const isAiry = rows >= airyFrom;
	const whole = command ? wrapText(`$ ${quote(command)}`, inner).map((row): Line => [span(row, 'dim')]) : [];
	const shown = withoutMiddle(whole, isAiry ? Math.max(3, Math.floor(rows / 3)) : 2, 0, glyphs);
	const said = body.flatMap(text => wrapText(text, inner).map((row): Line => [span(row)]));
	const room = Math.max(1, rows - shown.length - (isAiry ? 5 : 1));
	const cut = withoutMiddle(said, room, Math.min(lossRows, room - 1), glyphs);
	const air: Line[] = isAiry ? [[]] : [];
	const lines = [...air, ...cut, ...air, ...shown, ...(shown.length > 0 ? air : []), answers(modal, glyphs), ...air];
	return (
		<Dialog title={title} width={width} height={lines.length} size={size}>
			<Lines lines={lines.map(line => cutLine(line, width - 3))} />
		</Dialog>
	);
}

function answers({ confirmation, accept }: ConfirmModal, glyphs: Glyphs): Line {
	const { action, severity } = confirmation;
	const button = (text: string, chosen: boolean, role: 'bad' | 'strong'): Line => [
		{ text: ` ${chosen ? glyphs.right : ' '} ${text} `, role, reverse: chosen },
	];
	return [
		...button('Cancel', !accept, 'strong'),
		span('  '),
		...button(action, accept, severity === 'destroys' ? 'bad' : 'strong'),
		span(`   ${accept ? 'Enter or y' : 'y'} ${action.toLowerCase()} · Esc cancel`, 'dim'),
	];
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
