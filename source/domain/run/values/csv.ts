import { UsageError } from '../usage-error.js';

/**
 * Reads one line of CSV as Go's encoding/csv does. Throws UsageError with Go's message (`EOF`, `parse error on line 1, …`);
 * its columns are in bytes, from 1.
 */
export function parseCsvLine(text: string): string[] {
	const line = text.replace(/\r?\n$/, '');
	if (line === '') {
		throw new UsageError('EOF');
	}
	const fields: string[] = [];
	let at = 0;
	for (;;) {
		if (line[at] !== '"') {
			const comma = line.indexOf(',', at);
			const end = comma < 0 ? line.length : comma;
			const field = line.slice(at, end);
			const quote = field.indexOf('"');
			if (quote >= 0) {
				throw parseError(line, at + quote, 'bare " in non-quoted-field');
			}
			fields.push(field);
			at = end;
		} else {
			const [field, end] = quotedField(line, at);
			fields.push(field);
			at = end;
		}
		if (at >= line.length) {
			return fields;
		}
		at++;
	}
}

function quotedField(line: string, start: number): [field: string, end: number] {
	let field = '';
	let at = start + 1;
	for (;;) {
		const quote = line.indexOf('"', at);
		if (quote < 0) {
			throw parseError(line, line.length, 'extraneous or missing " in quoted-field');
		}
		field += line.slice(at, quote);
		if (line[quote + 1] !== '"') {
			if (quote + 1 < line.length && line[quote + 1] !== ',') {
				throw parseError(line, quote, 'extraneous or missing " in quoted-field');
			}
			return [field, quote + 1];
		}
		field += '"';
		at = quote + 2;
	}
}

function parseError(line: string, index: number, what: string): UsageError {
	const column = new TextEncoder().encode(line.slice(0, index)).length + 1;
	return new UsageError(`parse error on line 1, column ${column}: ${what}`);
}

/** Writes a line of CSV that `parseCsvLine` reads as the same fields. */
export function formatCsvLine(fields: readonly string[]): string {
	return fields.map(field => (/[",\r\n]|^\s/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
