import stringWidth from 'string-width';

// Every character of these blocks takes one cell: Latin, general punctuation, arrows, mathematical operators, box drawing,
// blocks, check mark and cross, braille.
const narrow =
	/^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc\u2713\u2717\u2800-\u28ff]*$/;

// Created on first use: loading its tables takes 6 ms.
let segmenter: Intl.Segmenter | undefined;
const cache = new Map<string, number>();
const cacheLimit = 2000;

/** Width of a sanitized text in terminal cells. */
export function cellWidth(text: string): number {
	if (narrow.test(text)) {
		return text.length;
	}
	if (text.length > 256) {
		return longWidth(text);
	}
	const cached = cache.get(text);
	if (cached !== undefined) {
		return cached;
	}
	const width = stringWidth(text, { countAnsiEscapeCodes: true });
	if (cache.size >= cacheLimit) {
		cache.clear();
	}
	cache.set(text, width);
	return width;
}

function longWidth(text: string): number {
	let width = 0;
	for (const grapheme of graphemes(text)) {
		width += grapheme.width;
	}
	return width;
}

/** The user-perceived characters of a text, each with its width in cells, lazily. */
export function* graphemes(text: string): Generator<{ readonly text: string; readonly width: number }> {
	for (const segment of characters(text)) {
		yield { text: segment, width: segmentWidth(segment) };
	}
}

const segmentWidth = (segment: string): number =>
	segment.length > 256 ? stringWidth(segment, { countAnsiEscapeCodes: true }) : cellWidth(segment);

/** UTF-16 units per call of the segmenter: V8's time grows with the square of the text's length. */
const stretch = 1024;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** The user-perceived characters of a text, lazily. */
export function* characters(text: string): Generator<string> {
	segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	for (let at = 0; at < text.length; ) {
		// Do not cut between two surrogates.
		const end = at + stretch + (isHighSurrogate(text.charCodeAt(at + stretch - 1)) ? 1 : 0);
		const isLast = end >= text.length;
		const whole = end - at;
		let held = '';
		for (const { segment } of segmenter.segment(text.slice(at, end))) {
			if (held !== '') {
				yield held;
				at += held.length;
			}
			held = segment;
		}
		// The last character may continue in the next stretch. One that fills a whole stretch is cut there.
		if (!isLast && held.length < whole) {
			continue;
		}
		yield held;
		at += held.length;
	}
}

/** The longest prefix of whole characters that fits into `width` cells. Long texts are read only as far as needed. */
export function takeStart(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}
	// The character after the cut may combine with the one before it, so both must be narrow.
	if (narrow.test(text.slice(0, width + 1))) {
		return text.slice(0, width);
	}
	let used = 0;
	let length = 0;
	for (const grapheme of graphemes(text)) {
		used += grapheme.width;
		if (used > width) {
			break;
		}
		length += grapheme.text.length;
	}
	return text.slice(0, length);
}

/** The longest suffix of whole characters that fits into `width` cells. */
export function takeEnd(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}
	// The character before the cut may combine with the one after it, so both must be narrow.
	if (narrow.test(text.slice(-(width + 1)))) {
		return text.slice(-width);
	}
	// Read only the tail. Its first character may be cut in half, so it is dropped below.
	const tail = text.slice(-(width * 32 + 32));
	const parts = [...graphemes(tail)];
	if (tail.length < text.length) {
		parts.shift();
	}
	let used = 0;
	let length = 0;
	for (const grapheme of parts.reverse()) {
		used += grapheme.width;
		if (used > width) {
			break;
		}
		length += grapheme.text.length;
	}
	return length === 0 ? '' : tail.slice(-length);
}

type TruncateOptions = {
	/** Text in place of the removed part; default `…`. */
	readonly ellipsis?: string;
	/** Part of the text that is removed; default `end`. */
	readonly from?: 'end' | 'start' | 'middle';
};

/** Cuts a text to at most `width` cells and puts an ellipsis at the cut. */
export function truncate(text: string, width: number, options: TruncateOptions = {}): string {
	if (fits(text, width)) {
		return text;
	}
	const ellipsis = takeStart(options.ellipsis ?? '…', width);
	const textWidth = width - cellWidth(ellipsis);
	if (options.from === 'start') {
		return ellipsis + takeEnd(text, textWidth);
	}
	if (options.from === 'middle') {
		const start = takeStart(text, Math.ceil(textWidth / 2));
		return start + ellipsis + takeEnd(text, textWidth - cellWidth(start));
	}
	return takeStart(text, textWidth) + ellipsis;
}

/** Pads a text with spaces to `width` cells; returns a wider text unchanged. */
export function pad(text: string, width: number, align: 'left' | 'right' | 'center' = 'left'): string {
	const fill = width - cellWidth(text);
	if (fill <= 0) {
		return text;
	}
	if (align === 'right') {
		return ' '.repeat(fill) + text;
	}
	if (align === 'center') {
		const before = Math.floor(fill / 2);
		return ' '.repeat(before) + text + ' '.repeat(fill - before);
	}
	return text + ' '.repeat(fill);
}

/** Text of exactly `width` cells. */
export const fitText = (text: string, width: number, align: 'left' | 'right' = 'left', ellipsis = '…'): string =>
	pad(truncate(text, width, { ellipsis }), width, align);

/** Returns true if a text takes at most `width` cells. */
export function fits(text: string, width: number): boolean {
	if (text.length <= width && narrow.test(text)) {
		return true;
	}
	return takeStart(text, width).length === text.length;
}
