import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type FieldQuery, parseFieldQuery } from '../../source/domain/logs/find/field-query.js';
import type { Find } from '../../source/domain/logs/find/find.js';
import { parseQuantity } from '../../source/domain/logs/find/quantity.js';
import type { LogLine } from '../../source/domain/logs/log-line.js';
import { guessLevel } from '../../source/domain/logs/parse/guess-level.js';
import { jsonMembers, unquote } from '../../source/domain/logs/parse/json-members.js';
import type { LogField } from '../../source/domain/logs/parse/log-record.js';
import { parseLogLine } from '../../source/domain/logs/parse/parse-line.js';
import { prettyText } from '../../source/domain/logs/parse/pretty-line.js';
import { findOf, isNarrowerTest, testOf } from '../../source/state/logs/find/log-finds.js';
import fc from '../helpers/fast-check.js';

const time = '2026-12-01T09:00:00.000000000Z';
const corpus = readFileSync(new URL('../domain/logs/corpus.txt', import.meta.url), 'utf8')
	.trim()
	.split('\n\n')
	.map(block => block.split('\n')[1]!);

const word = fc.constantFrom(
	'pay',
	'Pay',
	'err',
	'12',
	'status',
	'500',
	'a"b',
	'c\\d',
	'/x',
	'é',
	'ß',
	'x\ty',
	'k',
	'Σ',
);
const json = fc
	.dictionary(
		fc.constantFrom('msg', 'level', 'status', 'a', 'a.b', 'pay', 'time', '@mt', 'é'),
		fc.oneof(word, fc.integer(), fc.dictionary(word, word, { maxKeys: 2 })),
		{ maxKeys: 5 },
	)
	.map(value => JSON.stringify(value));
const logfmt = fc
	.array(fc.tuple(fc.constantFrom('msg', 'level', 'status', 'a', 'a.b', 'pay'), word), { minLength: 1, maxLength: 4 })
	.map(pairs =>
		pairs.map(([key, value]) => `${key}=${/^[\w.é]+$/.test(value) ? value : JSON.stringify(value)}`).join(' '),
	);
const line = fc.oneof(
	fc.constantFrom(...corpus),
	json,
	logfmt,
	fc.array(word, { maxLength: 4 }).map(words => words.join(' ')),
);

/** Parts of lines and their sentences, so that many searches find something. */
const part = fc
	.tuple(line, fc.nat(300), fc.integer({ min: 1, max: 12 }), fc.boolean(), fc.boolean())
	.map(([text, from, length, isShown, isLower]) => {
		const record = parseLogLine(text);
		const all = isShown && record !== undefined ? prettyText(record, time) : text;
		const start = from % Math.max(1, all.length);
		const found = all.slice(start, start + length);
		return isLower ? found.toLowerCase() : found;
	});

const made = (text: string): LogLine => ({ stream: 'stdout', time, text });
const isFound = (find: Find, text: string): boolean => testOf(find)(made(text), () => guessLevel(text));
const escaped = (text: string): string => text.replace(/[^\w\s]/g, '\\$&');

function textsOf(text: string): readonly string[] {
	const record = parseLogLine(text);
	return record === undefined ? [text] : [text, prettyText(record, time)];
}

test('a search for a text finds the lines whose text or sentence has it', () => {
	fc.assert(
		fc.property(part, line, (search, text) => {
			fc.pre(search !== '');
			const isExact = /\p{Lu}/u.test(search);
			const has = (each: string) =>
				isExact ? each.includes(search) : each.toLowerCase().includes(search.toLowerCase());
			expect(isFound(findOf({ text: `\\${search}`, mode: 'smart' })!, text)).toBe(textsOf(text).some(has));
		}),
		{ numRuns: 1500 },
	);
});

/** Lines of access logs with and without each field, and JSON with a time that differs from the engine's. */
const access = fc
	.tuple(
		fc.constantFrom('10.0.0.1 - - ', '::1 - ada ', 'example.com x - ', ''),
		fc.constantFrom('"GET / HTTP/1.1" 200 17', '"PUT /user?client=1" 404 -', String.raw`"\"a\" b" 500 0`),
		fc.constantFrom('', ' "-" "-"', ' "https://a.b" "curl/8"', ' "-" "x" 0.003', ' -', ' '),
	)
	.map(([head, request, tail]) => `${head}[30/Nov/2026:12:00:58 +0000] ${request}${tail}`);
const epochLine = fc
	.tuple(
		fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
		fc.constantFrom('', '.25', '000', '123456', '000000000'),
	)
	.map(([seconds, rest]) => `{"ts":${seconds}${rest},"msg":"a"}`);

test('a search for the name of a field or a part of a time finds the lines whose text or sentence has it', () => {
	const words = [
		'client',
		'Client',
		'user',
		'user=',
		' user=',
		'ident',
		'rest',
		'rest=',
		'bytes=',
		'agent=',
		'ref',
		'-',
	];
	const digits = fc.nat(99).map(number => String(number));
	const search = fc.oneof(
		fc.constantFrom(...words),
		digits,
		digits.map(text => text.padStart(2, '0')),
	);
	fc.assert(
		fc.property(fc.oneof(access, epochLine), search, (text, searched) => {
			const fold = /\p{Lu}/u.test(searched) ? (each: string) => each : (each: string) => each.toLowerCase();
			expect(isFound(findOf({ text: searched, mode: 'smart' })!, text)).toBe(
				textsOf(text).some(each => fold(each).includes(searched)),
			);
		}),
		{ numRuns: 5000 },
	);
});

