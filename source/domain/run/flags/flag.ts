import type { RunOptions } from '../options.js';
import type { Integer } from '../values/go-values.js';
import { parseBoolFlag } from '../values/go-values.js';
import { formatPair, type Pair, parsePair } from '../values/pair.js';

/** Parser and writer of one flag of `docker run`. */
export type Flag = {
	/** Without dashes. */
	readonly name: string;
	readonly short?: string;
	/** False for switches, which take a value only after `=`. */
	readonly takesValue: boolean;
	/** Lowest API version for which docker accepts the flag. */
	readonly since?: string;
	/** Applies a value of the command line; throws UsageError without a flag name where docker wraps the message. */
	readonly read: (options: RunOptions, text: string) => RunOptions;
	/** Returns the words that set the flag, in canonical form; none for the default value. */
	readonly write: (options: RunOptions) => readonly string[];
};

type KeysOf<T> = { [K in keyof RunOptions]: T extends RunOptions[K] ? K : never }[keyof RunOptions];
type KeysOfList<T> = {
	[K in keyof RunOptions]: RunOptions[K] extends readonly (infer U)[] ? (T extends U ? K : never) : never;
}[keyof RunOptions];
type Names = { readonly name: string; readonly short?: string; readonly since?: string };

/** Name of a flag in a command: the short form for the flags that users usually shorten. */
export function spelling({ name, short }: Names, shortOnes = 'dpPevmuw'): string {
	return short !== undefined && shortOnes.includes(short) ? `-${short}` : `--${name}`;
}

/** A switch that is off by default. */
export function toggle(key: KeysOf<boolean>, names: Names): Flag {
	return {
		...names,
		takesValue: false,
		read: (options, text) => ({ ...options, [key]: parseBoolFlag(text) }),
		write: options => (options[key] ? [spelling(names)] : []),
	};
}

/** A flag with a text that is not checked; `standard` is its default. */
export function text(key: KeysOf<string>, names: Names, standard = ''): Flag {
	return {
		...names,
		takesValue: true,
		read: (options, value) => ({ ...options, [key]: value }),
		write: options => (options[key] === standard ? [] : [spelling(names), String(options[key])]),
	};
}

/** A flag with a number that `read` and `write` convert. */
export function number<N extends Integer = Integer>(
	key: KeysOf<N>,
	names: Names,
	read: (text: string) => N,
	write: (value: N) => string = String,
	isDefault: (value: N | undefined) => boolean = value => value === 0,
): Flag {
	return {
		...names,
		takesValue: true,
		read: (options, value) => ({ ...options, [key]: read(value) }),
		write: options => {
			const value = options[key] as N | undefined;
			return isDefault(value) || value === undefined ? [] : [spelling(names), write(value)];
		},
	};
}

/** A flag that may be repeated; `check` returns the value in docker's form. */
export function list(key: KeysOfList<string>, names: Names, check: (text: string) => string = value => value): Flag {
	return rows(key, names, check, value => value);
}

/** Converts a parser that throws into a check that returns the value unchanged. */
export function checked(parse: (text: string) => unknown): (text: string) => string {
	return value => {
		parse(value);
		return value;
	};
}

/** A repeated `name=value`. */
export function pairs(key: KeysOfList<Pair>, names: Names, check: (text: string) => void = () => {}): Flag {
	return rows(
		key,
		names,
		value => {
			check(value);
			return parsePair(value);
		},
		formatPair,
	);
}

/** A flag that may be repeated; each value becomes a row. */
export function rows<T>(key: KeysOfList<T>, names: Names, read: (text: string) => T, write: (row: T) => string): Flag {
	return {
		...names,
		takesValue: true,
		read: (options, value) => ({ ...options, [key]: [...(options[key] as unknown as T[]), read(value)] }),
		write: options => (options[key] as unknown as T[]).flatMap(row => [spelling(names), write(row)]),
	};
}

/** An old name that docker still accepts; it is never written. */
export function alias(name: string, flag: Flag): Flag {
	return { name, takesValue: flag.takesValue, read: flag.read, write: () => [] };
}
