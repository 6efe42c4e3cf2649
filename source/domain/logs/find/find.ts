import type { TextRange } from '../../text/lines.js';
import { type CaseMode, isCaseSensitive, matcher, searchRanges } from '../../text/search.js';
import { sentenceFilter } from '../parse/sentence-filter.js';
import { Automaton } from './expression/automaton.js';
import { ExpressionError } from './expression/expression-reader.js';
import { parseExpression } from './expression/parse-expression.js';
import { type FieldTest, fieldTest, parseFieldQuery } from './field-query.js';

/** A search of log lines that is ready to run. */
export type Find = {
	/** True to find the lines that do not match. */
	readonly isInverted: boolean;
	/** Tests a line as it was written, or as it is shown. */
	readonly testText?: (text: string) => boolean;
	/** False for the text of a line that is shown as a sentence which cannot match; without it, any sentence may. */
	readonly mayMatchSentence?: (text: string) => boolean;
	/** Tests the fields of a line, instead of its text. */
	readonly testFields?: FieldTest;
	/** The parts of a line's text to mark; none for an inverted search. */
	readonly ranges: (text: string) => readonly TextRange[];
};

/** A text of a user that cannot be searched for, with the reason. */
export type FindProblem = { readonly problem: string };

const noRanges = (): readonly TextRange[] => [];

/**
 * Reads what a user searches for: a text, `/an expression/`, or `field=value` with one of the operators = != > >= < <= ~ !~. A `!`
 * before it finds all other lines. After a backslash everything is text.
 *
 * @param query Not empty.
 */
export function parseFind(query: string, mode: CaseMode): Find | FindProblem {
	const isInverted = query.startsWith('!') && query.length > 1;
	const found = parsePositive(isInverted ? query.slice(1) : query, mode);
	return 'problem' in found || !isInverted ? found : { ...found, isInverted, ranges: noRanges };
}

function parsePositive(query: string, mode: CaseMode): Find | FindProblem {
	const isEscaped = query.startsWith('\\') && query.length > 1;
	const expression = isEscaped ? undefined : expressionIn(query);
	if (expression !== undefined) {
		return expressionFind(expression, mode);
	}
	const field = isEscaped ? undefined : parseFieldQuery(query);
	if (field === undefined) {
		return textFind(isEscaped ? query.slice(1) : query, mode);
	}
	const inner = field.operator === '~' || field.operator === '!~' ? expressionIn(field.value) : undefined;
	const value = inner === undefined ? textFind(field.value, mode) : expressionFind(inner, mode);
	if ('problem' in value) {
		return value;
	}
	// The fields of plain text are part of the text.
	const plain = textFind(`${field.key}=${field.value}`, mode);
	const mark = textFind(`${field.key}=`, 'ignore');
	return {
		isInverted: false,
		testFields: fieldTest(field, value.testText!, plain.testText!),
		ranges: text => mark.ranges(text).map(range => ({ start: range.start, end: endOfWord(text, range.end) })),
	};
}

/** The expression between two slashes; undefined for any other text. */
const expressionIn = (text: string): string | undefined =>
	text.length > 2 && text.startsWith('/') && text.endsWith('/') ? text.slice(1, -1) : undefined;

function endOfWord(text: string, from: number): number {
	const end = text[from] === '"' ? text.indexOf('"', from + 1) + 1 : text.indexOf(' ', from);
	return end <= 0 ? text.length : end;
}

function textFind(text: string, mode: CaseMode): Find {
	return {
		isInverted: false,
		testText: matcher(text, mode) ?? (() => true),
		mayMatchSentence: sentenceFilter(text, mode),
		ranges: line => searchRanges(line, text, mode),
	};
}

/** `\S`, `\W`, `\D` and `\B` have no upper-case letter of the searched text. */
const withoutEscapes = (expression: string): string => expression.replace(/\\[A-Za-z]/g, '');

function expressionFind(expression: string, mode: CaseMode): Find | FindProblem {
	try {
		const ignoresCase = !isCaseSensitive(withoutEscapes(expression), mode);
		const automaton = new Automaton(parseExpression(expression, ignoresCase));
		return {
			isInverted: false,
			testText: text => automaton.test(text),
			ranges: text => automaton.ranges(text),
		};
	} catch (error) {
		if (error instanceof ExpressionError) {
			return { problem: error.message };
		}
		throw error;
	}
}
