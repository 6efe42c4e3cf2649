import { type JsonMember, type JsonObject, type JsonValue, readJson } from './json-text.js';

/** The members of an object that a path of keys leads to; where a key stands twice the last one counts, as for a parser. */
export function objectAt(text: string, path: readonly string[]): JsonObject | undefined {
	let value: JsonValue | undefined = readJson(text);
	for (const key of path) {
		value = value?.members?.findLast(member => member.key === key)?.value;
	}
	return value?.members && { ...value, members: value.members };
}

/** A text with `key` of an object set: laid out as what stands beside it, every other byte as it was. */
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
	// From behind the comma or brace on, so that the new one stands where its neighbours do.
	const separator = /^[^,{]*[,{]([ \t\r\n]*)$/.exec(text.slice(before, last.start))?.[1] ?? '';
	const indent = separator.includes('\n') ? separator.slice(separator.lastIndexOf('\n') + 1) : undefined;
	const member = `${name}${gapOf(text, last)}${written(value, style, indent)}`;
	return splice(text, { start: last.value.end, end: last.value.end }, `,${separator}${member}`);
}

/** A text without one member of an object, and without the comma that belongs to it. */
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

/** How a text is laid out; one without any members as the docker CLI lays it out. */
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

/** The blanks before a place when nothing else stands before it in its line. */
function ownLine(text: string, at: number): string | undefined {
	const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
	return text.lastIndexOf('\n', at - 1) >= 0 && /^[ \t]*$/.test(indent) ? indent : undefined;
}

const indentOf = (text: string, at: number): string =>
	/^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))?.[0] ?? '';

/** A value as text: over several lines when its key has a line of its own, indented by `indent`. */
function written(value: unknown, { unit, lineEnd }: Style, indent: string | undefined): string {
	if (indent === undefined) {
		return latin(JSON.stringify(value));
	}
	return latin(JSON.stringify(value, null, unit || '\t')).replaceAll('\n', `${lineEnd}${indent}`);
}

const latin = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const splice = (text: string, { start, end }: { start: number; end: number }, instead: string): string =>
	text.slice(0, start) + instead + text.slice(end);
