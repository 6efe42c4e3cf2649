import { type JsonMember, type JsonObject, type JsonValue, readJson } from './json-text.js';

/** The object at a path of keys; of two equal keys the last one counts, as for a parser. */
export function objectAt(text: string, path: readonly string[]): JsonObject | undefined {
	let value: JsonValue | undefined = readJson(text);
	for (const key of path) {
		value = value?.members?.findLast(member => member.key === key)?.value;
	}
	return value?.members && { ...value, members: value.members };
}

/** Sets `key` of an object in the layout of its neighbours. All other bytes stay as they are. */
export function withMember(text: string, object: JsonObject, key: string, value: unknown): string {
	const present = object.members.findLast(member => member.key === key);
	const style = styleOf(text);
	if (present) {
		const indent = ownLine(text, present.start);
		return splice(text, present.value, written(value, style, indent));
	}
	const name = latin(JSON.stringify(key));
	const last = object.members.at(-1);
	if (!last) {
		const indent = style.unit === '' ? undefined : `${indentOf(text, object.start)}${style.unit}`;
		const member = `${name}${style.gap}${written(value, style, indent)}`;
		const inner =
			indent === undefined
				? member
				: `${style.lineEnd}${indent}${member}${style.lineEnd}${indentOf(text, object.start)}`;
		return splice(text, object, `{${inner}}`);
	}
	const before = object.members.at(-2)?.value.end ?? object.start;
	// The white space before the last member, to indent the new one in the same way.
	const separator = /^[^,{]*[,{]([ \t\r\n]*)$/.exec(text.slice(before, last.start))?.[1] ?? '';
	const indent = separator.includes('\n') ? separator.slice(separator.lastIndexOf('\n') + 1) : undefined;
	const member = `${name}${gapOf(text, last)}${written(value, style, indent)}`;
	return splice(text, { start: last.value.end, end: last.value.end }, `,${separator}${member}`);
}

/** Removes a member of an object and its comma. */
export function withoutMember(text: string, object: JsonObject, member: JsonMember): string {
	const at = object.members.indexOf(member);
	const next = object.members[at + 1];
	const previous = object.members[at - 1];
	if (next) {
		return splice(text, { start: member.start, end: next.start }, '');
	}
	if (previous) {
		return splice(text, { start: previous.value.end, end: member.value.end }, '');
	}
	return splice(text, object, '{}');
}

type Style = {
	/** One step of indentation; empty for a text on one line. */
	readonly unit: string;
	/** Between a key and its value. */
	readonly gap: string;
	readonly lineEnd: string;
};

/** The layout of a text; the docker CLI's own for a text without members. */
function styleOf(text: string): Style {
	const first = readJson(text).members?.[0];
	const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
	if (!first) {
		return { unit: '\t', gap: ': ', lineEnd };
	}
	const unit = ownLine(text, first.start);
	return { unit: unit === undefined ? '' : unit || '\t', gap: gapOf(text, first), lineEnd };
}

const gapOf = (text: string, { start, value }: JsonMember): string =>
	/[ \t\r\n]*:[ \t\r\n]*$/.exec(text.slice(start, value.start))?.[0] ?? ':';

/** The indentation of a member that starts its line; undefined for any other. */
function ownLine(text: string, at: number): string | undefined {
	const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
	return text.lastIndexOf('\n', at - 1) >= 0 && /^[ \t]*$/.test(indent) ? indent : undefined;
}

const indentOf = (text: string, at: number): string =>
	/^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))?.[0] ?? '';

/** A value as text: on several lines, indented by `indent`, if its key has its own line. */
function written(value: unknown, { unit, lineEnd }: Style, indent: string | undefined): string {
	if (indent === undefined) {
		return latin(JSON.stringify(value));
	}
	return latin(JSON.stringify(value, null, unit || '\t')).replaceAll('\n', `${lineEnd}${indent}`);
}

const latin = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const splice = (text: string, { start, end }: { start: number; end: number }, instead: string): string =>
	text.slice(0, start) + instead + text.slice(end);
