import { quote } from '../../domain/command.js';
import type { Line } from '../../domain/text/line.js';
import { wrapText } from '../../domain/text/wrap-text.js';
import type { ConfirmModal } from '../../state/modals/modal.js';
import { modalRows, modalWidth } from '../../state/modals/modals.js';
import type { ModalPart } from '../../state/pointer/pointer-target.js';
import { Lines } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import type { Glyphs } from '../glyphs.js';
import { cutLine, lineWidth, span } from '../views/text/lines.js';
import { Dialog, type Size } from './dialog.js';

/** A body ends with the list of lost data: this many of its last rows are never cut. */
const lossRows = 5;

/** From this height on, blank rows separate the parts. */
const minRowsForGaps = 11;

const maxWidth = 76;

/** A question with the data that will be lost, the docker command, and two answers. */
export function ConfirmDialog({ modal, size }: { readonly modal: ConfirmModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const { title, body, command, commands = command ? [command] : [] } = modal.confirmation;
	const width = Math.min(modalWidth(size), maxWidth);
	const inner = width - 4;
	const rows = modalRows(size);
	const hasGaps = rows >= minRowsForGaps;
	const commandRows = commands
		.flatMap(each => wrapText(`$ ${quote(each)}`, inner))
		.map((row): Line => [span(row, 'dim')]);
	// The last of several commands stays: it destroys what the question is about.
	const tail = commands.length > 1 ? 1 : 0;
	const shown = withoutMiddle(commandRows, hasGaps ? Math.max(3, Math.floor(rows / 2)) : 2, tail, glyphs);
	const bodyRows = body.flatMap(text => wrapText(text, inner).map((row): Line => [span(row)]));
	const maxBodyRows = Math.max(1, rows - shown.length - (hasGaps ? 5 : 1));
	const cut = withoutMiddle(bodyRows, maxBodyRows, Math.min(lossRows, maxBodyRows - 1), glyphs);
	const gap: Line[] = hasGaps ? [[]] : [];
	const above = [...gap, ...cut, ...gap, ...shown, ...(shown.length > 0 ? gap : [])];
	const answersRow = above.length;
	const lines = [...above, answers(modal, glyphs), ...gap];
	return (
		<Dialog title={title} width={width} height={lines.length} size={size}>
			<Lines
				lines={lines.map(line => cutLine(line, width - 3))}
				partAt={(row, x) => (row === answersRow ? answerAt(lines[row]!, x) : undefined)}
			/>
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

/** Returns the answer at a cell: the first button cancels. */
function answerAt([cancel, gap, action]: Line, x: number): ModalPart | undefined {
	const start = lineWidth(cancel ? [cancel] : []);
	const next = start + lineWidth(gap ? [gap] : []);
	if (x < start) {
		return { kind: 'answer', accept: false };
	}
	return x >= next && x < next + lineWidth(action ? [action] : []) ? { kind: 'answer', accept: true } : undefined;
}

/** Cuts rows to `maxRows` by leaving out some in the middle; the last `tailRows` of them stay. */
function withoutMiddle(rows: readonly Line[], maxRows: number, tailRows: number, glyphs: Glyphs): readonly Line[] {
	if (rows.length <= maxRows) {
		return rows;
	}
	const tail = Math.max(0, tailRows);
	const head = Math.max(0, maxRows - tail - 1);
	const note = span(`${glyphs.ellipsis} ${rows.length - head - tail} more`, 'dim');
	return [...rows.slice(0, head), [note], ...rows.slice(rows.length - tail)];
}
