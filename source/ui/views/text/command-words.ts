import { quote } from '../../../domain/command.js';
import { withShortIds } from '../../../domain/nouns/short-id.js';
import { cellWidth, takeStart, truncate } from '../../../domain/text/cell-width.js';
import { cutMiddle } from '../../../domain/text/cut-middle.js';
import { elapsed } from '../../../domain/text/elapsed.js';
import type { Line } from '../../../domain/text/line.js';
import type { CommandEntry } from '../../../state/state.js';
import { lineWidth, span } from './lines.js';

/** Beside a result that needs the space, a command keeps this share of the width. */
const commandShare = 0.4;
const gap = '  ';

/**
 * A command, its duration and its result in at most `width` cells. When they do not fit, the duration goes, then the end of the
 * command; the end of a long result stays.
 */
export function commandWords(
	{ command, status, milliseconds, message = '' }: CommandEntry,
	width: number,
	ellipsis: string,
): Line {
	const role = status === 'failed' ? 'bad' : 'dim';
	const result = message === '' ? '' : gap + withShortIds(message);
	// One cell more than there is: a longer text is cut, and is not read to its end.
	const line = takeStart(quote(command), width + 1);
	const time = milliseconds === undefined ? [] : [span(`${gap}${elapsed(milliseconds)}`, 'dim')];
	const whole = [span(line), ...time, ...(result === '' ? [] : [span(takeStart(result, width + 1), role)])];
	if (lineWidth(whole) <= width) {
		return whole;
	}
	const resultWidth = cellWidth(takeStart(result, width));
	const commandWidth = Math.max(Math.floor(width * commandShare), width - resultWidth);
	const shown = truncate(line, Math.max(0, commandWidth), { ellipsis });
	const rest = width - cellWidth(shown) - gap.length;
	return result === '' || rest < 1
		? [span(shown)]
		: [span(shown), span(gap + cutMiddle(result.slice(gap.length), rest, ellipsis), role)];
}
