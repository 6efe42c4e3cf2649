import { isPlainText, ownPlaces } from '../parse/text-line.js';
import { accessShape, allShapes, isMaybeAccess, shapesOf } from '../parse/text-shapes.js';
import type { TextTest } from './need.js';

const groups = /\(\?<(\w+)>/g;

const namesOf = ({ source }: RegExp): readonly string[] => [...source.matchAll(groups)].map(found => found[1]!);

/**
 * Returns a test of a line for a known shape of plain text with a field whose name is wanted; undefined if no shape has one.
 *
 * @param isWanted Gets a name in lower case.
 */
export function shapeTest(isWanted: (name: string) => boolean): TextTest | undefined {
	const isField = (name: string) => !ownPlaces.includes(name) && isWanted(name.toLowerCase());
	const wanted = new Set(allShapes.filter(shape => shape !== accessShape && namesOf(shape).some(isField)));
	const isInAccess = accessNameTest(isWanted);
	if (wanted.size === 0) {
		return isInAccess;
	}
	return line => {
		const text = line.trimEnd();
		return shapesOf(text).some(shape => wanted.has(shape) && shape.test(text)) || isInAccess?.(text) === true;
	};
}

/** Fields that are not shown when they are empty or a dash, and the text behind them, of which only blanks are left out. */
const isShown = (name: string, value: string | undefined): boolean => {
	const text = value?.trim() ?? '';
	return text !== '' && (name === 'rest' || text !== '-');
};

/**
 * Returns a test of an access log's line for a shown field with a wanted name, which is true only if the line has it; undefined if
 * no name is wanted.
 */
export function accessNameTest(isWanted: (name: string) => boolean): TextTest | undefined {
	const isField = (name: string) => name === 'rest' || !ownPlaces.includes(name);
	const names = namesOf(accessShape).filter(name => isField(name) && isWanted(name));
	if (names.length === 0) {
		return undefined;
	}
	const pattern = capturing(names);
	return line => {
		const found = isMaybeAccess(line) && isPlainText(line) ? pattern.exec(line) : null;
		return found !== null && names.some((name, index) => isShown(name, found[index + 1]));
	};
}

/** The shape of access logs, which keeps only some of its groups: each takes time. */
const capturing = (names: readonly string[]): RegExp =>
	new RegExp(accessShape.source.replace(groups, (_, name: string) => (names.includes(name) ? '(' : '(?:')));

/** Returns a function that reads a field of an access log, such as its status; undefined for a name that these logs do not have. */
export function accessField(name: string): ((line: string) => string | undefined) | undefined {
	if (!namesOf(accessShape).includes(name)) {
		return undefined;
	}
	const pattern = capturing([name]);
	return line => {
		const value = isMaybeAccess(line) ? pattern.exec(line)?.[1]?.trim() : undefined;
		return value === '' || value === '-' ? undefined : value;
	};
}
