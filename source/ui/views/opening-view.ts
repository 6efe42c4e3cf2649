import type { Line } from '../../domain/text/line.js';
import type { State } from '../../state/state.js';
import type { Glyphs } from '../glyphs.js';
import { fitText } from './text/lines.js';

const leave = 'Esc cancels ';

/** The session that is being opened and how to cancel it, in one line above all else; none while nothing is opened. */
export function openingView({ opening }: State, width: number, glyphs: Glyphs): readonly Line[] {
	if (!opening) {
		return [];
	}
	const room = Math.max(0, width - leave.length - glyphs.ellipsis.length - 1);
	const text = fitText(` ${opening.text}`, room, 'left', glyphs.ellipsis).trimEnd();
	const said = text.endsWith(glyphs.ellipsis) ? text : text + glyphs.ellipsis;
	return [
		[
			{
				text: fitText(`${said.padEnd(Math.max(0, width - leave.length))}${leave}`, width),
				role: 'accent',
				reverse: true,
			},
		],
	];
}
