import type { Line } from '../../domain/text/line.js';
import type { State } from '../../state/state.js';
import type { Glyphs } from '../glyphs.js';
import { fitText } from './text/lines.js';

const cancelHint = 'Esc cancels ';

/** Shows in one line which session is opening and how to cancel it; returns no line while none is opening. */
export function openingView({ opening, monotonicNow }: State, width: number, glyphs: Glyphs): readonly Line[] {
	if (!opening) {
		return [];
	}
	const textWidth = Math.max(0, width - cancelHint.length - glyphs.ellipsis.length - 1);
	const spinner = glyphs.spinner[Math.floor(monotonicNow / 1000) % glyphs.spinner.length]!;
	const text = fitText(` ${spinner} ${opening.text}`, textWidth, 'left', glyphs.ellipsis).trimEnd();
	const title = text.endsWith(glyphs.ellipsis) ? text : text + glyphs.ellipsis;
	return [
		[
			{
				text: fitText(`${title.padEnd(Math.max(0, width - cancelHint.length))}${cancelHint}`, width),
				role: 'accent',
				reverse: true,
			},
		],
	];
}
