import type { Level } from '../level.js';

/** The texts that every match of a search has in it: one text, all of some, or one of some. All of nothing is in any text. */
export type Need =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'all' | 'one'; readonly parts: readonly Need[] };

export type TextTest = (text: string) => boolean;

/** The tests of a search for a text. */
export type TextFind = {
	/** Tests a line as it was written, or as it is shown. */
	readonly testText: TextTest;
	/** False for a line of which neither the text nor the sentence can match. It is cheap. */
	readonly mayMatch: LineFilter;
	/** True only for lines of which the sentence matches because it names a field; undefined if no such name matches. */
	readonly namesField?: TextTest | undefined;
	/** The levels of which the word in a sentence has the searched text. */
	readonly levels: readonly Level[];
};

/** Tests the text of a line without colours. `level` is called only if the answer depends on it. */
export type LineFilter = (text: string, level: () => Level | undefined) => boolean;

/**
 * Makes a test that is false only for texts in which something needed is missing; undefined if every text passes.
 *
 * @param testOf The test for one of the needed texts; undefined if every text passes it.
 */
export function needTest(need: Need, testOf: (needed: string) => LineFilter | undefined): LineFilter | undefined {
	if (need.kind === 'text') {
		return testOf(need.text);
	}
	const tests = need.parts.map(part => needTest(part, testOf));
	const known = tests.filter(test => test !== undefined);
	if (known.length === 0 || (need.kind === 'one' && known.length < tests.length)) {
		return undefined;
	}
	return need.kind === 'all'
		? (text, level) => known.every(test => test(text, level))
		: (text, level) => known.some(test => test(text, level));
}
