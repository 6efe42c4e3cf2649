import type { SourceFile } from './make-plan.js';

/** A line of a file, counted from 1. */
export type SourcePlace = { readonly path: string; readonly line: number };

/** The place where a service begins; in the first of the files that has it. Undefined when none does. */
export function placeOfService(sources: readonly SourceFile[], service: string): SourcePlace | undefined {
	for (const { path, text } of sources) {
		const line = lineOfService(text, service);
		if (line !== undefined) {
			return { path, line };
		}
	}
	return undefined;
}

/** Finds a key of the `services` mapping by its indentation: no parser keeps the lines of a file with mistakes. */
function lineOfService(text: string, service: string): number | undefined {
	const lines = text.split('\n');
	const start = lines.findIndex(line => /^(["']?)services\1\s*:/.test(line));
	if (start < 0) {
		return undefined;
	}
	let depth: number | undefined;
	for (let index = start + 1; index < lines.length; index++) {
		const [, blanks = '', rest = ''] = /^(\s*)(.*)$/.exec(lines[index]!) ?? [];
		if (rest === '' || rest.startsWith('#')) {
			continue;
		}
		if (blanks === '') {
			return undefined;
		}
		depth ??= blanks.length;
		if (blanks.length === depth && keyOf(rest) === service) {
			return index + 1;
		}
	}
	return undefined;
}

const keyOf = (line: string): string | undefined => /^(["']?)([^"':#]+)\1\s*:/.exec(line)?.[2]?.trim();
