import { Box } from 'ink';
import { useContext } from 'react';
import type { Line } from '../../../domain/text/line.js';
import { editOf, isOn } from '../../../state/modals/form.js';
import type { Field } from '../../../state/modals/modal.js';
import { TextField } from '../../components/text-field.js';
import { Words } from '../../components/words.js';
import { fitText, span } from '../../views/text/lines.js';
import { maskOf } from '../../views/text/mask.js';
import { visibleControls } from '../../views/text/visible-controls.js';
import { IsTopContext } from '../dialog.js';
import type { FormDrawing, FormRow } from './form-drawing.js';
import { roleOf, valueWidth } from './verdicts.js';

type RowOf<K extends FormRow['kind']> = Extract<FormRow, { readonly kind: K }>;

/** One text of a field: its label, its value or the text field that is typed into, and what is wrong with it. */
export function FieldRow({ row, drawing }: { readonly row: RowOf<'field'>; readonly drawing: FormDrawing }) {
	const { form, judgement, inner, x, glyphs } = drawing;
	const { field, here, text } = row;
	const verdict = judgement.beside(field, row.row);
	const width = valueWidth(drawing, verdict);
	const rest = Math.max(0, inner - x - width - 2);
	const label = fitText(row.row === 0 ? field.label : '', x - 4, 'left', glyphs.ellipsis);
	const isTop = useContext(IsTopContext);
	return (
		<Box height={1}>
			<Words
				line={[span(here ? `${glyphs.right} ` : '  ', 'accent'), span(label, here ? 'strong' : 'text'), span('  ')]}
			/>
			<Box width={width} flexShrink={0}>
				{here && isTyped(field) ? (
					<TextField
						edit={editOf(form)}
						width={width}
						mask={field.kind === 'secret'}
						placeholder={field.placeholder}
						isActive={isTop && !form.busy}
					/>
				) : (
					<Words line={valueLine(drawing, field, text, here, width)} />
				)}
			</Box>
			{verdict && <Words line={[span(`  ${fitText(verdict.text, rest, 'left', glyphs.ellipsis)}`, roleOf(verdict))]} />}
		</Box>
	);
}

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
		/>
	);
}

const isTyped = ({ kind }: Field): boolean => kind !== 'toggle' && kind !== 'choice';

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
