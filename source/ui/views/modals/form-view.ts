import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import { editOf, submittedValues, titleOf } from '../../../state/modals/form.js';
import { judge } from '../../../state/modals/form-judgement.js';
import type { FormModal } from '../../../state/modals/modal.js';
import type { Glyphs } from '../../glyphs.js';
import { span } from '../text/lines.js';
import { windowOf } from '../text/scroll.js';
import { footRows } from './form-foot.js';
import { withPopup } from './form-popup.js';
import { fieldRows } from './form-rows.js';
import { type ModalPart, modalBox, type Size, tallest, widest } from './modal-box.js';

/** What the parts of a form's picture share. */
export type FormDrawing = {
	readonly form: FormModal;
	readonly judgement: ReturnType<typeof judge>;
	/** Cells of a body row. */
	readonly inner: number;
	/** Cell at which values begin. */
	readonly x: number;
	readonly glyphs: Glyphs;
};

/** A form: fields with their errors beside them, the rest folded away, the live docker command underneath. */
export function formView(form: FormModal, size: Size, glyphs: Glyphs): ModalPart {
	const { spec } = form;
	const width = Math.min(widest(size), 100);
	const inner = width - 4;
	const labels = Math.min(20, Math.max(...spec.fields.map(field => cellWidth(field.label))));
	const drawing = { form, judgement: judge(form), inner, x: labels + 4, glyphs };
	const notes = noteLines(form, inner);
	const rows = fieldRows(drawing);
	const below = footRows(drawing);
	const room = Math.max(1, tallest(size) - below.length);
	const above = notes.length + rows.length <= room ? notes : [];
	const at = rows.findIndex(row => row.here);
	const height = Math.min(rows.length, Math.max(1, room - above.length));
	const { start, end } = windowOf(rows.length, Math.max(0, at), height, Math.max(0, at - Math.floor(height / 2)));
	const shown = rows.slice(start, end);
	const line = above.length + at - start;
	const drawn = modalBox({
		title: titleOf(form),
		body: withPopup([...above, ...shown.map(row => row.line()), ...below], line, drawing),
		width,
		footer: [span(hints(form, glyphs), 'dim')],
		size,
		glyphs,
		scroll: { count: rows.length, offset: start },
	});
	const field = spec.fields[form.field];
	const cells = rows[at]?.field;
	if (!field || cells === undefined || form.busy) {
		return drawn;
	}
	const edit = editOf(form);
	const rect = { x: drawn.rect.x + 2 + drawing.x, y: drawn.rect.y + 1 + line, width: cells, height: 1 };
	return {
		...drawn,
		field: { rect, ...edit, mask: field.kind === 'secret', placeholder: field.placeholder },
	};
}

/** Facts above the fields; given up when the fields need the room. */
function noteLines(form: FormModal, inner: number): readonly Line[] {
	const { notes: given = [] } = form.spec;
	const notes = typeof given === 'function' ? given(submittedValues(form)) : given;
	return notes.flatMap(note => wrapText(note, inner)).map(text => [span(text, 'dim')]);
}

function hints({ spec, busy }: FormModal, { separator, ellipsis }: Glyphs): string {
	if (busy) {
		return ` working${ellipsis} ${separator} Esc leaves, the work goes on `;
	}
	return ` Enter ${spec.submit.toLowerCase()} ${separator} Tab next ${separator} Esc leave `;
}
