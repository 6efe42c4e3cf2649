import type { LogLine } from '../../domain/logs/log-line.js';
import { guessLevel } from '../../domain/logs/parse/guess-level.js';
import { parseLogLine } from '../../domain/logs/parse/parse-line.js';
import { prettyText } from '../../domain/logs/parse/pretty-line.js';
import { withoutColours } from '../../domain/text/lines.js';
import { memoEach } from '../memo.js';

/** The level of a line by a bounded scan, made when it is first needed: for a line on screen, a filter or a step. */
export const levelOf = memoEach((line: LogLine) => guessLevel(line.text));

/** The parts of a structured line, parsed when they are first needed: for a line on screen, or for a search. */
export const recordOf = memoEach((line: LogLine) => parseLogLine(line.text));

// A search keeps the sentences of all lines, but not their parts, which take several times the memory.
const sentenceOf = memoEach((line: LogLine): string | undefined => {
	const record = parseLogLine(line.text);
	return record && prettyText(record, line.time);
});

/**
 * Returns a test of lines, as they were written and as they are shown.
 *
 * @param mayMatchSentence False for a line without colours of which the sentence cannot match.
 */
export function lineMatcher(
	matches: (text: string) => boolean,
	mayMatchSentence: (text: string) => boolean,
): (line: LogLine) => boolean {
	return line => {
		const text = withoutColours(line.text);
		if (matches(text)) {
			return true;
		}
		// To parse all lines takes a hundred times longer than to search them.
		const sentence = mayMatchSentence(text) ? sentenceOf(line) : undefined;
		return sentence !== undefined && matches(sentence);
	};
}
