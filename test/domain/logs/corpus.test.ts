import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guessLevel } from '../../../source/domain/logs/parse/guess-level.js';
import { parseLogLine } from '../../../source/domain/logs/parse/parse-line.js';
import { prettyText } from '../../../source/domain/logs/parse/pretty-line.js';

/** Three rows for each line: its format with the public description, the line, and the line as it is shown. */
const corpus = readFileSync(new URL('corpus.txt', import.meta.url), 'utf8')
	.trim()
	.split('\n\n')
	.map(block => {
		const [title = '', line = '', shown = ''] = block.split('\n');
		return { title: title.slice(2), line, shown: shown.slice(2) };
	});

/** The engine's stamp is three hours earlier than the times in the lines, so that these are shown. */
const stamp = '2026-12-01T09:00:00.000000000Z';

describe('a line of a log', () => {
	test('is taken from at least sixty public formats', () => {
		expect(corpus.filter(({ shown }) => shown !== 'as it is').length).toBeGreaterThanOrEqual(60);
	});

	test.each(corpus)('is shown as a sentence: $title', ({ line, shown }) => {
		const record = parseLogLine(line);
		expect(record === undefined ? 'as it is' : prettyText(record, stamp)).toBe(shown);
	});

	test.each(corpus)('has the same level for the scan on arrival: $title', ({ line }) => {
		const record = parseLogLine(line);
		if (record !== undefined) {
			expect(guessLevel(line)).toBe(record.level);
		}
	});
});
