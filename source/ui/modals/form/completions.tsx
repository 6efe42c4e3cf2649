import { useContext } from 'react';
import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line, Rect } from '../../../domain/text/line.js';
import { Lines } from '../../components/words.js';
import { fitText, span } from '../../views/text/lines.js';
import { windowOf } from '../../views/text/scroll.js';
import { LevelContext, Raised, zOf } from '../dialog.js';
import type { FormDrawing } from './form-drawing.js';

/** Number of completions that are visible at the same time. */
const maxVisible = 6;

export type CompletionsProps = {
	readonly drawing: FormDrawing;
	/** The rectangle of the form, and its row that has the cursor. */
	readonly body: Rect;
	readonly cursorRow: number;
};

/** The completions of a field's text, below the cursor, or above it if there are more rows. */
export function Completions({ drawing, body, cursorRow }: CompletionsProps) {
	const { form, inner, x, glyphs } = drawing;
	const level = useContext(LevelContext);
	const { items, index } = form.completion ?? { items: [], index: 0 };
	const below = body.height - cursorRow - 1;
	const height = Math.min(maxVisible, items.length, Math.max(below, cursorRow));
	if (height <= 0) {
		return null;
	}
	const { start, end } = windowOf(items.length, index, height, 0);
	const width = Math.min(inner - x, Math.max(0, ...items.map(cellWidth)) + 2);
	const lines = items.slice(start, end).map((item, row): Line => {
		const text = fitText(item, width, 'left', glyphs.ellipsis);
		const isChosen = start + row === index;
		return [span(' '.repeat(x - 1)), span(glyphs.vertical, 'border-focused'), { text, reverse: isChosen }];
	});
	const y = body.y + (below >= height ? cursorRow + 1 : cursorRow - height);
	return (
		<Raised rect={{ x: body.x, y, width: body.width, height: lines.length }} z={zOf(level) + 1}>
			<Lines lines={lines} partAt={row => ({ kind: 'offer', index: start + row })} />
		</Raised>
	);
}
