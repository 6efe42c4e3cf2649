import type { TextFind } from '../../domain/logs/find/need.js';
import type { Level } from '../../domain/logs/level.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { guessLevel } from '../../domain/logs/parse/guess-level.js';
import type { LogRecord } from '../../domain/logs/parse/log-record.js';
import { isStructured, parseLogLine } from '../../domain/logs/parse/parse-line.js';
import { prettyText } from '../../domain/logs/parse/pretty-line.js';
import { withoutColours } from '../../domain/text/lines.js';

/** The level of a line by a bounded scan. */
export const levelOf = (line: LogLine): Level | undefined => guessLevel(line.text);

/** The parts of a structured line. */
export const recordOf = (line: LogLine): LogRecord | undefined => parseLogLine(line.text);

/** Tests a line by itself, whatever the lines around it are. `level` is the line's, by the scan of `guessLevel`. */
export type LineTest = (line: LogLine, level: () => Level | undefined) => boolean;

/** Returns a test of lines, as they were written and as they are shown. */
export function lineMatcher({ testText, mayMatch, namesField, levels }: TextFind): LineTest {
	return (line, level) => {
		const text = withoutColours(line.text);
		if (testText(text)) {
			return true;
		}
		if (levels.length > 0 && levels.some(each => each === level()) && isStructured(text)) {
			return true;
		}
		if (namesField?.(text)) {
			return true;
		}
		// To parse all lines takes a hundred times longer than to search them.
		const record = mayMatch(text, level) ? parseLogLine(text) : undefined;
		return record !== undefined && testText(prettyText(record, line.time));
	};
}
