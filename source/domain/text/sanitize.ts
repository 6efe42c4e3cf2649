import { cellWidth } from './cell-width.js';
import { overwrite } from './overwrite.js';

// Each body ends at the next introducer, so that a megabyte of unfinished sequences is scanned only once.
// If a string (OSC, DCS, APC, PM, SOS) has no end, only its introducer is removed and the rest stays visible.
const sequence = [
	'(?:\\x1b\\]|\\x9d)[^\\x07\\x18\\x1a\\x1b\\x80-\\x9f]*(?:\\x07|\\x1b\\\\|\\x9c)', // OSC
	'(?:\\x1b[PX^_]|[\\x90\\x98\\x9e\\x9f])[^\\x18\\x1a\\x1b\\x80-\\x9f]*(?:\\x1b\\\\|\\x9c)', // DCS, SOS, PM, APC
	'(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]', // CSI
	'\\x1b[ -/]*[0-~]', // two-character and charset escapes
].join('|');
const joiner =
	'(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d|\\u200d(?!\\p{Extended_Pictographic})';
const characters =
	'[\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200c\\u200e\\u200f' +
	'\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}\\u{d800}-\\u{dfff}]';
const rest = `\\r\\n|${characters}`;
/** Matches every text that needs sanitizing; a text without a match is returned unchanged. */
const hazard = new RegExp(`\\u200d|${characters}`, 'u');
const unsafe = new RegExp(`${sequence}|${joiner}|${rest}`, 'gu');
const unsafeInLog = new RegExp(`(\\x1b\\[[0-9;:]{0,64}m)|${sequence}|${joiner}|${rest}`, 'gu');

const newlines = new Set(['\r\n', '\n', '\r', '\v', '\f', '\u2028', '\u2029', '\x85']);
const isLoneSurrogate = (match: string) => match.length === 1 && match >= '\ud800' && match <= '\udfff';

type SanitizeOptions = {
	/** Keep line ends as `\n` instead of turning them into a space. */
	readonly keepNewlines?: boolean;
};

/**
 * Removes everything that could control the terminal or hide text: escape sequences, C0 and C1 controls, bidi controls,
 * zero-width characters. Tabs and line ends become a space, lone surrogates U+FFFD; the joiner stays within emoji. Returns a
 * clean text unchanged.
 */
export function sanitize(text: string, options: SanitizeOptions = {}): string {
	if (!hazard.test(text)) {
		return text;
	}
	const newline = options.keepNewlines ? '\n' : ' ';
	return text.replace(unsafe, match => {
		if (match === '\t') {
			return ' ';
		}
		if (newlines.has(match)) {
			return newline;
		}
		return isLoneSurrogate(match) ? '\ufffd' : '';
	});
}

/**
 * `sanitize` for a log line: keeps valid colours (`ESC[…m`), expands tabs to the next multiple of eight columns, and keeps
 * the last non-empty state of a progress bar that overwrites itself (`10%\r20%\r`, `10%\b\b\b20%`).
 */
export function sanitizeLog(text: string): string {
	if (!hazard.test(text)) {
		return text;
	}
	const clean = text.replace(unsafeInLog, (match, colour: string | undefined) => {
		if (colour !== undefined) {
			return colour;
		}
		if (match === '\r\n') {
			return '\r';
		}
		if (match === '\t' || match === '\r' || match === '\b') {
			return match;
		}
		if (newlines.has(match)) {
			return ' ';
		}
		return isLoneSurrogate(match) ? '\ufffd' : '';
	});
	const last = clean.includes('\r') ? lastState(clean) : clean;
	const wide = expandTabs(last);
	return wide.includes('\b') ? overwrite(wide) : wide;
}

/** `sanitize` for every string and key of a JSON value; values below 200 levels become `…`. */
export function sanitizeDeep(value: unknown, options: SanitizeOptions = {}, depth = 0): unknown {
	if (typeof value === 'string') {
		return sanitize(value, options);
	}
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	if (depth >= 200) {
		return '…';
	}
	if (Array.isArray(value)) {
		return value.map(item => sanitizeDeep(item, options, depth + 1));
	}
	// `Object.fromEntries` defines properties, so that a key named `__proto__` stays a key.
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [sanitize(key, options), sanitizeDeep(item, options, depth + 1)]),
	);
}

const colour = /\x1b\[[0-9;:]*m/g;
const colourOrBackspace = /\x1b\[[0-9;:]*m|\x08/g;

function lastState(text: string): string {
	for (let end = text.length; end > 0; ) {
		const start = text.lastIndexOf('\r', end - 1) + 1;
		const segment = text.slice(start, end);
		if (segment.replace(colourOrBackspace, '') !== '') {
			return segment;
		}
		end = start - 1;
	}
	return '';
}

function expandTabs(text: string): string {
	if (!text.includes('\t')) {
		return text;
	}
	const parts = text.split('\t');
	let column = 0;
	let result = '';
	for (const [index, part] of parts.entries()) {
		result += part;
		column += cellWidth(part.replace(colour, ''));
		if (index === parts.length - 1) {
			break;
		}
		const fill = 8 - (column % 8);
		result += ' '.repeat(fill);
		column += fill;
	}
	return result;
}
