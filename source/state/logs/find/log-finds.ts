import type { FieldTest } from '../../../domain/logs/find/field-query.js';
import { type Find, type FindProblem, isNarrowerFind, parseFind } from '../../../domain/logs/find/find.js';
import { scanLength } from '../../../domain/logs/parse/guess-level.js';
import { parseLogLine } from '../../../domain/logs/parse/parse-line.js';
import { withoutColours } from '../../../domain/text/lines.js';
import type { CaseMode } from '../../../domain/text/search.js';
import { memoEach, memoRecent } from '../../memo.js';
import { type LineTest, lineMatcher } from '../log-pretty.js';

/** The text that a user searches for, as it was typed. */
export type LogQuery = { readonly text: string; readonly mode: CaseMode };

const findIn = memoRecent<string, Find | FindProblem>(64, key => {
	const at = key.indexOf(' ');
	return parseFind(key.slice(at + 1), caseModes.find(mode => mode === key.slice(0, at)) ?? 'smart');
});

/** The case modes in the order in which a key changes them. */
const caseModes: readonly CaseMode[] = ['smart', 'exact', 'ignore'];

export const nextCaseMode = (mode: CaseMode): CaseMode =>
	caseModes[(caseModes.indexOf(mode) + 1) % caseModes.length] ?? 'smart';

const parsed = ({ text, mode }: LogQuery): Find | FindProblem | undefined =>
	text === '' ? undefined : findIn(`${mode} ${text}`);

/** The search of a query, the same object for the same query; undefined without a text, or if it cannot be read. */
export function findOf(query: LogQuery): Find | undefined {
	const found = parsed(query);
	return found === undefined || 'problem' in found ? undefined : found;
}

/** The reason why a query cannot be read; undefined if it can. */
export function problemOf(query: LogQuery): string | undefined {
	const found = parsed(query);
	return found !== undefined && 'problem' in found ? found.problem : undefined;
}

/** The test of a search. The same function for the same search, so that the answers for the lines stay. */
export const testOf = memoEach((find: Find): LineTest => {
	const matches = 'testFields' in find ? fieldMatcher(find.testFields) : lineMatcher(find);
	const test: LineTest = find.isInverted ? (line, level) => !matches(line, level) : matches;
	findsOf.set(test, [find]);
	return test;
});

/** The searches that all have to find a line for a test to pass. */
const findsOf = new WeakMap<LineTest, readonly Find[]>();

/** Returns true if a test passes for no line for which another one does not: while a text is typed, for example. */
export const isNarrowerTest = (test: LineTest, other: LineTest): boolean => {
	const others = findsOf.get(other) ?? [];
	return others.length > 0 && others.every(each => findsOf.get(test)?.some(find => isNarrowerFind(find, each)));
};

/** The test that passes for lines for which both tests do. */
export function bothTests(one: LineTest, other: LineTest): LineTest {
	const test: LineTest = (line, level) => one(line, level) && other(line, level);
	findsOf.set(test, [...(findsOf.get(one) ?? []), ...(findsOf.get(other) ?? [])]);
	return test;
}

const fieldMatcher =
	(test: FieldTest): LineTest =>
	({ text, stream }, level) =>
		test({
			text: withoutColours(text),
			stream,
			// The scan finds the level of a line that it reads as a whole.
			level: () => level() ?? (text.length > scanLength ? parseLogLine(text)?.level : undefined),
			record: () => parseLogLine(text),
		});

/** The test that the shown lines pass, of all filters and the one that is being typed; undefined without any. */
export function filterTest(filters: readonly LogQuery[], draft: LogQuery | undefined): LineTest | undefined {
	const tests = [...filters, ...(draft === undefined ? [] : [draft])].flatMap(query => {
		const find = findOf(query);
		return find === undefined ? [] : [testOf(find)];
	});
	return tests.length === 0 ? undefined : tests.reduce(bothTests);
}
