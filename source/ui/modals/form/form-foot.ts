import { quote } from '../../../domain/command.js';
import type { Line } from '../../../domain/text/line.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import { submittedValues } from '../../../state/modals/form.js';
import { fitText, span } from '../../views/text/lines.js';
import { visibleControls } from '../../views/text/visible-controls.js';
import type { FormDrawing } from './form-drawing.js';
import { isCut, roleOf } from './verdicts.js';

/** Lines of the command and of a message that are kept in sight. */
const commandRows = 3;
const messageRows = 4;

/** Under the fields: what helps with the one that has the cursor, what is wrong with the whole, and the command. */
export function footRows(drawing: FormDrawing): readonly Line[] {
	const { form, judgement, inner, glyphs } = drawing;
	const whole = form.message ?? judgement.whole;
	const command = form.spec.command?.(submittedValues(form));
	const message = whole
		? cut(
				whole.split('\n', messageRows + 1).flatMap(line => wrapText(line, inner, messageRows + 1)),
				messageRows,
				inner,
				glyphs.ellipsis,
			)
		: [];
	const role = form.leftOut.length > 0 && form.message !== undefined ? 'warn' : 'bad';
	const line = command ? commandLines(commandText(command, judgement.ok, glyphs.ellipsis), inner) : [];
	return [
		...hintRows(drawing),
		...message.map((text): Line => [span(text, role)]),
		...cut(line, commandRows, inner, glyphs.ellipsis).map((text): Line => [span(text, 'accent')]),
	];
}

/** The first lines of a command; of one that is very long no more is looked at. */
const commandLines = (command: string, width: number): readonly string[] =>
	wrapText(visibleControls(`$ ${command.slice(0, (commandRows + 1) * width * 32)}`), width, commandRows + 1);

/** The command, what is still to be typed in it left open: `docker pull …`. */
function commandText(command: readonly string[], isWhole: boolean, ellipsis: string): string {
	if (isWhole) {
		return quote(command);
	}
	return command.map(word => (word === '' ? ellipsis : quote([word]))).join(' ');
}

/** An error that was cut beside its field, how to take what is offered, or the field's help. */
function hintRows(drawing: FormDrawing): readonly Line[] {
	const { form, judgement, inner, glyphs } = drawing;
	const field = form.spec.fields[form.field];
	const said = field && judgement.beside(field, form.row);
	if (said && isCut(drawing, said)) {
		return wrapText(said.text, inner, messageRows).map(text => [span(text, roleOf(said.level))]);
	}
	if (form.completion) {
		const key = form.completion.byTab ? 'Tab' : glyphs.right;
		return [[span(`${key} `, 'key'), span('takes it', 'dim')]];
	}
	return [[span(fitText(field?.help ?? '', inner, 'left', glyphs.ellipsis), 'dim')]];
}

function cut(lines: readonly string[], most: number, width: number, ellipsis: string): readonly string[] {
	if (lines.length <= most) {
		return lines;
	}
	return [...lines.slice(0, most - 1), `${fitText(lines[most - 1] ?? '', width - 1)}${ellipsis}`];
}
