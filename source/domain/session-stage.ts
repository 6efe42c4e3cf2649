/** What the terminal needs to know of a session that it is lent to. */
export type SessionStage = {
	/** What has the terminal: `bash in web`. */
	readonly title: string;
	/** How to leave it: `exit or Ctrl-d leaves`. */
	readonly leave: string;
	/** Whether the process has a terminal of its own. Without one its line feeds need a carriage return each. */
	readonly tty: boolean;
	/** Bytes that leave the session while its process goes on. */
	readonly detachKeys: readonly number[];
	/** Whether the output stays on screen until a key is pressed when the process ends with an error. */
	readonly keepsError: boolean;
};

/** How a session ended: with its process, by the detach keys, or because the connection was lost. */
export type SessionEnd =
	| { readonly kind: 'ended'; readonly code: number }
	| { readonly kind: 'left' }
	| { readonly kind: 'cut' };

/** The exit code of a program that the user interrupted with Ctrl-c: that is no error to be read. */
export const interrupted = 130;
