import type { Command, Completes, Flag, Flags } from '../../command-line/table.js';
import { commands, programFlags } from '../../command-line/table.js';

/** A flag with the words that it is written with, such as `-H` and `--host`. */
export type FlagWords = { readonly words: readonly string[]; readonly flag: Flag };

/** The words that can follow plimsoll itself, or one of its commands. */
export type Scope = {
	/** The name of the command; empty for plimsoll itself. */
	readonly command: string;
	readonly summary: string;
	readonly flags: readonly FlagWords[];
	readonly operands: Completes | undefined;
	/** False: the command takes one operand. */
	readonly many: boolean;
};

const wordsOf = (flags: Flags): readonly FlagWords[] =>
	Object.entries(flags).map(([name, flag]) => ({
		words: [...(flag.short === undefined ? [] : [`-${flag.short}`]), `--${name}`],
		flag,
	}));

const records: Readonly<Record<string, Command>> = commands;

const commandScopes: readonly Scope[] = Object.entries(records).map(([command, { summary, flags, operand }]) => ({
	command,
	summary,
	flags: wordsOf(flags),
	operands: operand?.completes,
	many: operand?.many ?? false,
}));

/** plimsoll itself, then its commands, in the order of the table. */
export const scopes: readonly Scope[] = [
	{
		command: '',
		summary: '',
		flags: wordsOf(programFlags),
		operands: commandScopes.map(({ command }) => command),
		many: false,
	},
	...commandScopes,
];

/** Each flag that takes a value, once. A name has the same kind of value in every scope. */
export const valueFlags: readonly FlagWords[] = [
	...new Map(
		scopes
			.flatMap(({ flags }) => flags)
			.filter(({ flag }) => flag.type === 'string')
			.map(entry => [entry.words.join(), entry]),
	).values(),
];

/** The pattern of a `case` that matches these words. */
export const casePattern = (flags: readonly FlagWords[]): string => flags.flatMap(({ words }) => words).join('|');
