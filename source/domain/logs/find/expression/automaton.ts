import type { TextRange } from '../../../text/lines.js';
import type { Node } from './node.js';
import { compile, type Program } from './program.js';
import { Simulation } from './simulation.js';

/** A set of places in the program, between two characters. */
type Situation = {
	/** The steps that wait here, before the edges of this place were looked at. */
	readonly places: Int32Array;
	readonly isStart: boolean;
	readonly isBehindWord: boolean;
	/** The situation after a code unit of each group; undefined until it is needed. */
	after: (Situation | undefined)[];
	matchesAtEnd: boolean | undefined;
};

/** The most situations that are kept. A text that needs more is read without them, which is slower, but as linear. */
const maxSituations = 1000;

/**
 * Runs an expression in a time linear in the length of the text. It reads each code unit once, and follows all ways through the
 * expression at the same time. It remembers the sets of places that it has been in (as RE2 does:
 * https://swtch.com/~rsc/regexp/regexp3.html).
 */
export class Automaton {
	readonly #program: Program;
	readonly #simulation: Simulation;
	readonly #known = new Map<string, Situation>();
	#start: Situation;
	/** Stands for any situation in which the expression has matched. */
	readonly #matched: Situation;

	/** @throws ExpressionError if the expression is too large. */
	constructor(node: Node) {
		this.#program = compile(node);
		this.#simulation = new Simulation(this.#program);
		this.#matched = this.#make(new Int32Array(), false, false);
		this.#start = this.#make(new Int32Array(), true, false);
	}

	/** Returns true if the expression matches a part of a text. */
	test(text: string): boolean {
		const { groupOf } = this.#program;
		const matched = this.#matched;
		let now = this.#start;
		for (let at = 0; at < text.length; at++) {
			const group = groupOf[text.charCodeAt(at)]!;
			const next = now.after[group] ?? this.#go(now, group);
			if (next === matched) {
				return true;
			}
			if (next === undefined) {
				return this.#simulation.test(text, at, now.places, now.isBehindWord);
			}
			now = next;
		}
		now.matchesAtEnd ??= this.#simulation.reach(now.places, now.isStart, now.isBehindWord, undefined) === 'match';
		return now.matchesAtEnd;
	}

	/** The parts of a text that match: the longest one of those that begin first, and so on. */
	ranges(text: string): readonly TextRange[] {
		return this.test(text) ? this.#simulation.ranges(text) : [];
	}

	#make(places: Int32Array, isStart: boolean, isBehindWord: boolean): Situation {
		const after = new Array<Situation | undefined>(this.#program.groupCount).fill(undefined);
		return { places, isStart, isBehindWord, after, matchesAtEnd: undefined };
	}

	/** The situation after a code unit; undefined if too many are known. */
	#go(from: Situation, group: number): Situation | undefined {
		if (this.#simulation.reach(from.places, from.isStart, from.isBehindWord, group) === 'match') {
			from.after[group] = this.#matched;
			return this.#matched;
		}
		const places = this.#simulation.read(group).sort();
		const isBehindWord = this.#program.isWord[group] === 1;
		const key = `${isBehindWord ? 'w' : ''}${places.join()}`;
		let next = this.#known.get(key);
		if (next === undefined) {
			if (this.#known.size >= maxSituations) {
				// The next text finds new situations.
				this.#known.clear();
				this.#start = this.#make(new Int32Array(), true, false);
				return undefined;
			}
			next = this.#make(places, false, isBehindWord);
			this.#known.set(key, next);
		}
		from.after[group] = next;
		return next;
	}
}
