import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseLogLine } from '../../../../source/domain/logs/parse/parse-line.js';
import { prettyText } from '../../../../source/domain/logs/parse/pretty-line.js';
import { sentenceFilter } from '../../../../source/domain/logs/parse/sentence-filter.js';
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
			expect(sentenceFilter(isLower ? part.toLowerCase() : part)(line)).toBe(true);
		}),
		{ numRuns: 5000 },
	);
});

test('a search for a word leaves out lines without it', () => {
	const line = '{"level":"error","msg":"pay"}';
	expect(sentenceFilter('declined')(line)).toBe(false);
	expect(sentenceFilter('ERR declined')(line)).toBe(false);
	expect(sentenceFilter('ERR pay')(line)).toBe(true);
	expect(sentenceFilter('Pay')(line)).toBe(false);
});
