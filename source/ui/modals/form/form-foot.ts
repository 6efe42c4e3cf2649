import { quote } from '../../../domain/command.js';
import { cellWidth, takeStart } from '../../../domain/text/cell-width.js';
import { wrapMiddle } from '../../../domain/text/cut-middle.js';
import type { Line } from '../../../domain/text/line.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import { submittedValues } from '../../../state/modals/form.js';
import type { ModalPart } from '../../../state/pointer/pointer-target.js';
import { fitText, span } from '../../views/text/lines.js';
import { visibleControls } from '../../views/text/visible-controls.js';
import type { FormDrawing } from './form-drawing.js';
import { isCut, roleOf } from './verdicts.js';

/** Maximum lines of the command and of a message. */
const maxCommandRows = 3;
const maxMessageRows = 4;
/** Maximum rows of a field's help. */
const maxHelpRows = 2;

/** The rows below the fields: a hint for the current field, the error of the whole form, and the command. */
export function footRows(drawing: FormDrawing): readonly Line[] {
	const { form, judgement, inner, glyphs } = drawing;
	const formError = form.message ?? judgement.whole;
	const command = form.spec.command?.(submittedValues(form));
	const message = formError ? wrapMiddle(formError, inner, maxMessageRows, glyphs.ellipsis) : [];
	const role = form.leftOut.length > 0 && form.message !== undefined ? 'warn' : 'bad';
	const line = command ? commandLines(commandText(command, judgement.ok, glyphs.ellipsis), inner) : [];
	return [
		...hintRows(drawing),
		...message.map((text): Line => [span(text, role)]),
		...cut(line, maxCommandRows, inner, glyphs.ellipsis).map((text): Line => [span(text, 'accent')]),
	];
}

/** Returns the first lines of a command. It wraps only its start, because a pasted command may be very long. */
const commandLines = (command: string, width: number): readonly string[] =>
	wrapText(visibleControls(`$ ${command.slice(0, (maxCommandRows + 1) * width * 32)}`), width, maxCommandRows + 1);

/** Returns the command with an ellipsis for each value that is still missing: `docker pull …`. */
function commandText(command: readonly string[], isWhole: boolean, ellipsis: string): string {
	if (isWhole) {
		return quote(command);
	}
	return command.map(word => (word === '' ? ellipsis : quote([word]))).join(' ');
}

/** Shows an error that was cut beside its field, or the field's whole help; then the completions of its text. */
function hintRows(drawing: FormDrawing): readonly Line[] {
	const { fields } = drawing.form.spec;
	const completes = fields.some(({ completes, suggest, lookUp }) => completes ?? suggest ?? lookUp);
	// The row of the completions stays while there are none, so that the form does not jump.
	return [...helpRows(drawing), ...(completes || drawing.form.completion ? [completionRow(drawing)] : [])];
}

/** Returns the completion that a click on a row of the foot fills in. */
export function offerAt(drawing: FormDrawing, row: number): ModalPart | undefined {
	const { completion } = drawing.form;
	return completion && row === helpRows(drawing).length ? { kind: 'offer', index: completion.index } : undefined;
}

/** The completions of the text under the cursor, the chosen one first, with the key that fills it in. */
function completionRow({ form, inner, glyphs }: FormDrawing): Line {
	const { items, index, byTab } = form.completion ?? { items: [], index: 0, byTab: false };
	const chosen = items[index];
	if (chosen === undefined) {
		return [];
	}
	const key = byTab ? 'Tab' : glyphs.right;
	const next =
		items.length > 1
			? ` ${glyphs.separator} Ctrl-n: ${[...items.slice(index + 1), ...items.slice(0, index)].join('  ')}`
			: '';
	const width = inner - cellWidth(key) - ' fills in '.length;
	const first = fitText(chosen, Math.min(cellWidth(chosen), width), 'left', glyphs.ellipsis);
	return [
		span(key, 'key'),
		span(' fills in ', 'dim'),
		span(first, 'strong'),
		span(fitText(next, Math.max(0, width - cellWidth(first)), 'left', glyphs.ellipsis), 'dim'),
	];
}

function helpRows(drawing: FormDrawing): readonly Line[] {
	const { form, judgement, inner, glyphs } = drawing;
	const field = form.spec.fields[form.field];
	const verdict = field && judgement.beside(field, form.row);
	if (verdict && isCut(drawing, verdict)) {
		return wrapMiddle(verdict.text, inner, maxMessageRows, glyphs.ellipsis).map(text => [
			span(text, roleOf(verdict.level)),
		]);
	}
	const help = wrapMiddle(field?.help ?? '', inner, maxHelpRows, glyphs.ellipsis);
	return Array.from({ length: helpHeight(drawing) }, (_, row): Line => [span(help[row] ?? '', 'dim')]);
}

/** The rows of the longest help, so that the form does not jump from field to field. */
const helpHeight = ({ form, inner }: FormDrawing): number =>
	Math.max(1, ...form.spec.fields.map(({ help = '' }) => Math.min(maxHelpRows, wrapText(help, inner).length)));

function cut(lines: readonly string[], maxRows: number, width: number, ellipsis: string): readonly string[] {
	if (lines.length <= maxRows) {
		return lines;
	}
	return [...lines.slice(0, maxRows - 1), `${takeStart(lines[maxRows - 1] ?? '', width - 1)}${ellipsis}`];
}
