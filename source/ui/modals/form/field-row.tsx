import { Box } from 'ink';
import { memo } from 'react';
import { takeStart } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { editOf, isOn, placeholderOf } from '../../../state/modals/form.js';
import type { Verdict } from '../../../state/modals/form-judgement.js';
import type { Field } from '../../../state/modals/modal.js';
import type { TextEdit } from '../../../state/modals/text-edit.js';
import { TextField } from '../../components/text-field.js';
import { Words } from '../../components/words.js';
import { useDrawing } from '../../drawing/drawing-context.js';
import type { PartAt } from '../../drawing/plate.js';
import type { Glyphs } from '../../glyphs.js';
import { fitText, span } from '../../views/text/lines.js';
import { maskOf } from '../../views/text/mask.js';
import { visibleControls } from '../../views/text/visible-controls.js';
import type { FormDrawing, FormRow } from './form-drawing.js';
import { roleOf, valueWidth } from './verdicts.js';

export type FieldRowProps = {
	readonly field: Field;
	/** The field's place in the form, and the row's place in the field. */
	readonly index: number;
	readonly row: number;
	readonly label: string;
	/** The text of the row while it does not have the cursor. */
	readonly text: string;
	/** Shown dimmed while there is no text. */
	readonly placeholder: string;
	/** True for a toggle that is on. */
	readonly isOn: boolean;
	readonly here: boolean;
	/** The text field while the row has the cursor; undefined for a toggle or a choice. */
	readonly edit: TextEdit | undefined;
	readonly isActive: boolean;
	readonly verdict: string | undefined;
	readonly level: Verdict['level'] | undefined;
	/** Widths in cells of the label with its margins, of the value, and of the verdict. */
	readonly labelWidth: number;
	readonly width: number;
	readonly verdictWidth: number;
};

/**
 * One text of a field: its label, its value or text field, and its verdict. It is memoized, so that a key renders only the
 * row that it changes.
 */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
	const { field, label, placeholder, here, edit, isActive, verdict, level, labelWidth, width, verdictWidth } = props;
	const { glyphs } = useDrawing();
	const shownLabel = fitText(label, labelWidth - labelMargins, 'left', glyphs.ellipsis);
	const head = [
		span(here ? `${glyphs.right} ` : '  ', 'accent'),
		span(shownLabel, here ? 'strong' : 'text'),
		span('  '),
	];
	const tail =
		verdict === undefined || level === undefined
			? []
			: [span(`  ${fitText(verdict, verdictWidth, 'left', glyphs.ellipsis)}`, roleOf(level))];
	const { index, row } = props;
	const partAt: PartAt = (_, x) => ({ kind: 'slot', slot: { field: index, row }, cell: x - labelWidth });
	if (!edit) {
		return <Words line={[...head, ...valueLine(props, glyphs), ...tail]} partAt={partAt} />;
	}
	return (
		<Box height={1}>
			<Words line={head} partAt={partAt} />
			<TextField
				edit={edit}
				width={width}
				mask={field.kind === 'secret'}
				placeholder={placeholder}
				isActive={isActive}
			/>
			<Words line={tail} />
		</Box>
	);
});

/** Returns the props of a field's row; the same values while the row is unchanged. */
export function fieldRowProps({ field, row, text, here }: RowOf<'field'>, drawing: FormDrawing): FieldRowProps {
	const { form, judgement, inner, x } = drawing;
	const verdict = judgement.beside(field, row);
	const width = valueWidth(drawing, verdict);
	return {
		field,
		index: form.spec.fields.indexOf(field),
		row,
		label: labelOf(field, row, x - labelMargins),
		text,
		placeholder: placeholderOf(field, form.values),
		isOn: isOn(field, form.values),
		here,
		edit: here && isTyped(field) ? editOf(form) : undefined,
		isActive: here && !form.busy,
		verdict: verdict?.text,
		level: verdict?.level,
		labelWidth: x,
		width,
		verdictWidth: Math.max(0, inner - x - width - 2),
	};
}

/** Cells beside a label: the marker of the cursor before it, and a gap behind it. */
const labelMargins = 4;

/** The label of a row: a field of several rows numbers them from the second on. */
function labelOf({ label }: Field, row: number, width: number): string {
	const number = row === 0 ? '' : ` ${row + 1}`;
	return takeStart(label, width - number.length) + number;
}

type RowOf<K extends FormRow['kind']> = Extract<FormRow, { readonly kind: K }>;

/** The line that unfolds the advanced fields. */
export function MoreRow({ row, drawing }: { readonly row: RowOf<'more'>; readonly drawing: FormDrawing }) {
	const { inner, glyphs } = drawing;
	const names = row.folded.map(field => field.label.toLowerCase()).join(', ');
	return (
		<Words
			line={[
				{ text: ` ${glyphs.right} more: `, role: row.here ? 'strong' : 'key', reverse: row.here },
				span(fitText(names, Math.max(1, inner - 10), 'left', glyphs.ellipsis), 'dim'),
			]}
			partAt={morePart}
		/>
	);
}

const morePart: PartAt = () => ({ kind: 'slot', slot: 'more', cell: 0 });

const isTyped = ({ kind }: Field): boolean => kind !== 'toggle' && kind !== 'choice';

function valueLine({ field, text, placeholder, isOn, here, width }: FieldRowProps, glyphs: Glyphs): Line {
	const within = (value: string) => fitText(value, width, 'left', glyphs.ellipsis);
	switch (field.kind) {
		case 'toggle':
			return [{ text: within(isOn ? `[${glyphs.mark}] yes` : '[ ] no'), reverse: here }];
		case 'choice': {
			const label = field.choices?.find(choice => choice.value === text)?.label ?? text;
			return here
				? [{ text: within(`${glyphs.left} ${label} ${glyphs.right}`), reverse: true }]
				: [span(within(label))];
		}
		default:
			if (text === '') {
				return [span(within(placeholder), 'dim')];
			}
			return [span(within(field.kind === 'secret' ? maskOf(glyphs) : visibleControls(text.slice(0, width * 32 + 64))))];
	}
}
