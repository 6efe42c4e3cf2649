/** A text that a shell would not accept: what is wrong, and at which character (from 0). */
export class ShellSyntaxError extends Error {
	override readonly name = 'ShellSyntaxError';
	constructor(
		message: string,
		readonly position: number,
	) {
		super(message);
	}
}

/**
 * A piece of a word. `source` is what stands in the text. `quoted` pieces are neither split at blanks nor matched against file
 * names. Source: POSIX.1-2017, Shell Command Language, 2.2 and 2.6; bash for `$'…'`.
 */
export type Part =
	| { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
	/** `$NAME`, `${NAME}`, or with an operator such as `${NAME:-word}`. */
	| {
			readonly kind: 'parameter';
			readonly source: string;
			readonly name: string;
			readonly operator: string;
			readonly word: readonly Part[];
			readonly quoted: boolean;
	  }
	/** `$(…)` or backticks; `command` is the text inside. */
	| { readonly kind: 'command'; readonly source: string; readonly command: string; readonly quoted: boolean }
	/** What only a shell can work out: `$((1+1))`, `${#NAME}`, `${NAME%.*}`, `$?`, `<(…)`. */
	| { readonly kind: 'other'; readonly source: string; readonly quoted: boolean };

export type Word = readonly Part[];

/** One command of a text: its words, and what stands beside them. */
export type ShellCommand = {
	readonly words: readonly Word[];
	/** `> file`, `2>&1`, `<<EOF`, as they stand. */
	readonly redirections: readonly string[];
	/** The operator behind it: `&&`, `|`, `&`, `;`, or empty at a line's end. */
	readonly operator: string;
	/** The command as it stands, without prompt, comment and operator. */
	readonly source: string;
};

export type ShellText = {
	readonly commands: readonly ShellCommand[];
	/** With their `#`. */
	readonly comments: readonly string[];
	/** Prompts that stood before a command or a continued line. */
	readonly prompts: readonly string[];
};
