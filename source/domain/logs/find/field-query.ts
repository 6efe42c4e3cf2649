import { type Level, levelOfNumber, levelOfWord, levels } from '../level.js';
import { unquote } from '../parse/json-members.js';
import type { LogRecord } from '../parse/log-record.js';
import { compareQuantities, parseQuantity, type Quantity } from './quantity.js';

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
 * @param hasValue Tests a text for the query's value.
 * @param hasQuery Tests a line without such a field for the text of the query: `id=5` in plain text.
 */
export function fieldTest(
	query: FieldQuery,
	hasValue: (text: string) => boolean,
	hasQuery: (text: string) => boolean,
): FieldTest {
	if (query.operator === '!=' || query.operator === '!~') {
		const operator = query.operator === '!=' ? '=' : '~';
		const contrary = fieldTest({ ...query, operator }, hasValue, hasQuery);
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
	const passes = valueTest(query, hasValue);
	const mayHave = new RegExp(escaped(key.slice(key.lastIndexOf('.') + 1)), 'i');
	return subject => {
		const values = messageKeys.has(key) || mayHave.test(subject.text) ? valuesOf(subject.record(), key) : [];
		if (values.length > 0) {
			return values.some(passes);
		}
		return key === 'stream' ? passes(subject.stream) : query.operator === '=' && hasQuery(subject.text);
	};
}

const escaped = (text: string): string => text.replace(/[^\w\s]/g, '\\$&');

const levelNamed = (value: string): Level | undefined =>
	/^\d+$/.test(value) ? levelOfNumber(Number(value)) : levelOfWord(value);

/** The values of the fields with a name, in any case. */
function valuesOf(record: LogRecord | undefined, key: string): readonly string[] {
	if (record === undefined) {
		return [];
	}
	const values = record.fields
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
