/** A viewport over rows: what is drawn and where keys lead are both read from it, so that no offset lies beyond it. */
export type Viewport = {
	/** Rows of the whole content. */
	readonly count: number;
	/** Rows that are seen at once. */
	readonly height: number;
	/** The first row that is seen. */
	readonly top: number;
	/** The last `top` that leaves no empty rows at the end. */
	readonly last: number;
};

/** The viewport that begins at a row, or as near to it as leaves no empty rows at the end. */
export function viewport(count: number, height: number, top: number | 'end'): Viewport {
	const last = Math.max(0, count - height);
	return { count, height, last, top: top === 'end' ? last : Math.min(Math.max(0, top), last) };
}

/** Rows that PgUp and PgDn scroll a list or the detail: one row stays in view. */
export const pageRows = ({ height }: Pick<Viewport, 'height'>): number => Math.max(1, height - 1);
