import { cellWidth } from '../../../domain/cell-width.js';
import { quote } from '../../../domain/command.js';
import type { Line } from '../../../domain/line.js';
import { editOf, errorOf, formErrors, isOnMore, rowsOf, submittedValues } from '../../../state/form.js';
import type { Field, FormModal } from '../../../state/modal.js';
import type { Glyphs } from '../../glyphs.js';
import { fitText, span } from '../lines.js';
import { windowOf } from '../scroll.js';
import { wrapText } from '../wrap-text.js';
import { type ModalPart, modalBox, type Size, tallest, widest } from './modal-box.js';

type Row = {
	readonly line: Line /** The row with the cursor; its text field begins at this cell. */;
	readonly fieldAt?: number;
};

/** Lines of the command that are kept in sight. */
const commandRows = 3;

/** A form: fields with their errors beside them, the rest folded away, the live docker command underneath. */
export function formView(form: FormModal, size: Size, glyphs: Glyphs): ModalPart {
	const { spec } = form;
	const width = Math.min(widest(size), 92);
	const inner = width - 4;
	const errors = formErrors(form);
	const labelWidth = Math.min(20, Math.max(...spec.fields.map(field => cellWidth(field.label))));
	const notes: Line[] = (spec.notes ?? []).flatMap(note => wrapText(note, inner)).map(text => [span(text, 'dim')]);
	const rows = fieldRows(form, errors, labelWidth, inner, glyphs);
	const below = footRows(form, errors, inner, labelWidth + 4, glyphs);
	const room = Math.max(1, tallest(size) - below.length);
	const kept = notes.length + rows.length <= room ? notes : [];
	const at = rows.findIndex(row => row.fieldAt !== undefined);
	const height = Math.min(rows.length, Math.max(1, room - kept.length));
	const { start, end } = windowOf(rows.length, Math.max(0, at), height, Math.max(0, at - Math.floor(height / 2)));
	const shown = rows.slice(start, end);
	const body = [...kept, ...shown.map(row => row.line), ...below];
	const hints: Line = [span(` Enter ${spec.submit.toLowerCase()} · Tab next · Esc leave `, 'dim')];
	const drawn = modalBox({
		title: spec.title,
		body,
		width,
		footer: hints,
		size,
		glyphs,
		scroll: { count: rows.length, offset: start },
	});
	const line = shown.findIndex(row => row.fieldAt !== undefined);
	const field = spec.fields[form.field];
	if (line < 0 || !field || field.kind === 'toggle' || field.kind === 'choice') return drawn;
	const x = shown[line]!.fieldAt!;
	const edit = editOf(form);
	const rect = {
		x: drawn.rect.x + 2 + x,
		y: drawn.rect.y + 1 + kept.length + line,
		width: Math.max(1, valueWidth(inner, x, errorAt(form, errors, field, form.row))),
		height: 1,
	};
	return { ...drawn, field: { rect, text: edit.text, cursor: edit.cursor, mask: field.kind === 'secret' } };
}

const errorAt = (
	form: FormModal,
	errors: Readonly<Record<string, string>>,
	field: Field,
	row: number,
): string | undefined =>
	errorOf(form, errors, field, row) ??
	form.spec.warnings?.(submittedValues(form))[field.kind === 'rows' ? `${field.name}.${row}` : field.name];

/** Cells for a value; an error beside it takes at most half of the line. */
const valueWidth = (inner: number, x: number, error: string | undefined): number =>
	Math.max(8, inner - x - (error === undefined ? 0 : Math.min(cellWidth(error) + 2, Math.floor((inner - x) / 2))));

