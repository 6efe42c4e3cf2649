import { sanitize } from '../../text/sanitize.js';
import { type Level, levelOfNumber, levelOfSeverity, levelOfWord } from '../level.js';
import { innerMembers, isDate, jsonMembers, type Member, maxDepth, unquote } from './json-members.js';
import type { LogField, LogRecord } from './log-record.js';

// Field names: pino, Bunyan, Winston, structlog (`event`), zap, zerolog, logrus, slog, Serilog's compact format (`@t @mt @l`),
// Google Cloud (`severity`, `textPayload`), Elastic's ECS (`@timestamp`, `log.level`), GELF (`short_message`), MongoDB (`t s c`).
const messageKeys = ['msg', 'message', '@m', '@mt', 'short_message', 'textPayload', 'event', 'body', 'log'];
const levelKeys = ['level', 'severity', 'lvl', 'log.level', 'loglevel', 'log_level', 'levelname', 'Level', '@l', 's'];
const timeKeys = ['time', 'ts', 'timestamp', '@timestamp', '@t', 't', 'date', 'datetime', 'asctime', 'Timestamp'];

/** A line with more fields keeps the rest of its nested objects as JSON. */
const maxFields = 200;

/** Takes a JSON object apart; undefined for any other text. */
export function parseJsonLine(text: string): LogRecord | undefined {
	const members = jsonMembers(text);
	if (members === undefined || members.length === 0) {
		return undefined;
	}
	const flat = flatten(members);
	const time = firstOf(flat, timeKeys, timeOf);
	const level = firstOf(flat, levelKeys, value => levelOf(value, flat));
	const message = firstOf(flat, messageKeys, messageOf);
	const used = new Set([time?.field, level?.field, message?.field]);
	const isSerilog = flat.some(({ key }) => key === '@mt' || key === '@m');
	return {
		time: time?.value,
		level: level?.value ?? (isSerilog ? 'info' : undefined),
		message: message === undefined ? '' : filled(message.value, flat, message.field.key),
		fields: flat.filter(field => !used.has(field)),
	};
}

function flatten(members: readonly Member[]): readonly LogField[] {
	const fields: LogField[] = [];
	const add = (member: Member, prefix: string, depth: number) => {
		const key = sanitize(prefix + member.key);
		const inner =
			member.value[0] === '{' && depth < maxDepth && fields.length < maxFields ? innerMembers(member.value) : [];
		if (inner.length === 0 || isDate(inner)) {
			fields.push({ key, value: member.value });
			return;
		}
		for (const each of inner) {
			add(each, `${prefix}${member.key}.`, depth + 1);
		}
	};
	for (const member of members) {
		add(member, '', 0);
	}
	return fields;
}

/** The first of some fields, in the order of their names, that has a value of the wanted kind. */
function firstOf<T>(
	fields: readonly LogField[],
	keys: readonly string[],
	read: (value: string) => T | undefined,
): { readonly field: LogField; readonly value: T } | undefined {
	for (const key of keys) {
		const field = fields.find(each => each.key === key);
		const value = field && read(field.value);
		if (field !== undefined && value !== undefined) {
			return { field, value };
		}
	}
	return undefined;
}

const textOf = (value: string): string | undefined => (value[0] === '"' ? unquote(value) : undefined);

function messageOf(value: string): string | undefined {
	const text = textOf(value);
	// Line ends stay visible as they are written.
	return text === undefined
		? undefined
		: sanitize(text.replace(/\r?\n/g, '\\n').replace(/\x1b\[[0-9;:]*m/g, '')).trim();
}

function timeOf(value: string): string | undefined {
	const date = /^\{\s*"\$date"\s*:\s*("[^"]*")\s*\}$/.exec(value);
	const text = textOf(date?.[1] ?? value) ?? value;
	return /\d\d:\d\d:\d\d/.test(text) || /^\d{9,19}(?:\.\d+)?$/.test(text) || /^1\.\d+[eE]\+?\d+$/.test(text)
		? sanitize(text)
		: undefined;
}

function levelOf(value: string, fields: readonly LogField[]): Level | undefined {
	const text = textOf(value);
	if (text !== undefined) {
		return levelOfWord(text.replace(/\x1b\[[0-9;:]*m/g, '').trim());
	}
	const isGelf = fields.some(({ key }) => key === 'short_message');
	return isGelf ? levelOfSeverity(Number(value)) : levelOfNumber(Number(value));
}

/** Fills in the names of a Serilog template: `{User} signed in` becomes `ada signed in`. The fields stay in the line. */
function filled(message: string, fields: readonly LogField[], key: string): string {
	if (key !== '@mt') {
		return message;
	}
	return message.replace(/\{[@$]?(\w+)[^{}]{0,40}\}/g, (hole, name: string) => {
		const value = fields.find(field => field.key === name)?.value;
		return value === undefined ? hole : (messageOf(value) ?? value);
	});
}
