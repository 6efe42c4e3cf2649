import { bothCases, inverse, joined, type UnitSet } from './code-units.js';
import { ExpressionError, type ExpressionReader } from './expression-reader.js';

/**
 * Reads a class such as `[a-z\d]`, of which the bracket was read.
 *
 * @throws ExpressionError
 */
export function readClass(reader: ExpressionReader, ignoresCase: boolean): UnitSet {
	const isInverse = reader.takes('^');
	const sets: UnitSet[] = [];
	while (!reader.takes(']')) {
		sets.push(...readMember(reader));
	}
	const set = ignoresCase ? bothCases(joined(...sets)) : joined(...sets);
	return isInverse ? inverse(set) : set;
}

/** A character, a range, or a set such as `\d`. Beside a set, a hyphen is a character. */
function readMember(reader: ExpressionReader): readonly UnitSet[] {
	const first = readCharacter(reader);
	if (typeof first !== 'number') {
		return [first];
	}
	if (!/^-[^\]]/.test(reader.rest(2))) {
		return [[[first, first]]];
	}
	reader.skip(1);
	const last = readCharacter(reader);
	if (typeof last !== 'number') {
		return [[[first, first]], [[hyphen, hyphen]], last];
	}
	if (last < first) {
		throw new ExpressionError(`${String.fromCharCode(first)}-${String.fromCharCode(last)} is out of order`);
	}
	return [[[first, last]]];
}

const hyphen = 45;

function readCharacter(reader: ExpressionReader): number | UnitSet {
	const character = reader.next;
	if (character === undefined) {
		throw new ExpressionError('[ is not closed');
	}
	reader.skip(1);
	if (character !== '\\') {
		return character.charCodeAt(0);
	}
	return reader.takes('b') ? 8 : (reader.setEscape() ?? reader.escaped().charCodeAt(0));
}
