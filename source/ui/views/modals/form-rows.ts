import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { editOf, isOn, isOnMore, rowsOf } from '../../../state/modals/form.js';
import type { Verdict } from '../../../state/modals/form-judgement.js';
import type { Field } from '../../../state/modals/modal.js';
import { fieldWindow } from '../text/field-window.js';
import { fitText, span } from '../text/lines.js';
import { maskOf } from '../text/mask.js';
import { visibleControls } from '../text/visible-controls.js';
import type { FormDrawing } from './form-view.js';

export type FormRow = {
	/** Drawn only when it is seen: a field may have a thousand rows. */
	line(): Line;
	/** Whether it has the cursor. */
	readonly here: boolean;
	/** Cells of the text field in the row with the cursor; undefined where nothing is typed. */
	readonly field?: number;
};

/** The fields from top to bottom, one line a row, and the line that unfolds the rest. */
export function fieldRows(drawing: FormDrawing): readonly FormRow[] {
	const { form } = drawing;
	const rows = form.spec.fields.flatMap((field, index) => {
		if (field.advanced && !form.expanded) {
			return [];
		}
		const texts = rowsOf(field, form.values);
		return texts.flatMap((text, row) => {
			const here = form.field === index && form.row === row;
			// The empty row to type into shows where there is nothing else, or the cursor is near.
			if (row > 0 && row === texts.length - 1 && field.kind === 'rows' && form.field !== index) {
				return [];
			}
			return [fieldRow(drawing, field, text, row, here)];
		});
	});
	const folded = form.expanded ? [] : form.spec.fields.filter(field => field.advanced);
	return folded.length === 0 ? rows : [...rows, moreRow(drawing, folded)];
}

function moreRow({ form, inner, glyphs }: FormDrawing, folded: readonly Field[]): FormRow {
	const here = isOnMore(form);
	const names = folded.map(field => field.label.toLowerCase()).join(', ');
	const line = (): Line => [
		{ text: ` ${glyphs.right} more: `, role: here ? 'strong' : 'key', reverse: here },
		span(fitText(names, Math.max(1, inner - 10), 'left', glyphs.ellipsis), 'dim'),
	];
	return { line, here };
}

function fieldRow(drawing: FormDrawing, field: Field, text: string, row: number, here: boolean): FormRow {
	const line = () => rowLine(drawing, field, text, row, here);
	const typedWidth = here && isTyped(field) ? valueWidth(drawing, drawing.judgement.beside(field, row)) : undefined;
	return { line, here, ...(typedWidth !== undefined && { field: typedWidth }) };
}

function rowLine(drawing: FormDrawing, field: Field, text: string, row: number, here: boolean): Line {
	const { judgement, inner, x, glyphs } = drawing;
	const said = judgement.beside(field, row);
	const width = valueWidth(drawing, said);
	const rest = Math.max(0, inner - x - width - 2);
	return [
		span(here ? `${glyphs.right} ` : '  ', 'accent'),
		span(fitText(row === 0 ? field.label : '', x - 4, 'left', glyphs.ellipsis), here ? 'strong' : 'text'),
		span('  '),
		...(here && isTyped(field) ? typedLine(drawing, field, width) : valueLine(drawing, field, text, here, width)),
		...(said ? [span(`  ${fitText(said.text, rest, 'left', glyphs.ellipsis)}`, roleOf(said))] : []),
	];
}

const isTyped = ({ kind }: Field): boolean => kind !== 'toggle' && kind !== 'choice';

/** The text under the cursor as the text field shows it, so that both are one picture (components/text-field). */
function typedLine({ form, glyphs }: FormDrawing, field: Field, width: number): Line {
	const edit = editOf(form);
	const isEmpty = edit.text === '';
	const shown = fieldWindow(
		isEmpty ? { text: field.placeholder ?? '', cursor: 0 } : edit,
		width,
		!isEmpty && field.kind === 'secret',
	);
	const rest = width - cellWidth(shown.before + shown.under);
	return [
		span(shown.before),
		{ text: shown.under, reverse: true },
		span(fitText(shown.after, rest, 'left', glyphs.ellipsis), isEmpty ? 'dim' : 'text'),
	];
}

export const roleOf = ({ level }: Verdict) => (level === 'error' ? 'bad' : 'warn');

/** Cells for a value; what is said beside it takes at most half of the line. */
const valueWidth = ({ inner, x }: FormDrawing, said: Verdict | undefined): number =>
	Math.max(8, inner - x - (said === undefined ? 0 : Math.min(cellWidth(said.text) + 2, Math.floor((inner - x) / 2))));

/** Whether what is said beside a row is longer than its place. */
export const isCut = (drawing: FormDrawing, said: Verdict): boolean =>
	cellWidth(said.text) > drawing.inner - drawing.x - valueWidth(drawing, said) - 2;

function valueLine({ form, glyphs }: FormDrawing, field: Field, text: string, here: boolean, width: number): Line {
	const within = (value: string) => fitText(value, width, 'left', glyphs.ellipsis);
	switch (field.kind) {
		case 'toggle':
			return [{ text: within(isOn(field, form.values) ? `[${glyphs.mark}] yes` : '[ ] no'), reverse: here }];
		case 'choice': {
			const label = field.choices?.find(choice => choice.value === text)?.label ?? text;
			return here
				? [{ text: within(`${glyphs.left} ${label} ${glyphs.right}`), reverse: true }]
				: [span(within(label))];
		}
		default:
			if (text === '') {
				return [span(within(field.placeholder ?? ''), 'dim')];
			}
			return [span(within(field.kind === 'secret' ? maskOf(glyphs) : visibleControls(text.slice(0, width * 32 + 64))))];
	}
}
