import { quote } from '../../../domain/command.js';
import { takeStart } from '../../../domain/text/cell-width.js';
import { wrapMiddle } from '../../../domain/text/cut-middle.js';
import type { Line } from '../../../domain/text/line.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import { submittedValues } from '../../../state/modals/form.js';
import { fitText, span } from '../../views/text/lines.js';
import { visibleControls } from '../../views/text/visible-controls.js';
import type { FormDrawing } from './form-drawing.js';
import { isCut, roleOf } from './verdicts.js';

/** Maximum lines of the command and of a message. */
const maxCommandRows = 3;
const maxMessageRows = 4;

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

/** Shows an error that was cut beside its field, the key that accepts a completion, or the field's help. */
function hintRows(drawing: FormDrawing): readonly Line[] {
	const { form, judgement, inner, glyphs } = drawing;
	const field = form.spec.fields[form.field];
	const verdict = field && judgement.beside(field, form.row);
	if (verdict && isCut(drawing, verdict)) {
		return wrapMiddle(verdict.text, inner, maxMessageRows, glyphs.ellipsis).map(text => [
			span(text, roleOf(verdict.level)),
		]);
	}
	if (form.completion) {
		const key = form.completion.byTab ? 'Tab' : glyphs.right;
		return [[span(`${key} `, 'key'), span('accepts it', 'dim')]];
	}
	return [[span(fitText(field?.help ?? '', inner, 'left', glyphs.ellipsis), 'dim')]];
}

function cut(lines: readonly string[], maxRows: number, width: number, ellipsis: string): readonly string[] {
	if (lines.length <= maxRows) {
		return lines;
	}
	return [...lines.slice(0, maxRows - 1), `${takeStart(lines[maxRows - 1] ?? '', width - 1)}${ellipsis}`];
}
