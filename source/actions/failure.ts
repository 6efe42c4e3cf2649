import type { EngineErrorKind } from '../engine/errors.js';

/** The words of any failure: the engine's own when it was the engine. */
export const wordsOf = (error: unknown): string =>
	(error instanceof Error ? error.message : String(error)) || 'unknown error';

/** The kind of an engine's failure; undefined when something else failed. */
export function kindOf(error: unknown): EngineErrorKind | undefined {
	return error instanceof Error && error.name === 'EngineError' && 'kind' in error
		? (error.kind as EngineErrorKind)
		: undefined;
}

/** What became of characters typed for a session that did not come; empty when there were none. */
export function discardedWords(count: number): string {
	if (count === 0) {
		return '';
	}
	return count === 1 ? '1 typed character was discarded' : `${count} typed characters were discarded`;
}
