import path from 'node:path';

/**
 * The patterns of an ignore file or of BuildKit's file sync, matched as docker matches them.
 * Source: moby/patternmatcher patternmatcher.go (MatchesUsingParentResults).
 */
export class PatternMatcher {
	readonly patterns: readonly Pattern[];

	/** Throws an Error that names the first pattern with a syntax error. */
	constructor(patterns: readonly string[]) {
		this.patterns = patterns
			.map(text => text.trim())
			.filter(text => text !== '')
			.map(toPattern);
	}

	/** Matches a path relative to the root, with slashes; `parent` is the match of its folder, undefined at the root. */
	match(name: string, parent: Match | undefined): Match {
		let matched = false;
		const byPattern = this.patterns.map((pattern, index) => {
			if (!parent?.byPattern[index]) {
				// This pattern cannot change the result.
				if (pattern.exception !== matched) {
					return false;
				}
				if (!pattern.test(name)) {
					return false;
				}
			}
			matched = !pattern.exception;
			return true;
		});
		return { matched, byPattern };
	}
}

/** `byPattern` is true for each pattern that the path or one of its folders matched. */
export type Match = { readonly matched: boolean; readonly byPattern: readonly boolean[] };

export type Pattern = {
	/** Cleaned, without the `!`. */
	readonly text: string;
	/** True for a pattern with `!`. */
	readonly exception: boolean;
	test(name: string): boolean;
};

/** As Go's filepath.Clean: no `.`, no double slash, no slash at the end. */
export function clean(name: string): string {
	const normal = path.posix.normalize(name);
	return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

function toPattern(given: string): Pattern {
	const cleaned = clean(given);
	const exception = cleaned.startsWith('!');
	const text = exception ? cleaned.slice(1) : cleaned;
	if (text === '') {
		throw new Error('illegal exclusion pattern: "!"');
	}
	if (!isWellFormed(text)) {
		throw new Error(`syntax error in pattern ${JSON.stringify(given)}`);
	}
	return { text, exception, test: compile(text) };
}

/** The syntax of Go's filepath.Match: classes are closed and not empty, and no single backslash is at the end. */
function isWellFormed(text: string): boolean {
	return /^(?:\\.|\[(?!\^?\])\^?(?:\\.|[^\]\\])+\]|[^[\\])*$/su.test(text);
}

/** Translates into the same regular expression as moby/patternmatcher, oddities included. */
function compile(text: string): (name: string) => boolean {
	let source = '^';
	let kind: 'exact' | 'prefix' | 'suffix' | 'regexp' = 'exact';
	const characters = [...text];
	for (let at = 0, first = true; at < characters.length; first = false) {
		const character = characters[at++]!;
		if (character === '*' && characters[at] === '*') {
			at++;
			if (characters[at] === '/') {
				at++;
			}
			const ends = at === characters.length;
			source += ends ? '.*' : '(.*/)?';
			kind = ends && kind === 'exact' ? 'prefix' : 'regexp';
			if (first) {
				kind = 'suffix';
			}
		} else if (character === '*' || character === '?') {
			source += character === '*' ? '[^/]*' : '[^/]';
			kind = 'regexp';
		} else if (character === '\\' && at < characters.length) {
			source += escaped(characters[at++]!);
			kind = 'regexp';
		} else if (character === '[' || character === ']') {
			source += character;
			kind = 'regexp';
		} else {
			source += /[.+()|{}$]/.test(character) ? `\\${character}` : character;
		}
	}
	if (kind === 'exact') {
		return name => name === text;
	}
	if (kind === 'prefix') {
		return name => name.startsWith(text.slice(0, -2));
	}
	if (kind === 'suffix') {
		return name => name.endsWith(text.slice(2)) || `/${name}` === text.slice(2);
	}
	const expression = toExpression(`${source}$`);
	return name => expression.test(name);
}

/** A Unicode expression allows escapes of punctuation only. */
function escaped(character: string): string {
	return /[\^$\\.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}

function toExpression(source: string): RegExp {
	try {
		return new RegExp(source, 'su');
	} catch {
		// Go accepts some patterns that the Unicode mode refuses, such as a single bracket.
		return new RegExp(source, 's');
	}
}