function fieldRows(
	form: FormModal,
	errors: Readonly<Record<string, string>>,
	labelWidth: number,
	inner: number,
	glyphs: Glyphs,
): Row[] {
	const rows: Row[] = [];
	form.spec.fields.forEach((field, index) => {
		if (field.advanced && !form.expanded) return;
		rowsOf(field, form.values).forEach((text, row) => {
			rows.push(
				fieldRow({
					form,
					errors,
					field,
					text,
					row,
					here: form.field === index && form.row === row,
					labelWidth,
					inner,
					glyphs,
				}),
			);
		});
	});
	const folded = form.spec.fields.filter(field => field.advanced);
	if (!form.expanded && folded.length > 0) {
		const here = isOnMore(form);
		const names = folded.map(field => field.label.toLowerCase()).join(', ');
		const line: Line = [
			{ text: ` ${glyphs.right} more: `, role: here ? 'strong' : 'key', reverse: here },
			span(fitText(names, Math.max(1, inner - 10)), 'dim'),
		];
		rows.push(here ? { line, fieldAt: 0 } : { line });
	}
	return rows;
}

function fieldRow(options: {
	form: FormModal;
	errors: Readonly<Record<string, string>>;
	field: Field;
	text: string;
	row: number;
	here: boolean;
	labelWidth: number;
	inner: number;
	glyphs: Glyphs;
}): Row {
	const { form, errors, field, text, row, here, labelWidth, inner, glyphs } = options;
	const said = errorAt(form, errors, field, row);
	const isError = errorOf(form, errors, field, row) !== undefined;
	const x = labelWidth + 4;
	const width = valueWidth(inner, x, said);
	const value = valueLine(field, text, here, width, glyphs);
	const line: Line = [
		span(here ? `${glyphs.right} ` : '  ', 'accent'),
		span(fitText(row === 0 ? field.label : '', labelWidth), here ? 'strong' : 'text'),
		span('  '),
		...value,
		...(said === undefined
			? []
			: [span(`  ${fitText(said, Math.max(0, inner - x - width - 2))}`, isError ? 'bad' : 'warn')]),
	];
	return here ? { line, fieldAt: x } : { line };
}

function valueLine(field: Field, text: string, here: boolean, width: number, glyphs: Glyphs): Line {
	switch (field.kind) {
		case 'toggle':
			return [{ text: fitText(text === 'true' ? `[${glyphs.mark}] yes` : '[ ] no', width), reverse: here }];
		case 'choice': {
			const label = field.choices?.find(choice => choice.value === text)?.label ?? text;
			return here
				? [{ text: fitText(`${glyphs.left} ${label} ${glyphs.right}`, width), reverse: true }]
				: [span(fitText(label, width))];
		}
		default: {
			if (text === '') return [span(fitText(field.placeholder ?? '', width), 'dim')];
			return [span(fitText(field.kind === 'secret' ? '•'.repeat(Math.min(12, text.length)) : text, width))];
		}
	}
}

/** Under the fields: an error that was cut beside its field, what is wrong with the whole, completions or help, and the command. */
function footRows(
	form: FormModal,
	errors: Readonly<Record<string, string>>,
	inner: number,
	x: number,
	glyphs: Glyphs,
): Line[] {
	const field = form.spec.fields[form.field];
	const whole = form.message ?? errors[''];
	const said = field && errorAt(form, errors, field, form.row);
	const isCut = said !== undefined && cellWidth(said) + 2 > Math.floor((inner - x) / 2);
	const hint: Line[] = form.completion
		? [[span('Tab ', 'key'), span(fitText(form.completion.items.join('  '), inner - 4), 'dim')]]
		: isCut
			? wrapText(said, inner).map(text => [span(text, errorOf(form, errors, field, form.row) ? 'bad' : 'warn')])
			: [[span(fitText(field?.help ?? '', inner), 'dim')]];
	const command = form.spec.command?.(submittedValues(form));
	const wrapped = command ? wrapText(`$ ${quote(command)}`, inner) : [];
	const cut =
		wrapped.length > commandRows
			? [
					...wrapped.slice(0, commandRows - 1),
					`${fitText(wrapped[commandRows - 1] ?? '', inner - 1)}${glyphs.ellipsis}`,
				]
			: wrapped;
	return [
		...hint,
		...(whole
			? wrapText(whole, inner)
					.slice(0, 4)
					.map((text): Line => [span(text, 'bad')])
			: []),
		...cut.map((text): Line => [span(text, 'accent')]),
	];
}
