import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { needOf } from '../../../../source/domain/logs/find/expression/need-of.js';
import { parseExpression } from '../../../../source/domain/logs/find/expression/parse-expression.js';
import { sentenceFilter } from '../../../../source/domain/logs/find/sentence-filter.js';
import { guessLevel } from '../../../../source/domain/logs/parse/guess-level.js';
import { parseLogLine } from '../../../../source/domain/logs/parse/parse-line.js';
import { prettyText } from '../../../../source/domain/logs/parse/pretty-line.js';
import { isCaseSensitive } from '../../../../source/domain/text/search.js';
import fc from '../../../helpers/fast-check.js';

/** The lines of the corpus, and their sentences. */
const known = readFileSync(new URL('../corpus.txt', import.meta.url), 'utf8')
	.trim()
	.split('\n\n')
	.flatMap(block => {
		const line = block.split('\n')[1]!;
		const record = parseLogLine(line);
		return record === undefined ? [] : [{ line, sentence: prettyText(record, '2026-12-01T09:00:00.000000000Z') }];
	});

const filter = (text: string) => {
	const test = sentenceFilter({ kind: 'text', text }, !isCaseSensitive(text));
	return (line: string) => test(line, () => guessLevel(line));
};

test('a search that matches a sentence never leaves out its line', () => {
	const place = fc.record({
		known: fc.constantFrom(...known),
		from: fc.nat(400),
		length: fc.integer({ min: 1, max: 30 }),
	});
	fc.assert(
		fc.property(place, fc.boolean(), ({ known: { line, sentence }, from, length }, isLower) => {
			const start = from % sentence.length;
			const part = sentence.slice(start, start + length);
			expect(filter(isLower ? part.toLowerCase() : part)(line)).toBe(true);
		}),
		{ numRuns: 5000 },
	);
});

test('a search for a word leaves out lines without it', () => {
	const line = '{"level":"error","msg":"pay","status":200}';
	expect(filter('declined')(line)).toBe(false);
	expect(filter('ERR declined')(line)).toBe(false);
	expect(filter('ERR pay')(line)).toBe(true);
	expect(filter('WRN pay')(line)).toBe(false);
	expect(filter('Pay')(line)).toBe(false);
	expect(filter('ok')(line)).toBe(false);
	expect(filter('client')(line)).toBe(false);
	expect(filter('client')('10.0.0.1 - - [30/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 17')).toBe(true);
	expect(filter('client')('GET / 200')).toBe(false);
	expect(filter('59')('{"ts":1796040199,"msg":"a"}')).toBe(true);
	expect(filter('59')('{"id":17,"msg":"a"}')).toBe(false);
	expect(filter('declined')(String.raw`{"msg":"a \"b\"\n\tat c"}`)).toBe(false);
	expect(filter('declined')(String.raw`{"msg":"\u0064eclined"}`)).toBe(true);
});

test.each([
	['time(d )?out', 'timed out', 'timed on'],
	['(refused|reset) by', 'reset by peer', 'lost by peer'],
	['h+k{2,}z', 'hhkkkz', '{hhk'],
	['\\bGET\\b', 'GET /', 'PUT /'],
	['x|', '', undefined],
	['.', '', undefined],
])('the expression %s needs what is in each match', (source, found, other) => {
	const filterOf = sentenceFilter(needOf(parseExpression(source, false), false), false);
	const test = (line: string) => filterOf(line, () => guessLevel(line));
	expect(test(found)).toBe(true);
	expect(other === undefined || !test(other)).toBe(true);
});
