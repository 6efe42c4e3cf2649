/** Cells of a lower border that its keys never take: corners, their blanks, and a piece of the border at each side. */
const borderWidth = 8;

/**
 * Returns the keys of a dialog that fit its lower border, the most used ones first and the one that closes it last. A narrow
 * dialog shows fewer of them, because a border without space for its text shows none at all.
 */
export function fittingKeys(keys: readonly string[], width: number, separator: string): string {
	const shown = [...keys];
	const text = () => shown.join(` ${separator} `);
	while (shown.length > 1 && text().length > width - borderWidth) {
		shown.splice(-2, 1);
	}
	return text();
}
