/** Data of a session for the terminal that runs it. */
export type SessionStage = {
	/** Name of the session: `bash in web`. */
	readonly title: string;
	/** Hint for leaving the session: `exit or Ctrl-d leaves`. */
	readonly leave: string;
	/** True if the process has a TTY. Without one, each of its line feeds needs a carriage return. */
	readonly tty: boolean;
	/** Bytes that detach from the session while its process continues. */
	readonly detachKeys: readonly number[];
	/**
	 * True if the output of a process stays on the screen until a key is pressed: of one that failed, and of one that ended without
	 * a key from the user, who would not see it otherwise.
	 */
	readonly keepsOutput: boolean;
};

/** The end of a session: the process ended, the user pressed the detach keys, or the connection was lost. */
export type SessionEnd =
	| { readonly kind: 'ended'; readonly code: number }
	| { readonly kind: 'left' }
	| { readonly kind: 'cut' };

/** Exit code after Ctrl-c. It is not an error, since the user caused it. */
export const interrupted = 130;
