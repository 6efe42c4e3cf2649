import { type CaseMode, isCaseSensitive } from '../../text/search.js';
import { levelWords } from '../level.js';
import { shapeFields } from './text-shapes.js';

/** Words that a sentence may have and its line may not: of levels, and the names of fields in plain text. */
const addedWords: readonly string[] = [...Object.values(levelWords), ...shapeFields()].map(word => word.toLowerCase());
/** A time of day has shorter numbers. */
const minLength = 3;

/**
 * Returns a test of a line without colours: false if a search cannot match its sentence. A sentence is made of parts of the line,
 * so each word of the search must be in the line as well. An escape in JSON, or a message template, may stand for anything.
 */
export function sentenceFilter(search: string, mode: CaseMode = 'smart'): (text: string) => boolean {
	const isSensitive = isCaseSensitive(search, mode);
	const words = (search.match(/[A-Za-z0-9_]+/g) ?? []).filter(
		word => word.length >= minLength && !addedWords.some(added => added.includes(word.toLowerCase())),
	);
	return text => {
		const searched = isSensitive ? text : text.toLowerCase();
		return words.every(word => searched.includes(word)) || text.includes('\\') || text.includes('"@mt"');
	};
}