test('the name of a field that is not shown is no reason to parse a line of an access log', () => {
	const find = findOf({ text: 'user', mode: 'smart' })!;
	const line = (user: string) => `10.0.0.1 - ${user} [30/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 17`;
	const mayMatch = (text: string) => 'mayMatch' in find && find.mayMatch(text, () => undefined);
	expect([mayMatch(line('-')), mayMatch(line('ada'))]).toEqual([false, true]);
});

test('an expression finds the lines whose text or sentence JavaScript finds', () => {
	const expression = fc
		.tuple(
			part,
			part,
			part,
			fc.constantFrom('A|B', 'A.*B', 'A?B', '(A|B)C', '\\b(?:A)+', '[xA]B', '^A', 'A\\s*B$', '(A|\\d)'),
		)
		.map(([a, b, c, form]) => form.replace(/[ABC]/g, name => escaped({ A: a, B: b, C: c }[name]!)));
	fc.assert(
		fc.property(expression, line, (source, text) => {
			const find = findOf({ text: `/${source}/`, mode: 'exact' });
			fc.pre(find !== undefined);
			expect(isFound(find!, text)).toBe(textsOf(text).some(each => new RegExp(source).test(each)));
		}),
		{ numRuns: 1500 },
	);
});

/** The words of a plain text that are `name=value`, with and without a sign behind the value. */
function pairsOf(text: string): readonly LogField[] {
	const words = text.match(/(?:"(?:[^"\\]|\\.)*(?:"|$)|[^\s"])+/g) ?? [];
	return words.flatMap(word => {
		const [, key, value] = /^([^="]+)=("(?:[^"\\]|\\.)*"|[^"]*)$/.exec(word) ?? [];
		return key === undefined || value === undefined
			? []
			: [value, value.replace(/[,;.)\]]$/, '')].map(each => ({ key, value: each }));
	});
}

/** The values of a field by the parsed line, and the pairs in plain text. */
function valuesOf(text: string, { key }: FieldQuery): readonly string[] {
	const record = parseLogLine(text);
	const isJson = jsonMembers(text.trimEnd()) !== undefined;
	const all = [...(record?.fields ?? []), ...(record?.inMessage ?? []), ...(isJson ? [] : pairsOf(text))];
	const fields = all.filter(field => field.key.toLowerCase() === key.toLowerCase());
	const values = fields.map(({ value }) => (value.startsWith('"') ? unquote(value) : value));
	return record !== undefined && values.length === 0 && key === 'msg' ? [record.message] : values;
}

test('a field query finds the lines in which a value of the field passes', () => {
	const query = fc.tuple(
		fc.constantFrom('msg', 'status', 'a', 'a.b', 'pay', 'a.pay', 'pid', 'é'),
		fc.constantFrom('~', '>=', '<', '='),
		fc.oneof(word, part),
	);
	fc.assert(
		fc.property(query, line, ([key, operator, value], text) => {
			const typed = `${key}${operator}${value}`;
			const read = parseFieldQuery(typed);
			const find = findOf({ text: typed, mode: 'exact' });
			fc.pre(read?.operator === operator && find !== undefined && 'testFields' in find && !/^\/.*\/$/.test(read.value));
			const values = valuesOf(text, read!);
			const wanted = parseQuantity(read!.value);
			const passes = (own: string): boolean => {
				const quantity = parseQuantity(own);
				const isComparable = wanted !== undefined && quantity?.kind === wanted.kind;
				const order = isComparable
					? quantity!.value - wanted.value
					: own < read!.value
						? -1
						: own > read!.value
							? 1
							: 0;
				switch (read!.operator) {
					case '~':
						return own.includes(read!.value);
					case '=':
						return order === 0;
					case '>=':
						return (wanted === undefined || isComparable) && order >= 0;
					default:
						return (wanted === undefined || isComparable) && order < 0;
				}
			};
			const isInText = read!.operator === '=' && text.includes(`${read!.key}=${read!.value}`);
			expect(isFound(find!, text)).toBe(values.length > 0 ? values.some(passes) : isInText);
		}),
		{ numRuns: 1500 },
	);
});

test('a search that is typed on finds no line that the one before it does not find', () => {
	const isLonger = fc.tuple(part, fc.integer({ min: 1, max: 4 }));
	fc.assert(
		fc.property(isLonger, line, fc.constantFrom('smart', 'exact', 'ignore'), ([search, less], text, mode) => {
			const long = findOf({ text: `\\${search}`, mode });
			const short = findOf({ text: `\\${search.slice(0, -less)}`, mode });
			fc.pre(long !== undefined && short !== undefined && isNarrowerTest(testOf(long), testOf(short)));
			expect(isFound(long!, text) && !isFound(short!, text)).toBe(false);
		}),
		{ numRuns: 1500 },
	);
});

test.each([
	['err', 'er', true],
	['err', 'ERR', false],
	['Err', 'er', true],
	['er', 'err', false],
	['!err', '!er', false],
	['a=5', 'a=', false],
	['/er+/', '/er', false],
])('to look for %s after %s looks only at what was found: %s', (text, before, isNarrower) => {
	const tests = [text, before].map(each => testOf(findOf({ text: each, mode: 'smart' })!));
	expect(isNarrowerTest(tests[0]!, tests[1]!)).toBe(isNarrower);
});
