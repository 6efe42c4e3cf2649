import { stringEnd, unquote } from '../parse/json-members.js';
import { escaped } from './value-scan.js';

/** Signs behind a value in a sentence: `took=5ms, retrying`. */
const endSigns = /[,;.)\]]$/;

/**
 * Returns a test of a line that is no JSON for `name=value`. It is true if a value passes, false if none does, undefined if there
 * is no such pair, and `unsure` if a pair that passes may be a part of a quoted text.
 *
 * @param name In lower case.
 * @param passes Gets a value without its quotes.
 */
export function pairTest(
	name: string,
	passes: (value: string) => boolean,
): (line: string) => boolean | 'unsure' | undefined {
	const pattern = new RegExp(`${escaped(name)}=("(?:[^"\\\\]|\\\\.)*"|[^\\s"]*)(?=\\s|$)`, 'gi');
	const hasPassed = (value: string) => passes(value) || (endSigns.test(value) && passes(value.slice(0, -1)));
	return line => {
		let answer: false | 'unsure' | undefined;
		pattern.lastIndex = 0;
		for (let found = pattern.exec(line); found !== null; found = pattern.exec(line)) {
			const { index } = found;
			pattern.lastIndex = index + name.length + 1;
			if (index > 0 && !/\s/.test(line[index - 1]!)) {
				continue;
			}
			const value = found[1]!;
			const isPassing = hasPassed(value.startsWith('"') ? unquote(value) : value);
			if (!isQuoted(line, index)) {
				if (isPassing) {
					return true;
				}
				answer ??= false;
			} else if (isPassing) {
				answer = 'unsure';
			}
		}
		return answer;
	};
}

/** Returns true for a place between two quotes. */
function isQuoted(line: string, place: number): boolean {
	let start = line.indexOf('"');
	while (start >= 0 && start < place) {
		const end = stringEnd(line, start);
		if (end > place) {
			return true;
		}
		start = line.indexOf('"', end);
	}
	return false;
}
