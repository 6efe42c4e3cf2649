import { looksSecret, maskEntry, maskValue } from '../../domain/registry/secrets.js';
import type { Line, Role } from '../../domain/text/line.js';
import { span } from '../../domain/text/lines.js';
import { wrapText } from '../../domain/text/wrap-text.js';

type Place = {
	readonly width: number;
	readonly mask: string | undefined;
	readonly depth: number;
	/** The key of the object or list around the value, and the value's own. */
	readonly parent: string;
	readonly key: string;
	/** The spans before the value on its first line, and the text behind it on its last line. */
	readonly before: Line;
	readonly after: string;
};

/** Objects whose keys the user named. Only there does a key that looks secret mean a secret value. */
const userKeys = new Set(['Labels', 'Options', 'DriverOpts', 'Env']);

/**
 * A JSON value in coloured lines, two cells of indentation a level; long strings are wrapped at `width` cells. `mask` stands
 * for what looks secret; undefined shows everything.
 */
export const jsonLines = (value: unknown, width: number, mask: string | undefined): readonly Line[] =>
	valueLines(value, { width, mask, depth: 0, parent: '', key: '', before: [], after: '' });

function valueLines(value: unknown, place: Place): Line[] {
	const { before, after, depth } = place;
	if (typeof value !== 'object' || value === null) {
		return scalarLines(value, place);
	}
	const isList = Array.isArray(value);
	const [open, close] = isList ? ['[', ']'] : ['{', '}'];
	const entries = Object.entries(value);
	const start = [indent(depth, before), ...before];
	if (entries.length === 0) {
		return [[...start, span(`${open}${close}${after}`, 'dim')]];
	}
	const inside = entries.flatMap(([key, item], index) =>
		valueLines(item, {
			...place,
			depth: depth + 1,
			parent: isList ? place.parent : place.key,
			key: isList ? place.key : key,
			before: isList ? [] : [indent(depth + 1), span('"', 'dim'), span(key, 'accent'), span('": ', 'dim')],
			after: index < entries.length - 1 ? ',' : '',
		}),
	);
	return [[...start, span(open, 'dim')], ...inside, [indent(depth), span(close + after, 'dim')]];
}

/** The indentation of a value; behind a key there is none, since the key has it. */
const indent = (depth: number, before: Line = []) => span(before.length > 0 ? '' : ` ${'  '.repeat(depth)}`);

function scalarLines(value: unknown, place: Place): Line[] {
	const { before, after, depth, width } = place;
	const start = [indent(depth, before), ...before];
	if (typeof value !== 'string') {
		return [[...start, span(String(value), 'strong'), span(after, 'dim')]];
	}
	const text = JSON.stringify(masked(value, place));
	const used = start.reduce((sum, part) => sum + part.text.length, 0);
	const hanging = ` ${'  '.repeat(depth + 1)}`;
	const [first = '', ...rest] = wrapText(text, Math.max(8, width - Math.max(used, hanging.length) - 1));
	const role: Role = 'text';
	const lines = [[...start, span(first, role)], ...rest.map((part): Line => [span(hanging), span(part, role)])];
	const last = lines.length - 1;
	return lines.map((line, index) => (index === last ? [...line, span(after, 'dim')] : line));
}

function masked(value: string, { mask, parent, key }: Place): string {
	if (mask === undefined) {
		return value;
	}
	if (key === 'Env') {
		return maskEntry(value, mask);
	}
	return userKeys.has(parent) && looksSecret(key) ? mask : maskValue('', value, mask);
}
