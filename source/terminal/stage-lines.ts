import { exitWords } from '../domain/session/exit-words.js';
import { interrupted, type SessionEnd, type SessionStage } from '../domain/session/session-stage.js';
import { cellWidth, takeStart } from '../domain/text/cell-width.js';
import { sanitize } from '../domain/text/sanitize.js';

const dim = (text: string): string => `\x1b[2m${text}\x1b[0m\r\n`;

/**
 * Returns the line above a session, with its title and the keys that leave it. In a narrow window the title is cut first.
 */
export function openingLine(
	{ title, leave }: Pick<SessionStage, 'title' | 'leave'>,
	{ columns, ascii }: { columns: number; ascii: boolean },
): string {
	const separator = ascii ? ' - ' : ' · ';
	const leaveText = takeStart(clean(leave, ascii), columns - 1);
	const titleWidth = columns - 1 - cellWidth(leaveText) - cellWidth(separator);
	const titleText = shorten(clean(title, ascii), titleWidth, ascii);
	return dim(titleText === '' ? leaveText : `${titleText}${separator}${leaveText}`);
}

type Ended = SessionEnd & { readonly kind: 'ended' };

/**
 * Returns true if the user must be able to read a program's output before the dashboard covers it.
 *
 * @param isUnread True if the program has written something and the user has typed nothing.
 */
export function keepsOutput(stage: SessionStage, end: SessionEnd, isUnread: boolean): end is Ended {
	return stage.keepsOutput && end.kind === 'ended' && (end.code === 0 ? isUnread : end.code !== interrupted);
}

/** Returns the line below the output of a program, which stays until the next key. */
export function endLine(end: Ended, { ascii }: { ascii: boolean }): string {
	return dim(`exit ${exitWords(end.code)} ${ascii ? '-' : '·'} press any key to return`);
}

/** Returns the line below the output of a program that has ended, which stays until the next key. */
export function returnLine(end: number | string, { ascii }: { ascii: boolean }): string {
	const words = clean(typeof end === 'string' ? end : `exit ${exitWords(end)}`, ascii);
	return `\r\n${dim(`${words} ${ascii ? '-' : '·'} press any key to go back`)}`;
}

const clean = (text: string, ascii: boolean): string =>
	ascii
		? sanitize(text)
				.replaceAll('·', '-')
				.replace(/[^\x20-\x7e]/g, '?')
		: sanitize(text);

function shorten(text: string, width: number, ascii: boolean): string {
	if (cellWidth(text) <= width) {
		return text;
	}
	return width < 2 ? '' : takeStart(text, width - 1) + (ascii ? '~' : '…');
}
