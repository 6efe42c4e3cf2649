/** A press of the left button, or one step of the wheel, on a cell of the screen; cells are counted from 0. */
export type MouseEvent = {
	readonly kind: 'press' | 'wheel-up' | 'wheel-down';
	readonly x: number;
	readonly y: number;
};

/** One piece of a terminal's input. Only keys and pastes come from a person; everything else is never a key. */
export type Token =
	/** The bytes of one key (or one code point of text) as a terminal without extensions sends them; `ESC` alone is the Esc key. */
	| { readonly kind: 'key'; readonly bytes: string }
	/** A pasted text, without the markers of bracketed paste. */
	| { readonly kind: 'paste'; readonly text: string }
	| { readonly kind: 'focus'; readonly focused: boolean }
	/** A mouse report; only a press of the left button and the wheel have an event. */
	| { readonly kind: 'mouse'; readonly event?: MouseEvent }
	/** An answer of the terminal: its primary device attributes (`DA1`), or one that nobody awaits. */
	| { readonly kind: 'answer'; readonly to: 'DA1' | 'other' }
	/** The answer to the question for the colour of the background. */
	| { readonly kind: 'answer'; readonly to: 'background'; readonly isLight: boolean };

export const key = (bytes: string): Token => ({ kind: 'key', bytes });

/** A token that comes from a person. */
export type Typed = Extract<Token, { kind: 'key' | 'paste' }>;

export const isTyped = (token: Token): token is Typed => token.kind === 'key' || token.kind === 'paste';
