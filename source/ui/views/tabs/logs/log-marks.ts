import type { Find } from '../../../../domain/logs/find/find.js';
import type { Line, Role } from '../../../../domain/text/line.js';
import { highlight, plainText } from '../../../../domain/text/lines.js';
import type { CaseMode } from '../../../../domain/text/search.js';
import { findOf, type LogQuery } from '../../../../state/logs/find/log-finds.js';
import type { LogView } from '../../../../state/logs/log-view.js';
import { memo } from '../../../../state/memo.js';

/** The searches that are marked in log lines. */
export type LogMarks = {
	/** The search, or the filters while there is none. */
	readonly found: readonly Find[];
	readonly highlights: readonly Find[];
};

/** The same object for the same searches, because the drawn rows of a line are kept by it. */
export const marksOf = ({ search, searchMode, filters, draft, highlights }: LogView): LogMarks =>
	marksFor(search, searchMode, filters, draft, highlights);

const marksFor = memo(
	(
		search: string,
		mode: CaseMode,
		filters: LogView['filters'],
		draft: LogView['draft'],
		highlights: LogView['highlights'],
	): LogMarks => ({
		found: findsOf(search === '' ? [...filters, ...(draft ? [draft] : [])] : [{ text: search, mode }]),
		highlights: findsOf(highlights),
	}),
);

const findsOf = (queries: readonly LogQuery[]): readonly Find[] =>
	queries.flatMap(query => {
		const find = findOf(query);
		return find === undefined ? [] : [find];
	});

const roles: readonly Role[] = ['mark-1', 'mark-2', 'mark-3', 'mark-4'];

/** The role of a highlight by its place among all. */
export const markRole = (at: number): Role => roles[at % roles.length]!;

/** Marks the highlights, and over them the hits of the search; those of the current match are in reverse video. */
export function showMarks(line: Line, { found, highlights }: LogMarks, isCurrent: boolean): Line {
	if (found.length === 0 && highlights.length === 0) {
		return line;
	}
	const text = plainText(line);
	let marked = line;
	for (const [at, find] of highlights.entries()) {
		marked = highlight(marked, find.ranges(text), markRole(at));
	}
	for (const find of found) {
		marked = highlight(marked, find.ranges(text), 'match');
	}
	return isCurrent ? marked.map(part => (part.role === 'match' ? { ...part, reverse: true } : part)) : marked;
}
