import { type Level, levelOfNumber, levelOfSeverity, levelOfWord } from '../level.js';

/** Only this much of a line is scanned for its level, so that a line of 64 KiB costs no more than a short one. */
export const scanLength = 512;
/** A level in plain text stands among the first words of a line. */
const maxHeadWords = 10;

const colour = /\x1b\[[0-9;:]*m/g;

/**
 * Guesses the level of a raw line by a bounded scan. The first kind of evidence that a line has decides, the surest first: a
 * field (`"level":"error"`, `level=error`), a mark of a known format, a word at the head of the line (`ERROR:`, `[E]`). A word
 * in the middle of a sentence (`0 errors`, `error=nil`) is no evidence.
 */
export function guessLevel(raw: string): Level | undefined {
	const start = raw.length > scanLength ? raw.slice(0, scanLength) : raw;
	const text = start.includes('\x1b') ? start.replace(colour, '') : start;
	const first = text.charCodeAt(0);
	if (first === openBrace) {
		return levelOfJson(text);
	}
	return levelOfField(text) ?? levelOfMark(text, first) ?? levelOfHead(text);
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const quote = 0x22;
const backslash = 0x5c;

const jsonField =
	/"(?:level|severity|lvl|log\.level|loglevel|log_level|levelname|@l|priority|s|Level|Severity)"\s*:\s*(?:"(?:\\u001b\[[0-9;]*m)?([A-Za-z]{1,13})["\\]|(\d{1,3})\b)/g;

function levelOfJson(text: string): Level | undefined {
	jsonField.lastIndex = 0;
	let reached = 1;
	let depth = 1;
	for (let found = jsonField.exec(text); found !== null; found = jsonField.exec(text)) {
		const [, word, number] = found;
		depth = depthAt(text, reached, found.index, depth);
		reached = found.index;
		if (depth !== 1) {
			// The level of a nested object is not that of the line.
			continue;
		}
		const level = word === undefined ? levelOfNumber(Number(number)) : levelOfWord(word);
		if (level !== undefined) {
			return level;
		}
	}
	const nested = /"log"\s*:\s*\{[^{}]{0,100}?"level"\s*:\s*"([A-Za-z]{1,13})"/.exec(text);
	if (nested) {
		return levelOfWord(nested[1]!);
	}
	// GELF has syslog's severities. Serilog's compact format leaves the level out for information.
	const gelf = text.includes('"short_message"') ? /"level"\s*:\s*([0-7])\b/.exec(text) : null;
	return gelf ? levelOfSeverity(Number(gelf[1])) : /"@(?:mt|m)"\s*:/.test(text) ? 'info' : undefined;
}

/** The number of open braces and brackets at a place that is not within a string, counted on from a place before it. */
function depthAt(text: string, from: number, to: number, before: number): number {
	let depth = before;
	for (let at = from; at < to; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			for (at++; at < to && text.charCodeAt(at) !== quote; at++) {
				at += text.charCodeAt(at) === backslash ? 1 : 0;
			}
		} else if (code === openBrace || code === openBracket) {
			depth++;
		} else if (code === closeBrace || code === closeBracket) {
			depth--;
		}
	}
	return depth;
}

const fieldName = /(?:^at|(?:^|\s)(?:level|lvl|severity|loglevel|log\.level))=/;

const firstPair = /^[A-Za-z_@][\w.@/-]*=/;

function levelOfField(text: string): Level | undefined {
	if (!text.includes('=')) {
		return undefined;
	}
	const found = fieldName.exec(text);
	const value =
		found && /^"?(?:([A-Za-z]{1,13}(?:[+-]\d+)?)|(\d{2}))"?(?:\s|$)/.exec(text.slice(found.index + found[0].length));
	if (value?.[1] !== undefined) {
		return levelOfWord(value[1]);
	}
	// A number in a sentence may be any level: of a battery, for example.
	return value && firstPair.test(text) ? levelOfNumber(Number(value[2])) : undefined;
}

const accessStatus = /^(?:\S+ \S+ \S+ )?\[\d\d\/\w{3}\/\d{4}[: ][^\]]+\] "(?:[^"\\]|\\.)*" ([1-5]\d\d)\b/;
const crashes: readonly (readonly [RegExp, Level])[] = [
	[/^panic: |^fatal error: |^thread '.+' (?:\(\d+\) )?panicked at /, 'fatal'],
	[
		/^Traceback \(most recent call last\):|^Exception in thread |^Uncaught |^Unhandled |^npm ERR! |^npm error /,
		'error',
	],
	[/^(?:[a-z]\w*\.)*[A-Z]\w*(?:Error|Exception)(?:: | \[|$)/, 'error'],
	[/^\*\*\* |^goroutine \d+ \[/, 'error'],
];

/** The level in a mark that only one format has: klog, syslog, Redis, an access log, the head of a crash. */
function levelOfMark(text: string, first: number): Level | undefined {
	if (first === 0x3c) {
		const priority = /^<(\d{1,3})>/.exec(text);
		if (priority) {
			return levelOfSeverity(Number(priority[1]) % 8);
		}
	}
	const klog = /^([IWEF])\d{4} \d\d:\d\d:\d\d\./.exec(text);
	if (klog) {
		return levelOfWord(klog[1]!);
	}
	if (first >= 0x30 && first <= 0x39) {
		const redis = /^\d+:[XCSM] .{19,25} ([.\-*#]) /.exec(text);
		if (redis) {
			return redisLevels[redis[1]!];
		}
	}
	const status = text.includes('] "') ? accessStatus.exec(text)?.[1] : undefined;
	if (status !== undefined) {
		return status >= '5' ? 'error' : status >= '4' ? 'warn' : 'info';
	}
	return first === star || first >= capitalA ? crashes.find(([pattern]) => pattern.test(text))?.[1] : undefined;
}

/** The head of a crash begins with a letter or a star. */
const star = 0x2a;
const capitalA = 0x41;

const redisLevels: Readonly<Record<string, Level>> = { '.': 'debug', '-': 'debug', '*': 'info', '#': 'warn' };

/** Words with a lower-case letter name a level only with a sign beside them: `[error]`, `error:`, `<error>`. */
const capital = /^[A-Z]{3,13}$/;
const word = /^([[(<|]*)([A-Za-z]{1,13})(\d?)([\])>|:,]*|\[\d+\])$/;

/** The level among the first words of a line: only stamps, numbers, names in brackets and separators may stand before it. */
function levelOfHead(text: string): Level | undefined {
	const trimmed = text.trimStart();
	let at = 0;
	for (let count = 0; count < maxHeadWords && at < trimmed.length; count++) {
		const space = trimmed.indexOf(' ', at);
		const end = space < 0 ? trimmed.length : space;
		const token = trimmed.slice(at, end);
		if (token !== '') {
			const level = levelOfToken(token, trimmed, end);
			if (level !== undefined) {
				return level;
			}
			if (!isHead(token, trimmed, end)) {
				return undefined;
			}
		} else {
			count--;
		}
		at = end + 1;
	}
	return undefined;
}

/** Names before a level that Monolog, Celery and the like join with it: `app.ERROR:`, `12:00:00,1:`, `INFO/MainProcess]`. */
const joined = /^\[?(?:[\w-]+\.)([A-Z]{4,9}):$|^([A-Z]{4,8})\/[\w-]+\]$|^([A-Z]{4,8}):[\w.]+:|\]\[([A-Z]{3,8})\]?$/;

function levelOfToken(token: string, text: string, end: number): Level | undefined {
	const parts = word.exec(token);
	if (!parts) {
		const mixed = joined.exec(token);
		return mixed ? levelOfWord(mixed.slice(1).find(part => part !== undefined) ?? '') : levelOfModule(token);
	}
	const [, open = '', name = '', digit = '', close = ''] = parts;
	const found = levelOfWord(name + digit) ?? levelOfWord(name);
	const isEnclosed = open !== '' && close !== '' && !close.startsWith('[');
	const isNamed = close.startsWith(':') || close.startsWith('[') || isEnclosed;
	if (found === undefined) {
		return undefined;
	}
	if (isNamed) {
		return name.length > 1 || isEnclosed ? found : undefined;
	}
	if (name.length === 1) {
		// `E, [2026-…` is Ruby's logger, `E/Tag` Android's.
		return /^[DIWEF],$/.test(token) && text.startsWith(' [', end) ? found : undefined;
	}
	const isOpen =
		open !== '' ||
		(name === name.toLowerCase() && / [-|] /.test(text.slice(Math.max(0, end - name.length - 3), end + 3)));
	return capital.test(name) || isOpen ? found : undefined;
}

/** Apache: `[core:error]`. */
const levelOfModule = (token: string): Level | undefined => {
	const module = /^\[\w*:([a-z]+)\d?\]$/.exec(token);
	return module ? levelOfWord(module[1]!) : undefined;
};

/** Returns true for a word that may stand before a level: a stamp, a number, a sign, something in brackets, a name before ` - `. */
function isHead(token: string, text: string, end: number): boolean {
	const first = token.charCodeAt(0);
	const isDigit = first >= 0x30 && first <= 0x39;
	const isSign =
		first === 0x5b || first === 0x28 || first === 0x3c || first === 0x7c || first === 0x2d || first === 0x23;
	return (
		isDigit ||
		isSign ||
		/[\])|]$/.test(token) ||
		/^(?:UTC|GMT|[A-Z]{2,4}T|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec),?$/.test(
			token,
		) ||
		/^(?: - | \| )/.test(text.slice(end, end + 3)) ||
		/^[\w.-]+\[\d+\]:?$|^[\w-]+@[\w-]+$/.test(token)
	);
}
