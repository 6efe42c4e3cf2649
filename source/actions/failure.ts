import { plural } from '../domain/text/plural.js';
import type { EngineErrorKind } from '../engine/errors.js';

/** The words of any failure; of an engine's failure its own words. */
export const wordsOf = (error: unknown): string =>
	(error instanceof Error ? error.message : String(error)) || 'unknown error';

/** The kind of an engine's failure; undefined for any other failure. */
export function kindOf(error: unknown): EngineErrorKind | undefined {
	return error instanceof Error && error.name === 'EngineError' && 'kind' in error
		? (error.kind as EngineErrorKind)
		: undefined;
}

/** A sentence about characters that were typed for a session which was not opened; empty for none. */
export function discardedWords(count: number): string {
	if (count === 0) {
		return '';
	}
	return `${plural(count, 'typed character was', 'typed characters were')} discarded`;
}
