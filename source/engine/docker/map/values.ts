import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError } from '../../errors.js';

/** JSON as it came: nothing is taken for granted, as engines leave fields out, or send null. */
export type Raw = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export function object(value: unknown): Raw {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

/** The value as a list of objects. */
export function objects(value: unknown): Raw[] {
	return Array.isArray(value) ? value.map(object) : [];
}

/** An answer that is a list; `null` is an empty one, as Go writes it. Throws an EngineError (`protocol`) for anything else. */
export function listed(answer: unknown): Raw[] {
	if (answer === null || Array.isArray(answer)) {
		return objects(answer);
	}
	throw new EngineError('protocol', 'the answer is not a list');
}

/** An answer that is an object; `null` is an empty one. Throws an EngineError (`protocol`) for anything else. */
export function described(answer: unknown): Raw {
	if (typeof answer === 'object' && !Array.isArray(answer)) {
		return object(answer);
	}
	throw new EngineError('protocol', 'the answer is not an object');
}

/** Sanitized text; empty when the value is none. */
export function text(value: unknown): string {
	return typeof value === 'string' ? sanitize(value) : '';
}

/** `{[key]: text}` when there is some, else nothing: for fields that may be left out. */
export function optionalText<K extends string>(key: K, value: unknown): { [P in K]?: string } {
	const known = text(value);
	return known === '' ? {} : ({ [key]: known } as { [P in K]?: string });
}

/** A list of texts; a single text is a list of one. */
export function texts(value: unknown): string[] {
	if (typeof value === 'string') {
		return value === '' ? [] : [sanitize(value)];
	}
	return Array.isArray(value) ? value.filter(item => typeof item === 'string').map(item => sanitize(item)) : [];
}

/** A map of texts, such as labels. */
export function dictionary(value: unknown): Record<string, string> {
	return Object.fromEntries(Object.entries(object(value)).map(([key, item]) => [sanitize(key), text(item)]));
}

/** A number; 0 when the value is none. */
export function count(value: unknown): number {
	return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function flag(value: unknown): boolean {
	return value === true;
}

/** RFC 3339 as Unix milliseconds; 0 for Go's zero time and for what is no time. */
export function time(value: unknown): number {
	const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
	return Number.isNaN(at) || at < 0 ? 0 : at;
}
