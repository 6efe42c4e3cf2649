import { sanitize } from '../../text/sanitize.js';
import { type Level, levelOfNumber, levelOfWord } from '../level.js';
import type { LogField, LogRecord } from './log-record.js';
import { readPairs } from './pairs.js';

const levelKeys = ['level', 'lvl', 'severity', 'loglevel', 'at'];
const messageKeys = ['msg', 'message', 'event'];
const timeKeys = ['time', 'ts', 'timestamp', 't'];
/** Without any of the usual keys, a line needs this many pairs and nothing else. */
const minPairs = 3;

/** Takes a logfmt line apart (`time=… level=info msg="…"`); undefined for any other text. */
export function parseLogfmt(text: string): LogRecord | undefined {
	if (!text.includes('=')) {
		return undefined;
	}
	const fields = readPairs(text, 0);
	if (fields === undefined) {
		return undefined;
	}
	const find = (keys: readonly string[]) => fields.find(({ key }) => keys.includes(key));
	const levelField = fields.find(({ key, value }) => levelKeys.includes(key) && levelOf(value) !== undefined);
	const message = find(messageKeys);
	const time = fields.find(
		({ key, value }) => timeKeys.includes(key) && /\d\d:\d\d:\d\d|^\d{9,19}(?:\.\d+)?$/.test(value),
	);
	const hasUsualKey = levelField !== undefined || message !== undefined || time !== undefined;
	if (fields.length < (hasUsualKey ? 2 : minPairs)) {
		return undefined;
	}
	return {
		time: time && bare(time),
		level: levelField && levelOf(levelField.value),
		message: message === undefined ? '' : bare(message),
		fields: fields.filter(field => field !== levelField && field !== message && field !== time),
	};
}

const levelOf = (value: string): Level | undefined => {
	const word = value.replaceAll('"', '');
	return levelOfWord(word) ?? levelOfNumber(Number(word));
};

/** A value without its quotes. */
function bare({ value }: LogField): string {
	return value.startsWith('"') ? sanitize(value.slice(1, -1).replace(/\\(["\\])/g, '$1')) : value;
}
