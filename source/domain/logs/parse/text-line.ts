import { type Level, levelOfSeverity, levelOfWord } from '../level.js';
import { jsonMembers } from './json-members.js';
import type { LogField, LogRecord } from './log-record.js';
import { splitPairs } from './pairs.js';
import { accessShape, isMaybeAccess, shapesOf } from './text-shapes.js';

/** A longer line is shown as it is. */
const maxLength = 8192;

/** Returns true for a line that `parseTextLine` may take apart: it is no JSON, and not too long. */
export const isPlainText = (text: string): boolean => text.length <= maxLength && !text.startsWith('{');

/** Takes a line of a known shape of plain text apart; undefined for any other line. */
export function parseTextLine(text: string): LogRecord | undefined {
	if (text.length > maxLength) {
		return undefined;
	}
	const access = isMaybeAccess(text) ? accessShape.exec(text)?.groups : undefined;
	if (access) {
		return accessRecord(access);
	}
	for (const pattern of shapesOf(text)) {
		const groups = pattern.exec(text)?.groups;
		const record = groups && recordOf(groups);
		if (record) {
			return record;
		}
	}
	return undefined;
}

/** Quotes a value that has a space in it. */
const quoted = (value: string): string => (/^[^\s"=]+$/.test(value) ? value : JSON.stringify(value));

/** The groups of a shape that are shown elsewhere than among the fields. */
export const ownPlaces: readonly string[] = [
	...['time', 'level', 'redis', 'priority', 'msg'],
	...['request', 'status', 'rest'],
];

type Groups = Readonly<Record<string, string | undefined>>;

const fieldsOf = (groups: Groups, shown: readonly string[]): readonly LogField[] =>
	Object.entries(groups).flatMap(([key, value]) =>
		value === undefined || value.trim() === '' || value === '-' || shown.includes(key)
			? []
			: [{ key, value: quoted(value.trim()) }],
	);

function recordOf(groups: Groups): LogRecord | undefined {
	const { level: word, priority, redis, time, msg = '' } = groups;
	const level = levelIn(word, priority, redis);
	if (word !== undefined && level === undefined) {
		return undefined;
	}
	const { message, fields } = splitFields(msg);
	return {
		time,
		level,
		message,
		fields: [...fieldsOf(groups, ownPlaces), ...fields],
	};
}

const redisLevels: Readonly<Record<string, Level>> = { '.': 'debug', '-': 'debug', '*': 'info', '#': 'warn' };

function levelIn(word: string | undefined, priority: string | undefined, redis: string | undefined): Level | undefined {
	if (word !== undefined) {
		return levelOfWord(word);
	}
	return priority === undefined ? redisLevels[redis ?? ''] : levelOfSeverity(Number(priority) % 8);
}

/** Splits the pairs, or a JSON object, from the end of a message. */
function splitFields(text: string): { readonly message: string; readonly fields: readonly LogField[] } {
	const brace = text.endsWith('}') ? text.search(/(?:^| )\{"/) : -1;
	const members = brace < 0 ? undefined : jsonMembers(text.slice(brace).trimStart());
	const { message, fields } =
		members === undefined ? splitPairs(text) : { message: text.slice(0, brace).trimEnd(), fields: members };
	// klog quotes the message before its pairs.
	return { message: /^"([^"\\]*)"$/.exec(message)?.[1] ?? message, fields };
}

/** An access log says the request and its status first. */
function accessRecord(groups: Groups): LogRecord {
	const { time, request = '', status = '', rest = '' } = groups;
	const level = status >= '5' ? 'error' : status >= '4' ? 'warn' : 'info';
	const fields = fieldsOf(groups, ownPlaces);
	return {
		time,
		level,
		message: `${request.replace(/ HTTP\/1\.[01]$/, '')} ${status}`,
		inMessage: [{ key: 'status', value: status }],
		fields: rest.trim() === '' ? fields : [...fields, { key: 'rest', value: quoted(rest.trim()) }],
	};
}
