/**
 * Meaning of a piece of text. The theme (ui/theme.ts) maps a role to the terminal's own palette. No information is shown by a
 * role alone, since a terminal may have no colours.
 */
export type Role =
	| 'text'
	| 'strong'
	| 'dim'
	| 'accent'
	| 'good'
	| 'warn'
	| 'bad'
	| 'title'
	| 'key'
	| 'border'
	| 'border-focused'
	| 'match'
	/** Searches that stay highlighted. */
	| 'mark-1'
	| 'mark-2'
	| 'mark-3'
	| 'mark-4'
	/** A row that has just been created. */
	| 'new'
	| 'gauge-free'
	| 'stdout'
	| 'stderr';

/** The background of a selected row; `unfocused` while another part of the screen has the focus. */
export type Band = 'focused' | 'unfocused';

/** A run of text in one style. `text` holds no control characters: it was sanitized at the engine's edge. */
export type Span = {
	readonly text: string;
	readonly role?: Role;
	/** Shown in reverse video (cursor, search hit, badge). */
	readonly reverse?: boolean;
	/** Part of a selected row: shown with the band's background, in its own colour. */
	readonly band?: Band;
	/** SGR parameters without `ESC[` and `m`, for the colours of a log line; overrides `role`. */
	readonly sgr?: string;
};

/** One screen line, left to right. A view returns lines that are cut to its width in cells. */
export type Line = readonly Span[];

/** A rectangle of cells on the screen, the origin at the top left. */
export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
