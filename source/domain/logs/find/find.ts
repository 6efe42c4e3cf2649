import type { TextRange } from '../../text/lines.js';
import { type CaseMode, containing, isCaseSensitive, searchRanges } from '../../text/search.js';
import { levels, levelWords } from '../level.js';
import { Automaton } from './expression/automaton.js';
import { ExpressionError } from './expression/expression-reader.js';
import { needOf } from './expression/need-of.js';
import { parseExpression } from './expression/parse-expression.js';
import { type FieldTest, fieldTest, parseFieldQuery } from './field-query.js';
import { needTest, type TextFind } from './need.js';
import { clockFilter, sentenceFilter } from './sentence-filter.js';
import { accessNameTest } from './shape-fields.js';

/** A search of log lines that is ready to run. */
export type Find = {
	/** True to find the lines that do not match. */
	readonly isInverted: boolean;
	/** The parts of a line's text to mark; none for an inverted search. */
	readonly ranges: (text: string) => readonly TextRange[];
	/** The text, in lower case if case is ignored, of a search that finds the lines with it. */
	readonly plain?: { readonly text: string; readonly ignoresCase: boolean };
} & (TextFind | { readonly testFields: FieldTest });

type Positive = Pick<Find, 'isInverted' | 'ranges' | 'plain'>;

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

/** Returns true if a search finds no line that another one does not find. */
export const isNarrowerFind = (find: Find, other: Find): boolean =>
	find === other ||
	(!find.isInverted &&
		!other.isInverted &&
		find.plain !== undefined &&
		other.plain !== undefined &&
		(other.plain.ignoresCase
			? find.plain.text.toLowerCase().includes(other.plain.text)
			: !find.plain.ignoresCase && find.plain.text.includes(other.plain.text)));

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
		testFields: fieldTest(field, value, plain.testText),
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

function textFind(text: string, mode: CaseMode): Positive & TextFind {
	const ignoresCase = !isCaseSensitive(text, mode);
	const testText = containing(text, ignoresCase);
	const need = { kind: 'text', text: ignoresCase ? text.toLowerCase() : text } as const;
	return {
		isInverted: false,
		plain: { text: need.text, ignoresCase },
		testText,
		levels: levels.filter(level => testText(levelWords[level])),
		mayMatch: clockFilter(text) ?? sentenceFilter(need, ignoresCase),
		namesField: accessNameTest(name => testText(` ${name}=`)),
		ranges: line => searchRanges(line, text, mode),
	};
}

const noLevel = () => undefined;

/** `\S`, `\W`, `\D` and `\B` have no upper-case letter of the searched text. */
const withoutEscapes = (expression: string): string => expression.replace(/\\[A-Za-z]/g, '');

function expressionFind(expression: string, mode: CaseMode): (Positive & TextFind) | FindProblem {
	try {
		const ignoresCase = !isCaseSensitive(withoutEscapes(expression), mode);
		const node = parseExpression(expression, ignoresCase);
		const automaton = new Automaton(node);
		const need = needOf(node, ignoresCase);
		const has = needTest(need, needed => containing(needed, ignoresCase)) ?? (() => true);
		return {
			isInverted: false,
			// The automaton reads each character, which takes several times longer than to look for a text.
			testText: text => has(text, noLevel) && automaton.test(text),
			mayMatch: sentenceFilter(need, ignoresCase),
			levels: [],
			ranges: text => automaton.ranges(text),
		};
	} catch (error) {
		if (error instanceof ExpressionError) {
			return { problem: error.message };
		}
		throw error;
	}
}
