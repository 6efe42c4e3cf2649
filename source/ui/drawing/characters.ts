import { cellWidth } from '../../domain/text/cell-width.js';

// A character is a number of 21 bits: a code point, or a larger number for a cluster of several code points (emoji
// sequences, letters with marks).

/** Marks the cells of a wide character after its first one. */
export const continuation = 0;
export const space = 0x20;

const firstCluster = 0x110000;
// Clusters are never freed, because cached rows hold their numbers. The limit protects memory from hostile text.
const maxClusters = 16_384;
const maxClusterLength = 32;

const clusters: string[] = [];
const numbers = new Map<string, number>();
const texts = new Array<string | undefined>(0x2900);
texts[continuation] = '';

/** Returns the number of a user-perceived character. Above the limits a cluster is cut to its first code point. */
export function characterNumber(grapheme: string): number {
	const code = grapheme.codePointAt(0)!;
	if (grapheme.length === (code > 0xffff ? 2 : 1)) {
		return code;
	}
	const cached = numbers.get(grapheme);
	if (cached !== undefined) {
		return cached;
	}
	if (grapheme.length > maxClusterLength || clusters.length >= maxClusters) {
		return code;
	}
	clusters.push(grapheme);
	numbers.set(grapheme, firstCluster + clusters.length - 1);
	return firstCluster + clusters.length - 1;
}

/** Marks, prefixes, skin tones and parts of Hangul syllables, which terminals may draw over the character before them. */
const combining = /^[\p{M}\p{Cf}\p{Emoji_Modifier}\u1160-\u11ff\ud7b0-\ud7ff]/u;

/** Adds a dotted circle to a character that terminals would otherwise combine with the cell before it. */
export const withDottedCircle = (grapheme: string): string =>
	combining.test(grapheme) ? `\u25cc${grapheme}` : grapheme;

/** Returns the text of a character; empty for the continuation of a wide one. */
export function characterText(character: number): string {
	if (character >= firstCluster) {
		return clusters[character - firstCluster]!;
	}
	if (character >= texts.length) {
		return String.fromCodePoint(character);
	}
	let text = texts[character];
	if (text === undefined) {
		text = String.fromCharCode(character);
		texts[character] = text;
	}
	return text;
}

/**
 * Returns 1 or 2 for a character that every terminal draws in that many cells (unless a mark follows), and 0 if the width
 * must be looked up.
 */
export function plainWidth(code: number): 0 | 1 | 2 {
	if (code < 0x300) {
		return code < space || (code >= 0x7f && code < 0xa0) || code === 0xad ? 0 : 1;
	}
	if (code < 0x2010) {
		return (code >= 0x370 && code < 0x483) || (code >= 0x48a && code < 0x530) ? 1 : 0;
	}
	if (code < 0x2900) {
		return code < 0x2028 || (code >= 0x2190 && code < 0x2300) || isDrawing(code) ? 1 : 0;
	}
	const wide =
		(code >= 0x3041 && code <= 0x3096) || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3);
	return wide ? 2 : 0;
}

/** Box drawing, blocks, the narrow geometric shapes, check mark and cross, braille. */
function isDrawing(code: number): boolean {
	return (code >= 0x2500 && code < 0x25fd) || code === 0x2713 || code === 0x2717 || code >= 0x2800;
}

const doubtfulWidths = new Map<number, number>();

/**
 * Returns the cells that a character may take on some terminals, or 0 if all agree on its width. After emoji, marks and
 * rare scripts the cursor is placed again, and the next cells are drawn again.
 */
export function doubtfulWidth(character: number): number {
	if (character < 0x300 || plainWidth(character) !== 0) {
		return 0;
	}
	const cached = doubtfulWidths.get(character);
	if (cached !== undefined) {
		return cached;
	}
	if (doubtfulWidths.size >= 4096) {
		doubtfulWidths.clear();
	}
	const agreed = character >= 0x1e00 && character < 0x2e80 && cellWidth(characterText(character)) === 1;
	const doubt = agreed ? 0 : [...characterText(character)].length * 2;
	doubtfulWidths.set(character, doubt);
	return doubt;
}
