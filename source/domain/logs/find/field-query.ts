import { type Level, levelOfNumber, levelOfWord, levels } from '../level.js';
import { unquote } from '../parse/json-members.js';
import type { LogRecord } from '../parse/log-record.js';
import { testJsonField } from './json-values.js';
import type { TextFind, TextTest } from './need.js';
import { pairTest } from './pair-values.js';
import { compareQuantities, parseQuantity, type Quantity } from './quantity.js';
import { accessField, shapeTest } from './shape-fields.js';
import { valueScan } from './value-scan.js';

const operators = ['!=', '>=', '<=', '!~', '=', '>', '<', '~'] as const;
type Operator = (typeof operators)[number];

/** `status>=500`: a field of a structured line, or its level, message or stream. */
export type FieldQuery = { readonly key: string; readonly operator: Operator; readonly value: string };

/** The parts of a line that a field query looks at; they are read when they are needed. */
export type FieldSubject = {
	readonly text: string;
	readonly stream: string;
	level(): Level | undefined;
	record(): LogRecord | undefined;
};

export type FieldTest = (subject: FieldSubject) => boolean;

const shape = /^([A-Za-z_@$](?:[\w.@$/-]*[\w.@$/])?)(!=|>=|<=|!~|=|>|<|~)(.+)$/s;

/** Reads a field query; undefined for any other text. */
export function parseFieldQuery(text: string): FieldQuery | undefined {
	const found = shape.exec(text);
	const operator = operators.find(each => each === found?.[2]);
	const value = found?.[3]?.trim() ?? '';
	return found === null || operator === undefined || value === '' ? undefined : { key: found[1]!, operator, value };
}

const levelKeys = new Set(['level', 'lvl', 'severity', 'loglevel', 'levelname']);
const messageKeys = new Set(['msg', 'message']);

/**
 * Makes the test of a field query. `!=` and `!~` are the contrary of `=` and `~`: they find lines without the field as well.
 *
 * @param found Finds the query's value in a text.
 * @param hasQuery Tests a line without such a field for the text of the query: `id=5` in plain text.
 */
export function fieldTest(query: FieldQuery, found: TextFind, hasQuery: TextTest): FieldTest {
	if (query.operator === '!=' || query.operator === '!~') {
		const operator = query.operator === '!=' ? '=' : '~';
		const contrary = fieldTest({ ...query, operator }, found, hasQuery);
		return subject => !contrary(subject);
	}
	const key = query.key.toLowerCase();
	const level = levelKeys.has(key) ? levelNamed(query.value) : undefined;
	if (level !== undefined && query.operator !== '~') {
		const passes = comparison(query.operator);
		return subject => {
			const own = subject.level();
			return own !== undefined && passes(levels.indexOf(own) - levels.indexOf(level));
		};
	}
	const passes = valueTest(query, found.testText);
	const values = messageKeys.has(key)
		? messageValues(key, query, found, passes)
		: valuesNamed(key, query, found, passes);
	return subject => {
		const isInText = query.operator === '=' && hasQuery(subject.text);
		if (key === 'stream') {
			return values(subject, isInText) ?? passes(subject.stream);
		}
		return values(subject, isInText) ?? isInText;
	};
}

/**
 * Tests the values of a field in a line; undefined if it has no such field.
 *
 * @param isSure True to return undefined only if there is no such field, and not for one whose value does not pass, too.
 */
type ValuesTest = (subject: FieldSubject, isSure: boolean) => boolean | undefined;

/** Any part of a line may be its message. */
function messageValues(key: string, query: FieldQuery, { mayMatch }: TextFind, passes: TextTest): ValuesTest {
	const isText = isOfText(query);
	const pairs = pairTest(key, passes);
	return subject => {
		const { text, level } = subject;
		if (isText && !mayMatch(text, level)) {
			return undefined;
		}
		// To parse a line takes many times longer than to look at the values of one name.
		const own = isJson(text) ? testJsonField(text, key, passes) : pairs(text) === true || undefined;
		return own ?? testRecord(subject, key, passes);
	};
}

function valuesNamed(key: string, query: FieldQuery, { testText }: TextFind, passes: TextTest): ValuesTest {
	const mayBeJson = valueScan(key, passes);
	const pairs = pairTest(key, passes);
	const access = accessField(key);
	const hasShape = shapeTest(name => name === key);
	const isText = isOfText(query);
	return (subject, isSure) => {
		const { text } = subject;
		if (isJson(text)) {
			return isSure || mayBeJson(text) ? testJsonField(text, key, passes) : undefined;
		}
		const pair = pairs(text);
		if (pair === true) {
			return true;
		}
		const own = access?.(text);
		if (own !== undefined) {
			return passes(own);
		}
		const mayPass =
			pair === 'unsure' ||
			(hasShape !== undefined && (!isText || testText(text)) && hasShape(text)) ||
			(text.endsWith('}') && mayBeJson(text));
		return (mayPass ? testRecord(subject, key, passes) : undefined) ?? (pair === false ? false : undefined);
	};
}

/** A line of which only the beginning is JSON is plain text. */
const isJson = (text: string): boolean => text.startsWith('{') && text.trimEnd().endsWith('}');

/** Returns true if a value passes only if the text of the query is in it. */
const isOfText = ({ operator, value }: FieldQuery): boolean =>
	operator === '~' || (operator === '=' && parseQuantity(value) === undefined);

function testRecord(subject: FieldSubject, key: string, passes: TextTest): boolean | undefined {
	const values = valuesOf(subject.record(), key);
	return values.length === 0 ? undefined : values.some(passes);
}

const levelNamed = (value: string): Level | undefined =>
	/^\d+$/.test(value) ? levelOfNumber(Number(value)) : levelOfWord(value);

/** The values of the fields with a name, in any case. */
function valuesOf(record: LogRecord | undefined, key: string): readonly string[] {
	if (record === undefined) {
		return [];
	}
	const values = [...record.fields, ...(record.inMessage ?? [])]
		.filter(field => field.key.toLowerCase() === key)
		.map(({ value }) => (value.startsWith('"') ? unquote(value) : value));
	return values.length === 0 && messageKeys.has(key) ? [record.message] : values;
}

type Comparison = Exclude<Operator, '!=' | '!~' | '~'>;

const comparison =
	(operator: Comparison) =>
	(order: number): boolean => {
		switch (operator) {
			case '=':
				return order === 0;
			case '>':
				return order > 0;
			case '>=':
				return order >= 0;
			case '<':
				return order < 0;
			case '<=':
				return order <= 0;
		}
	};

/** Compares numbers, durations and sizes by their amount, and other values as text. */
function valueTest({ operator, value }: FieldQuery, hasValue: (text: string) => boolean): (value: string) => boolean {
	if (operator === '~' || operator === '!~' || operator === '!=') {
		return hasValue;
	}
	const passes = comparison(operator);
	const wanted = parseQuantity(value);
	return own => {
		const order = orderOf(own, wanted);
		if (order !== undefined) {
			return passes(order);
		}
		// A text of the same length that contains the value is the value, in any case that the search ignores.
		return operator === '='
			? own.length === value.length && hasValue(own)
			: wanted === undefined && passes(own < value ? -1 : own > value ? 1 : 0);
	};
}

function orderOf(own: string, wanted: Quantity | undefined): number | undefined {
	const quantity = wanted && parseQuantity(own);
	return wanted === undefined || quantity === undefined ? undefined : compareQuantities(quantity, wanted);
}
