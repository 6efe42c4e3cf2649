import type { Line, Role } from '../../text/line.js';
import { span } from '../../text/lines.js';
import { type Level, levelWords } from '../level.js';
import { clockOf, isSameTime } from '../log-time.js';
import type { LogField, LogRecord } from './log-record.js';

/** The role of a level, for its letter in the gutter and its word in the line. */
export const levelRoles: Readonly<Record<Level, Role>> = {
	trace: 'dim',
	debug: 'dim',
	info: 'accent',
	warn: 'warn',
	error: 'bad',
	fatal: 'bad',
};

/**
 * A structured line as a sentence: `12:03:11.2 ERR message  key=value …`. Its own time is left out where the engine's stamp
 * says the same.
 *
 * @param stamp The engine's time of the line.
 * @param hasWord False to leave out the word of the level, where something beside the line shows it.
 */
export function prettyLine({ time, level, message, fields }: LogRecord, stamp: string, hasWord = true): Line {
	const clock = time === undefined || isSameTime(time, stamp) ? '' : clockOf(time);
	const rest = fields.map(fieldText).join(' ');
	return [
		...(clock === '' ? [] : [span(`${clock} `, 'dim')]),
		...(level === undefined || !hasWord ? [] : [span(`${levelWords[level]} `, levelRoles[level])]),
		...(message === '' ? [] : [span(message, 'stdout')]),
		...(rest === '' ? [] : [span(message === '' ? rest : `  ${rest}`, 'dim')]),
	];
}

/** `prettyLine` without its styles, in half the time. */
export function prettyText({ time, level, message, fields }: LogRecord, stamp: string): string {
	const clock = time === undefined || isSameTime(time, stamp) ? '' : clockOf(time);
	let text = clock === '' ? '' : `${clock} `;
	if (level !== undefined) {
		text += `${levelWords[level]} `;
	}
	text += message;
	for (const [index, field] of fields.entries()) {
		text += index > 0 ? ' ' : message === '' ? '' : '  ';
		text += fieldText(field);
	}
	return text;
}

/** A text needs its quotes only where it could be read as something else. */
const plainValue = /^"([^\s"\\{}[\],]+)"$/;
const otherType = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

function fieldText({ key, value }: LogField): string {
	const plain = value.startsWith('"') ? plainValue.exec(value)?.[1] : undefined;
	return `${key}=${plain === undefined || otherType.test(plain) ? value : plain}`;
}
