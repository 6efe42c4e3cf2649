import { containing } from '../../text/search.js';
import { levels, levelWords } from '../level.js';
import { clockOf, epochOf } from '../log-time.js';
import { type LineFilter, type Need, needTest } from './need.js';
import { shapeTest } from './shape-fields.js';

/** Characters that a sentence has between the parts of its line. */
const between = /[ =.:"\\]+/;
/** A part of a time of day, and a time that is written as a number of seconds or smaller units. */
const clockPart = /^[0-5]?\d$/;
const longNumber = /\d{9}/;
const epoch = /(?:^|[^.\d])\d{9}/;
const epochs = /(?<![.\d])\d{9,19}(?:\.\d+)?/g;
const exponent = /\d[eE][+\d]/;
/**
 * Escapes in JSON that may stand for any character. The other escapes stand for characters that are `between` parts, or stay as
 * they are.
 */
const unknownEscape = /\\[^"\\nt]/;

/**
 * Returns a test of a line without colours: false if a search can match neither the line nor its sentence. A sentence is made of
 * parts of the line, so each part of what the search needs must be in the line as well.
 *
 * @param need In lower case if `ignoresCase`.
 */
export function sentenceFilter(need: Need, ignoresCase: boolean): LineFilter {
	const test = needTest(need, text => {
		const parts = text
			.split(between)
			.filter(part => part !== '')
			.map(part => partTest(part, ignoresCase));
		return parts.length === 0 ? undefined : (line, level) => parts.every(part => part(line, level));
	});
	return test === undefined ? () => true : (line, level) => test(line, level) || hasOtherWords(line);
}

/** Returns true for a line whose sentence may have words that are written in another way: JSON with escapes, or a template. */
const hasOtherWords = (line: string): boolean =>
	line.startsWith('{') && ((line.includes('\\') && unknownEscape.test(line)) || line.includes('"@mt"'));

/** Returns true if a number in the line may be a time, which a sentence shows as a time of day. */
const hasEpoch = (line: string): boolean => (longNumber.test(line) && epoch.test(line)) || exponent.test(line);

/** Like `sentenceFilter`, for a search for one or two digits: it looks at the time of day itself. Undefined for other texts. */
export function clockFilter(text: string): LineFilter | undefined {
	return clockPart.test(text)
		? line => line.includes(text) || (hasEpoch(line) && hasClock(line, text)) || hasOtherWords(line)
		: undefined;
}

function hasClock(line: string, digits: string): boolean {
	epochs.lastIndex = 0;
	for (let found = epochs.exec(line); found !== null; found = epochs.exec(line)) {
		if (clockHas(found[0], digits)) {
			return true;
		}
	}
	return exponent.test(line);
}

/** Returns true if the time of day of a number, `12:03:11.2`, has one or two digits in it. */
function clockHas(number: string, digits: string): boolean {
	const seconds = Math.floor((epochOf(number) ?? 0) / 1000);
	if (digits.length === 1) {
		return clockOf(number).includes(digits);
	}
	// Two digits are a whole part of the time. To compare parts takes a third of the time of writing them.
	const wanted = Number(digits);
	const minutes = Math.floor(seconds / 60);
	return seconds % 60 === wanted || minutes % 60 === wanted || Math.floor(minutes / 60) % 24 === wanted;
}

/** The test for a part without characters that stand between parts. */
function partTest(part: string, ignoresCase: boolean): LineFilter {
	const isIn = containing(part, ignoresCase);
	const lower = part.toLowerCase();
	const tests: LineFilter[] = [isIn];
	if (clockPart.test(part)) {
		tests.push(hasEpoch);
	}
	const named = levels.filter(level => isIn(levelWords[level]));
	if (named.length > 0) {
		tests.push((_, level) => named.some(each => each === level()));
	}
	const addsField = shapeTest(name => name.includes(lower));
	if (addsField !== undefined) {
		tests.push(addsField);
	}
	return tests.length === 1 ? isIn : (line, level) => tests.some(test => test(line, level));
}
