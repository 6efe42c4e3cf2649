import { type Find, type FindProblem, parseFind } from '../../domain/logs/find/find.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { parseLogLine } from '../../domain/logs/parse/parse-line.js';
import { withoutColours } from '../../domain/text/lines.js';
import type { CaseMode } from '../../domain/text/search.js';
import { memo, memoEach, memoRecent } from '../memo.js';
import { levelOf, lineMatcher } from './log-pretty.js';

/** The text that a user searches for, as it was typed. */
export type LogQuery = { readonly text: string; readonly mode: CaseMode };

/** Tests a line by itself, whatever the lines around it are. */
export type LineTest = (line: LogLine) => boolean;

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
	const { isInverted, testText = () => false, testFields, mayMatchSentence = () => true } = find;
	const matches: LineTest =
		testFields === undefined
			? lineMatcher(testText, mayMatchSentence)
			: line =>
					testFields({
						text: withoutColours(line.text),
						stream: line.stream,
						level: () => levelOf(line) ?? parseLogLine(line.text)?.level,
						record: () => parseLogLine(line.text),
					});
	return isInverted ? line => !matches(line) : matches;
});

const allOf = memo(
	(...tests: readonly LineTest[]): LineTest =>
		line =>
			tests.every(test => test(line)),
);

/** The test that the shown lines pass, of all filters and the one that is being typed; undefined without any. */
export function filterTest(filters: readonly LogQuery[], draft: LogQuery | undefined): LineTest | undefined {
	const tests = [...filters, ...(draft === undefined ? [] : [draft])].flatMap(query => {
		const find = findOf(query);
		return find === undefined ? [] : [testOf(find)];
	});
	return tests.length < 2 ? tests[0] : allOf(...tests);
}
