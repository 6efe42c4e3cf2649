import type { TextRange } from '../../../text/lines.js';
import type { Program } from './program.js';

/** The most work for the ranges of a text: steps. More ranges are left out. */
const maxWork = 300_000;

/** Follows all ways through a program at the same time. */
export class Simulation {
	readonly #program: Program;
	/** The round in which each place was last seen, and read. */
	readonly #seen: Int32Array;
	readonly #taken: Int32Array;
	#round = 0;
	/** The steps that read the next character: the first `#reachedCount` elements. */
	readonly #reached: Int32Array;
	#reachedCount = 0;
	readonly #left: number[] = [];

	constructor(program: Program) {
		this.#program = program;
		this.#seen = new Int32Array(program.steps.length);
		this.#taken = new Int32Array(program.steps.length);
		this.#reached = new Int32Array(program.steps.length);
	}

	/**
	 * Finds the steps that read a character, from some places on and, unless `isLater`, from the start of the program.
	 *
	 * @param group That of the character; undefined at the end of the text.
	 */
	reach(
		places: Int32Array,
		isStart: boolean,
		isBehindWord: boolean,
		group: number | undefined,
		isLater = false,
	): 'match' | 'none' {
		const { steps, start, isWord } = this.#program;
		const isAtWord = isBehindWord !== (group !== undefined && isWord[group] === 1);
		const isHere = { start: isStart, end: group === undefined, word: isAtWord, inside: !isAtWord };
		const left = this.#left;
		const seen = this.#seen;
		const round = ++this.#round;
		let result: 'match' | 'none' = 'none';
		this.#reachedCount = 0;
		left.length = 0;
		for (let index = isLater ? 0 : -1; index < places.length; index++) {
			left.push(index < 0 ? start : places[index]!);
			while (left.length > 0) {
				const place = left.pop()!;
				if (seen[place] === round) {
					continue;
				}
				seen[place] = round;
				const step = steps[place]!;
				switch (step.kind) {
					case 'match':
						result = 'match';
						break;
					case 'split':
						left.push(...step.next);
						break;
					case 'edge':
						if (isHere[step.edge]) {
							left.push(step.next);
						}
						break;
					case 'units':
						this.#reached[this.#reachedCount++] = place;
				}
			}
		}
		return result;
	}

	/** The places behind a character of a group, after `reach`. */
	read(group: number): Int32Array {
		const { steps, reads, groupCount } = this.#program;
		const places = new Int32Array(this.#reachedCount);
		let count = 0;
		for (let index = 0; index < this.#reachedCount; index++) {
			const place = this.#reached[index]!;
			const step = steps[place]!;
			if (reads[place * groupCount + group] === 1 && step.kind === 'units' && this.#taken[step.next] !== this.#round) {
				this.#taken[step.next] = this.#round;
				places[count++] = step.next;
			}
		}
		return places.subarray(0, count);
	}

	/** Returns true if the program matches a part of a text that ends behind `from`, where it is in some places. */
	test(text: string, from: number, places: Int32Array, isBehindWord: boolean): boolean {
		const { groupOf, isWord } = this.#program;
		let now = places;
		let isBehind = isBehindWord;
		for (let at = from; at < text.length; at++) {
			const group = groupOf[text.charCodeAt(at)]!;
			if (this.reach(now, at === 0, isBehind, group) === 'match') {
				return true;
			}
			now = this.read(group);
			isBehind = isWord[group] === 1;
		}
		return this.reach(now, text.length === 0, isBehind, undefined) === 'match';
	}

	/** The parts of a text that match: the longest one of those that begin first, and so on. */
	ranges(text: string): readonly TextRange[] {
		const ranges: TextRange[] = [];
		let work = 0;
		for (let start = 0; start < text.length && work < maxWork; ) {
			const { end, steps } = this.#longest(text, start, maxWork - work);
			work += steps;
			if (end > start) {
				ranges.push({ start, end });
				start = end;
			} else {
				start++;
			}
		}
		return ranges;
	}

	/** The end of the longest match that begins at a place; -1 if there is none. */
	#longest(text: string, start: number, most: number): { readonly end: number; readonly steps: number } {
		const { groupOf, isWord, start: first } = this.#program;
		let now = Int32Array.of(first);
		let isBehind = start > 0 && isWord[groupOf[text.charCodeAt(start - 1)]!] === 1;
		let end = -1;
		let steps = 1;
		for (let at = start; now.length > 0 && steps < most; at++) {
			const group = at < text.length ? groupOf[text.charCodeAt(at)]! : undefined;
			if (this.reach(now, at === 0, isBehind, group, true) === 'match') {
				end = at;
			}
			steps += this.#reachedCount + 1;
			if (group === undefined) {
				break;
			}
			now = Int32Array.from(this.read(group));
			isBehind = isWord[group] === 1;
		}
		return { end, steps };
	}
}
