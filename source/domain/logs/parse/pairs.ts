import type { LogField } from './log-record.js';

const pair = /([A-Za-z_@][\w.@/-]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?=\s|$)/y;

/** Reads `key=value key="a value"` from a place to the end of a text; undefined if anything else stands there. */
export function readPairs(text: string, from: number): readonly LogField[] | undefined {
	const fields: LogField[] = [];
	let at = from;
	while (at < text.length) {
		if (text[at] === ' ') {
			at++;
			continue;
		}
		pair.lastIndex = at;
		const found = pair.exec(text);
		if (!found) {
			return undefined;
		}
		fields.push({ key: found[1]!, value: found[2]! });
		at = pair.lastIndex;
	}
	return fields;
}

/** Places at which the pairs may begin; a message with more of them stays whole. */
const maxTries = 24;

/** Splits the pairs at the end of a message from its text: `listening port=80`. */
export function splitPairs(message: string): { readonly message: string; readonly fields: readonly LogField[] } {
	let tries = 0;
	for (const { index } of message.matchAll(/(?:^|\s)(?=[A-Za-z_@][\w.@/-]{0,60}=)/g)) {
		if (++tries > maxTries) {
			break;
		}
		const fields = readPairs(message, index);
		if (fields !== undefined && fields.length > 0) {
			return { message: message.slice(0, index).trimEnd(), fields };
		}
	}
	return { message, fields: [] };
}
