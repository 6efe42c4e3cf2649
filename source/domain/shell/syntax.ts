/** A shell would reject the text. `position` is the index of the character that is wrong, from 0. */
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
 * A piece of a word. `source` is the original text. `quoted` pieces are neither split at blanks nor matched against file
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
	/** An expansion that only a shell can evaluate: `$((1+1))`, `${#NAME}`, `${NAME%.*}`, `$?`, `<(…)`. */
	| { readonly kind: 'other'; readonly source: string; readonly quoted: boolean };

export type Word = readonly Part[];

/** One command of a text. */
export type ShellCommand = {
	readonly words: readonly Word[];
	/** `> file`, `2>&1`, `<<EOF`, as written. */
	readonly redirections: readonly string[];
	/** The operator after it: `&&`, `|`, `&`, `;`, or empty at the end of a line. */
	readonly operator: string;
	/** The original text of the command, without prompt, comment and operator. */
	readonly source: string;
};

export type ShellText = {
	readonly commands: readonly ShellCommand[];
	/** With their `#`. */
	readonly comments: readonly string[];
	/** Prompts before commands or continued lines. */
	readonly prompts: readonly string[];
};
