import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError } from '../../errors.js';

/** JSON from an engine, which may leave out any field or send null for it. */
export type Raw = Readonly<Record<string, unknown>>;

/** The value as an object; empty for any other type. */
export function object(value: unknown): Raw {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

/** The value as a list of objects. */
export function objects(value: unknown): Raw[] {
	return Array.isArray(value) ? value.map(object) : [];
}

/** An answer that is a list; Go writes `null` for an empty one. Throws an EngineError (`protocol`) for any other type. */
export function listAnswer(answer: unknown): Raw[] {
	if (answer === null || Array.isArray(answer)) {
		return objects(answer);
	}
	throw new EngineError('protocol', 'the answer is not a list');
}

/** An answer that is an object; `null` counts as empty. Throws an EngineError (`protocol`) for any other type. */
export function objectAnswer(answer: unknown): Raw {
	if (typeof answer === 'object' && !Array.isArray(answer)) {
		return object(answer);
	}
	throw new EngineError('protocol', 'the answer is not an object');
}

/** The value as sanitized text; empty for any other type. */
export function text(value: unknown): string {
	return typeof value === 'string' ? sanitize(value) : '';
}

/** `{[key]: text}`, or `{}` for an empty text: for optional fields. */
export function optionalText<K extends string>(key: K, value: unknown): { [P in K]?: string } {
	const present = text(value);
	return present === '' ? {} : ({ [key]: present } as { [P in K]?: string });
}

/** A list of sanitized texts; a single text becomes a list of one. */
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

/** The value as a number; 0 for any other type. */
export function count(value: unknown): number {
	return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function flag(value: unknown): boolean {
	return value === true;
}

/** RFC 3339 as Unix milliseconds; 0 for Go's zero time and for any invalid value. */
export function time(value: unknown): number {
	const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
	return Number.isNaN(at) || at < 0 ? 0 : at;
}
