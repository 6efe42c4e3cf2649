import { readClass } from './character-class.js';
import { anyUnit, bothCases, type UnitSet } from './code-units.js';
import { ExpressionError, ExpressionReader, notLinear } from './expression-reader.js';
import type { Node } from './node.js';

/** Nested groups are read by nested calls. */
const maxDepth = 100;
const maxRepeat = 1000;

/**
 * Reads a regular expression in JavaScript's notation, without flags. Look-around and back-references are refused, because no
 * engine finds them in linear time.
 *
 * @throws ExpressionError
 */
export function parseExpression(text: string, ignoresCase: boolean): Node {
	const reader = new ExpressionReader(text);
	const node = readChoice(reader, ignoresCase, 0);
	if (reader.next !== undefined) {
		throw new ExpressionError(') has no (');
	}
	return node;
}

function readChoice(reader: ExpressionReader, ignoresCase: boolean, depth: number): Node {
	const parts = [readSequence(reader, ignoresCase, depth)];
	while (reader.takes('|')) {
		parts.push(readSequence(reader, ignoresCase, depth));
	}
	return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
}

function readSequence(reader: ExpressionReader, ignoresCase: boolean, depth: number): Node {
	const parts: Node[] = [];
	while (reader.next !== undefined && reader.next !== '|' && reader.next !== ')') {
		parts.push(repeated(reader, readAtom(reader, ignoresCase, depth)));
	}
	return { kind: 'sequence', parts };
}

const nothingToRepeat = 'there is nothing to repeat';

function repeated(reader: ExpressionReader, part: Node): Node {
	const count = readCount(reader);
	if (count === undefined) {
		return part;
	}
	// A lazy quantifier matches the same lines.
	reader.takes('?');
	if (part.kind === 'edge' || readCount(reader) !== undefined) {
		throw new ExpressionError(nothingToRepeat);
	}
	return { kind: 'repeat', part, min: count[0], max: count[1] };
}

/** Reads a quantifier: the least and the greatest number of repetitions. */
function readCount(reader: ExpressionReader): readonly [number, number] | undefined {
	if (reader.takes('*')) {
		return [0, Number.POSITIVE_INFINITY];
	}
	if (reader.takes('+')) {
		return [1, Number.POSITIVE_INFINITY];
	}
	if (reader.takes('?')) {
		return [0, 1];
	}
	const found = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}/.exec(reader.next === '{' ? reader.rest(24) : '');
	if (found === null) {
		return undefined;
	}
	const [words, least, comma, most] = found;
	reader.skip(words.length);
	const min = Number(least);
	const max = comma === undefined ? min : most === '' ? Number.POSITIVE_INFINITY : Number(most);
	if (max < min) {
		throw new ExpressionError(`${words} is out of order`);
	}
	if (min > maxRepeat || (max > maxRepeat && Number.isFinite(max))) {
		throw new ExpressionError(`${words} is more than ${maxRepeat} times`);
	}
	return [min, max];
}

function readAtom(reader: ExpressionReader, ignoresCase: boolean, depth: number): Node {
	if (readCount(reader) !== undefined) {
		throw new ExpressionError(nothingToRepeat);
	}
	const character = reader.next!;
	reader.skip(1);
	switch (character) {
		case '^':
			return { kind: 'edge', edge: 'start' };
		case '$':
			return { kind: 'edge', edge: 'end' };
		case '.':
			return { kind: 'units', set: anyUnit };
		case '(':
			return readGroup(reader, ignoresCase, depth + 1);
		case '[':
			return { kind: 'units', set: readClass(reader, ignoresCase) };
		case '\\':
			return readEscape(reader, ignoresCase);
		default:
			return literal(character, ignoresCase);
	}
}

const units = (set: UnitSet, ignoresCase: boolean): Node => ({
	kind: 'units',
	set: ignoresCase ? bothCases(set) : set,
});

function literal(character: string, ignoresCase: boolean): Node {
	const unit = character.charCodeAt(0);
	return units([[unit, unit]], ignoresCase);
}

function readGroup(reader: ExpressionReader, ignoresCase: boolean, depth: number): Node {
	if (depth > maxDepth) {
		throw new ExpressionError('the groups are nested too deep');
	}
	if (reader.takes('?') && !reader.takes(':')) {
		const name = /^<[A-Za-z_]\w*>/.exec(reader.rest(64));
		if (name === null) {
			throw new ExpressionError(/^<?[=!]/.test(reader.rest(2)) ? notLinear : '(? is not known');
		}
		reader.skip(name[0].length);
	}
	const node = readChoice(reader, ignoresCase, depth);
	if (!reader.takes(')')) {
		throw new ExpressionError('( is not closed');
	}
	return node;
}

function readEscape(reader: ExpressionReader, ignoresCase: boolean): Node {
	if (reader.takes('b')) {
		return { kind: 'edge', edge: 'word' };
	}
	if (reader.takes('B')) {
		return { kind: 'edge', edge: 'inside' };
	}
	const set = reader.setEscape();
	return set === undefined ? literal(reader.escaped(), ignoresCase) : units(set, ignoresCase);
}
