import { interrupted, type SessionEnd, type SessionStage } from '../domain/session/session-stage.js';
import { cellWidth, takeStart } from '../domain/text/cell-width.js';
import { sanitize } from '../domain/text/sanitize.js';

const dim = (text: string): string => `\x1b[2m${text}\x1b[0m\r\n`;

/**
 * The line above a session: what it is, and how to leave it. As wide as the window at most; how to leave is cut last.
 */
export function openingLine(
	{ title, leave }: SessionStage,
	{ columns, ascii }: { columns: number; ascii: boolean },
): string {
	const separator = ascii ? ' - ' : ' · ';
	const how = takeStart(clean(leave, ascii), columns - 1);
	const room = columns - 1 - cellWidth(how) - cellWidth(separator);
	const what = shorten(clean(title, ascii), room, ascii);
	return dim(what === '' ? how : `${what}${separator}${how}`);
}

type Ended = SessionEnd & { readonly kind: 'ended' };

/** Whether what a program printed must be read before the dashboard covers it. */
export function keepsOutput(stage: SessionStage, end: SessionEnd): end is Ended {
	return stage.keepsError && end.kind === 'ended' && end.code !== 0 && end.code !== interrupted;
}

/** The line below a program that ended with an error, whose output stays until a key. */
export function errorLine(end: Ended, { ascii }: { ascii: boolean }): string {
	return dim(`exit ${end.code} ${ascii ? '-' : '·'} press any key to return`);
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
