import { UsageError } from './usage-error.js';

/** Syntax of a flag. */
type FlagShape = { readonly name: string; readonly short?: string; readonly takesValue: boolean };

/** A flag of the command line with its value (`true` for a switch without a value). */
type FoundFlag<F> = { readonly flag: F; readonly value: string };

/**
 * Reads the flags at the start of `words`, as spf13/pflag does without interspersed arguments: `--name=value`,
 * `--name value`, `-p80:80`, `-p=80:80`, clusters such as `-itd`, and `--` as the end. Collects problems with docker's
 * message and continues after them.
 */
export function readFlags<F extends FlagShape>(
	words: readonly string[],
	flags: readonly F[],
): {
	readonly found: readonly FoundFlag<F>[];
	readonly rest: readonly string[];
	readonly problems: readonly UsageError[];
} {
	const found: FoundFlag<F>[] = [];
	const problems: UsageError[] = [];
	let at = 0;
	const next = () => words[at++];

	for (;;) {
		const word = words[at];
		if (word === undefined || word === '-' || !word.startsWith('-')) {
			return { found, rest: words.slice(at), problems };
		}
		at++;
		if (word === '--') {
			return { found, rest: words.slice(at), problems };
		}
		try {
			found.push(...(word.startsWith('--') ? [longFlag(word, flags, next)] : shortFlags(word, flags, next)));
		} catch (error) {
			if (!(error instanceof UsageError)) {
				throw error;
			}
			problems.push(error);
		}
	}
}

function longFlag<F extends FlagShape>(
	word: string,
	flags: readonly F[],
	next: () => string | undefined,
): FoundFlag<F> {
	const at = word.indexOf('=');
	const name = word.slice(2, at < 0 ? undefined : at);
	if (name === '' || name.startsWith('-')) {
		throw new UsageError(`bad flag syntax: ${word}`);
	}
	const flag = flags.find(candidate => candidate.name === name);
	if (flag === undefined) {
		throw new UsageError(`unknown flag: --${name}`, `--${name}`);
	}
	const value = at >= 0 ? word.slice(at + 1) : flag.takesValue ? next() : 'true';
	if (value === undefined) {
		throw new UsageError(`flag needs an argument: --${name}`, `--${name}`);
	}
	return { flag, value };
}

function shortFlags<F extends FlagShape>(
	word: string,
	flags: readonly F[],
	next: () => string | undefined,
): FoundFlag<F>[] {
	const found: FoundFlag<F>[] = [];
	for (let letters = word.slice(1); letters !== ''; letters = letters.slice(1)) {
		const letter = letters[0]!;
		const flag = flags.find(candidate => candidate.short === letter);
		if (flag === undefined) {
			throw new UsageError(`unknown shorthand flag: '${letter}' in -${letters}`, `-${letter}`);
		}
		if (letters.length > 2 && letters[1] === '=') {
			return [...found, { flag, value: letters.slice(2) }];
		}
		if (!flag.takesValue) {
			found.push({ flag, value: 'true' });
			continue;
		}
		const value = letters.length > 1 ? letters.slice(1) : next();
		if (value === undefined) {
			throw new UsageError(`flag needs an argument: '${letter}' in -${letters}`, `-${letter}`);
		}
		return [...found, { flag, value }];
	}
	return found;
}
