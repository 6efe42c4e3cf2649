import { Box } from 'ink';
import { cellWidth } from '../../../domain/text/cell-width.js';
import { Words } from '../../components/words.js';
import { fitText, span } from '../../views/text/lines.js';
import { windowOf } from '../../views/text/scroll.js';
import type { FormDrawing } from './form-drawing.js';

/** Completions that are seen at once. */
const most = 6;

export type CompletionsProps = {
	readonly drawing: FormDrawing;
	/** Row of the body that has the cursor, and the body's height. */
	readonly cursorRow: number;
	readonly height: number;
};

/** What is offered for a field's text, over the rows below the cursor, or above where there is more room. */
export function Completions({ drawing, cursorRow, height: bodyHeight }: CompletionsProps) {
	const { form, inner, x, glyphs } = drawing;
	if (!form.completion) {
		return null;
	}
	const { items, index } = form.completion;
	const below = bodyHeight - cursorRow - 1;
	const height = Math.min(most, items.length, Math.max(below, cursorRow));
	const { start, end } = windowOf(items.length, index, height, 0);
	const width = Math.min(inner - x, Math.max(0, ...items.map(cellWidth)) + 2);
	return (
		<Box position="absolute" top={below >= height ? cursorRow + 1 : cursorRow - height} flexDirection="column">
			{items.slice(start, end).map((item, row) => {
				const text = fitText(item, width, 'left', glyphs.ellipsis);
				const rest = Math.max(0, inner - x - width);
				return (
					<Words
						key={item}
						line={[
							span(' '.repeat(x - 1)),
							span(glyphs.vertical, 'border-focused'),
							{ text, reverse: start + row === index },
							span(' '.repeat(rest)),
						]}
					/>
				);
			})}
		</Box>
	);
}
