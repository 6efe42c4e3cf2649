import type { TextTest } from './need.js';

/** A text as a part of an expression. */
export const escaped = (text: string): string => text.replace(/[^\w\s]/g, '\\$&');

/** Escapes in JSON with which a name may be written in other characters. */
const otherSpelling = /\\[u/]/;

/** A longer value without quotes is not read: many names one behind another would each be read to the end of the line. */
const maxLength = 200;

/**
 * Returns a test that is false only for lines that have no JSON field of a name whose value passes. It looks at what stands
 * behind the name, wherever that is; a value that it cannot read may pass.
 *
 * @param key In lower case; `a.b` is the field `b` of the object `a`.
 * @param passes Gets a value without its quotes.
 */
export function valueScan(key: string, passes: (value: string) => boolean): TextTest {
	const name = escaped(key.slice(key.lastIndexOf('.') + 1));
	const pattern = new RegExp(`${name}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*"|[^\\s",}\\]]{0,${maxLength}})`, 'gi');
	return line => {
		if (line.includes('\\') && otherSpelling.test(line)) {
			return true;
		}
		pattern.lastIndex = 0;
		for (let found = pattern.exec(line); found !== null; found = pattern.exec(line)) {
			if (mayPass(found[1]!, passes)) {
				return true;
			}
			// The name may stand in a text before it is that of a field.
			pattern.lastIndex = found.index + 1;
		}
		return false;
	};
}

const mayPass = (value: string, passes: (value: string) => boolean): boolean =>
	value.startsWith('"')
		? value.includes('\\') || passes(value.slice(1, -1))
		: value.length === maxLength || /^[{[]/.test(value) || passes(value);
