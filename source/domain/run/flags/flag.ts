import { parseBoolFlag } from '../go-values.js';
import type { RunOptions } from '../options.js';
import { formatPair, type Pair, parsePair } from '../pair.js';

/** One flag of `docker run`, both ways. */
export type Flag = {
	/** Without dashes. */
	readonly name: string;
	readonly short?: string;
	/** False for switches, which take a value only after `=`. */
	readonly takesValue: boolean;
	/** Lowest API version that docker lets it through for. */
	readonly since?: string;
	/** Takes a value from the command line; throws UsageError without a flag name when docker wraps the sentence. */
	readonly read: (options: RunOptions, text: string) => RunOptions;
	/** The words that set it, in canonical spelling; none when it has its default. */
	readonly write: (options: RunOptions) => readonly string[];
};

type KeysOf<T> = { [K in keyof RunOptions]: T extends RunOptions[K] ? K : never }[keyof RunOptions];
type KeysOfList<T> = {
	[K in keyof RunOptions]: RunOptions[K] extends readonly (infer U)[] ? (T extends U ? K : never) : never;
}[keyof RunOptions];
type Names = { readonly name: string; readonly short?: string; readonly since?: string };

/** How a flag is written: with its short form when that is what everyone types. */
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

/** A flag with one text, taken as it is; `standard` is its default. */
export function text(key: KeysOf<string>, names: Names, standard = ''): Flag {
	return {
		...names,
		takesValue: true,
		read: (options, value) => ({ ...options, [key]: value }),
		write: options => (options[key] === standard ? [] : [spelling(names), String(options[key])]),
	};
}

/** A flag with one number in some notation. */
export function number(
	key: KeysOf<number>,
	names: Names,
	read: (text: string) => number,
	write: (value: number) => string = String,
	isDefault: (value: number | undefined) => boolean = value => value === 0,
): Flag {
	return {
		...names,
		takesValue: true,
		read: (options, value) => ({ ...options, [key]: read(value) }),
		write: options => {
			const value = options[key] as number | undefined;
			return isDefault(value) || value === undefined ? [] : [spelling(names), write(value)];
		},
	};
}

/** A flag that may be repeated; `check` gives the value as docker keeps it. */
export function list(key: KeysOfList<string>, names: Names, check: (text: string) => string = value => value): Flag {
	return rows(key, names, check, value => value);
}

/** A check that keeps the value as it is, out of a parser that throws. */
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

/** A flag that may be repeated, each value a row of its own form. */
export function rows<T>(key: KeysOfList<T>, names: Names, read: (text: string) => T, write: (row: T) => string): Flag {
	return {
		...names,
		takesValue: true,
		read: (options, value) => ({ ...options, [key]: [...(options[key] as unknown as T[]), read(value)] }),
		write: options => (options[key] as unknown as T[]).flatMap(row => [spelling(names), write(row)]),
	};
}

/** An old name that docker still takes; never written. */
export function alias(name: string, flag: Flag): Flag {
	return { name, takesValue: flag.takesValue, read: flag.read, write: () => [] };
}
