import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import { isOnMore, rowsOf, submittedValues } from '../../../state/modals/form.js';
import { judge } from '../../../state/modals/form-judgement.js';
import type { Field, FormModal } from '../../../state/modals/modal.js';
import { modalRows, modalWidth } from '../../../state/modals/modals.js';
import type { Glyphs } from '../../glyphs.js';
import { cutLine, span } from '../../views/text/lines.js';
import { windowOf } from '../../views/text/scroll.js';
import type { Size } from '../dialog.js';

/** A row of a form: one text of a field, or the line that unfolds the advanced fields. */
export type FormRow =
	| {
			readonly kind: 'field';
			readonly field: Field;
			readonly row: number;
			readonly text: string;
			readonly here: boolean;
	  }
	| { readonly kind: 'more'; readonly folded: readonly Field[]; readonly here: boolean };

/** The values that the parts of a form's dialog share. */
export type FormDrawing = {
	readonly form: FormModal;
	readonly judgement: ReturnType<typeof judge>;
	/** Cells of the whole dialog, and of a body row. */
	readonly width: number;
	readonly inner: number;
	/** The first column of the values. */
	readonly x: number;
	readonly glyphs: Glyphs;
};

const maxWidth = 100;
const maxLabelWidth = 20;

export function formDrawing(form: FormModal, size: Size, glyphs: Glyphs): FormDrawing {
	const width = Math.min(modalWidth(size), maxWidth);
	const labelWidth = Math.min(maxLabelWidth, Math.max(...form.spec.fields.map(labelWidthOf)));
	return { form, judgement: judge(form), width, inner: width - 4, x: labelWidth + 4, glyphs };
}

/** Returns the rows of all fields, one per text. */
function formRows(form: FormModal): readonly FormRow[] {
	const rows = form.spec.fields.flatMap((field, index) => {
		if (field.advanced && !form.expanded) {
			return [];
		}
		const texts = rowsOf(field, form.values);
		return texts.flatMap((text, row): FormRow[] => {
			// The empty row for a new text is shown only if it is the only one or the field has the cursor.
			if (row > 0 && row === texts.length - 1 && field.kind === 'rows' && form.field !== index) {
				return [];
			}
			return [{ kind: 'field', field, row, text, here: form.field === index && form.row === row }];
		});
	});
	const folded = form.expanded ? [] : form.spec.fields.filter(field => field.advanced);
	return folded.length === 0 ? rows : [...rows, { kind: 'more', folded, here: isOnMore(form) }];
}

/** Returns the visible notes and rows of a form above its foot of `below` rows, around the row that has the cursor. */
export function visibleRows({ form, inner, glyphs }: FormDrawing, below: number, size: Size) {
	const rows = formRows(form);
	const notes = noteLines(form, inner);
	const maxRows = Math.max(1, modalRows(size) - below);
	// The notes get the rows that the fields leave.
	const above = cutNotes(notes, Math.max(0, maxRows - rows.length), inner, glyphs);
	const at = rows.findIndex(row => row.here);
	const height = Math.min(rows.length, Math.max(1, maxRows - above.length));
	const { start, end } = windowOf(rows.length, Math.max(0, at), height, Math.max(0, at - Math.floor(height / 2)));
	return {
		notes: above,
		rows: rows.slice(start, end),
		scroll: { count: rows.length, offset: start },
	};
}

function cutNotes(notes: readonly Line[], most: number, width: number, { ellipsis }: Glyphs): readonly Line[] {
	const last = notes[most - 1];
	return notes.length <= most || last === undefined
		? notes.slice(0, most)
		: [...notes.slice(0, most - 1), cutLine([...last, span(` ${ellipsis}`, 'dim')], width, ellipsis)];
}

function noteLines(form: FormModal, inner: number): readonly Line[] {
	const { notes: given = [] } = form.spec;
	const notes = typeof given === 'function' ? given(submittedValues(form)) : given;
	return notes.flatMap(note => wrapText(note, inner)).map(text => [span(text, 'dim')]);
}

/** The cells of a label; the number of a second row has space behind it. */
const labelWidthOf = ({ label, kind }: Field): number => cellWidth(label) + (kind === 'rows' ? ' 2'.length : 0);
