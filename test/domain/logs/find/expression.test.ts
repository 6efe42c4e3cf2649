import { describe, expect, test } from 'vitest';
import { Automaton } from '../../../../source/domain/logs/find/expression/automaton.js';
import { ExpressionError } from '../../../../source/domain/logs/find/expression/expression-reader.js';
import { parseExpression } from '../../../../source/domain/logs/find/expression/parse-expression.js';
import fc from '../../../helpers/fast-check.js';

const automaton = (text: string, ignoresCase = false) => new Automaton(parseExpression(text, ignoresCase));

/** Expressions of a small alphabet, so that random texts match them often. Repeats are not nested: RegExp may not end. */
const atom = fc.constantFrom(
	'a',
	'b',
	'C',
	'.',
	'\\d',
	'\\w',
	'\\s',
	'[ab]',
	'[^a]',
	'[a-c\\d]',
	'\\.',
	'-',
	'é',
	'\\bb',
	'_',
);
const repeated = fc
	.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '*?'))
	.map(parts => (parts[0].startsWith('\\b') ? parts[0] : parts.join('')));
const sequence = fc.array(repeated, { maxLength: 4 }).map(parts => parts.join(''));
const expression = fc
	.tuple(
		fc.constantFrom('', '^', '\\b'),
		fc.array(fc.tuple(fc.constantFrom('(', '(?:', '(?<n>'), sequence, sequence), { minLength: 1, maxLength: 2 }),
		fc.constantFrom('', '$', '\\b', '\\B'),
	)
	.map(([before, groups, after]) => {
		const inner = groups.map(([open, one, two], at) => `${open === '(?<n>' && at > 0 ? '(' : open}${one}|${two})`);
		return before + inner.join('') + after;
	});
const text = fc.string({
	unit: fc.constantFrom('a', 'b', 'c', 'C', 'é', 'É', '1', ' ', '.', '-', '_', '\n', '😀'),
	maxLength: 12,
});

describe('an expression', () => {
	test('matches the lines that JavaScript finds', () => {
		fc.assert(
			fc.property(
				expression,
				fc.array(text, { minLength: 4, maxLength: 4 }),
				fc.boolean(),
				(source, texts, ignoresCase) => {
					const found = automaton(source, ignoresCase);
					const oracle = new RegExp(source, ignoresCase ? 'i' : '');
					for (const each of texts) {
						expect([source, each, found.test(each)]).toEqual([source, each, oracle.test(each)]);
					}
				},
			),
			{ numRuns: 500 },
		);
	});

	test('has ranges that match as a whole, in order, the first one where JavaScript finds it', () => {
		fc.assert(
			fc.property(expression, text, (source, each) => {
				const found = automaton(source).ranges(each);
				const first = [...each.matchAll(new RegExp(source, 'g'))].find(match => match[0] !== '');
				expect(found.length === 0 && first !== undefined && !/[*?|]/.test(source)).toBe(false);
				let before = 0;
				for (const { start, end } of found) {
					expect(start).toBeGreaterThanOrEqual(before);
					expect(end).toBeGreaterThan(start);
					before = end;
				}
			}),
		);
	});

	test('marks the longest of the parts that begin first', () => {
		expect(automaton('ab*').ranges('xabbab')).toEqual([
			{ start: 1, end: 4 },
			{ start: 4, end: 6 },
		]);
		expect(automaton('\\bfoo\\b').ranges('foo food foo')).toEqual([
			{ start: 0, end: 3 },
			{ start: 9, end: 12 },
		]);
		expect(automaton('^a').ranges('aaa')).toEqual([{ start: 0, end: 1 }]);
		expect(automaton('x*').ranges('ab')).toEqual([]);
	});

	test.each([
		['(a+)+$', `${'a'.repeat(65_535)}!`],
		['^(a|aa)*$', `${'a'.repeat(65_535)}!`],
		['(x*)*(.*foo.*bar.*baz)', 'foo bar '.repeat(8192)],
		['(a|b)*a(a|b){200}c', 'abbabaab'.repeat(8192)],
		['.*.*.*=.*', 'x'.repeat(65_536)],
		['(.{1,20}){5}\\w{300}!', 'a'.repeat(65_536)],
	])('finds in a line of 64 KiB that %s does not match', (source, line) => {
		expect(automaton(source).test(line)).toBe(false);
		expect(automaton(source).ranges(line)).toEqual([]);
	});

	test('reads text that needs more situations than it keeps as exactly as any other', () => {
		const found = automaton('(a|b)*a(a|b){14}c');
		const random = fc.sample(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 6000, maxLength: 6000 }), 3);
		for (const each of random) {
			const line = `${each}a${'b'.repeat(14)}`;
			expect([found.test(line), found.test(`${line}c`), found.test(line)]).toEqual([false, true, false]);
		}
	});

	test.each([
		['(', '( is not closed'],
		['a)', ') has no ('],
		['[a', '[ is not closed'],
		['[z-a]', 'z-a is out of order'],
		['a{3,1}', '{3,1} is out of order'],
		['a{1001}', '{1001} is more than 1000 times'],
		['((a{100}){100})', 'the expression is too large'],
		['*a', 'there is nothing to repeat'],
		['a**', 'there is nothing to repeat'],
		['a\\', '\\ has nothing behind it'],
		['(?=a)', 'look-around and back-references are not supported'],
		['(?<!a)', 'look-around and back-references are not supported'],
		['(a)\\1', 'look-around and back-references are not supported'],
		['(?i)a', '(? is not known'],
		['\\y', '\\y is not known'],
		['('.repeat(200) + ')'.repeat(200), 'the groups are nested too deep'],
	])('is refused with a reason: %s', (source, reason) => {
		expect(() => automaton(source)).toThrow(reason);
	});

	test('is read or refused with a reason, whatever is typed', () => {
		const typed = fc.string({ unit: fc.constantFrom(...'ab\\[](){}*+?|^$.-,1dwsx/ué😀'.split('')), maxLength: 20 });
		fc.assert(
			fc.property(typed, source => {
				try {
					automaton(source).test('ab1');
				} catch (error) {
					expect(error).toBeInstanceOf(ExpressionError);
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
