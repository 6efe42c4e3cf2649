/** One piece of what a terminal sends. Only keys and pastes come from a person; everything else is never a key. */
export type Token =
	/** The bytes of one key (or one code point of text) as a terminal without extensions sends them; `ESC` alone is the Esc key. */
	| { readonly kind: 'key'; readonly bytes: string }
	/** What was pasted, without the markers of bracketed paste. */
	| { readonly kind: 'paste'; readonly text: string }
	| { readonly kind: 'focus'; readonly focused: boolean }
	| { readonly kind: 'mouse' }
	/** An answer to a question: of the primary device attributes (`DA1`), or any other. */
	| { readonly kind: 'answer'; readonly to: 'DA1' | 'other' };

export const key = (bytes: string): Token => ({ kind: 'key', bytes });

/** A token that comes from a person. */
export type Typed = Extract<Token, { kind: 'key' | 'paste' }>;

export const isTyped = (token: Token): token is Typed => token.kind === 'key' || token.kind === 'paste';
