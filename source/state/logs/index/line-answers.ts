import type { LineBlock } from '../../../domain/logs/line-list.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { memoEach } from '../../memo.js';

/** Computes a small number for a line, which may depend on the line alone. */
export type Question = (line: LogLine) => number;

/** The answers to one question for the lines of a block, which are computed once for all versions of the block. */
class Answers {
	readonly #lines: readonly LogLine[];
	readonly #question: Question;
	readonly #known: number[] = [];

	constructor(lines: readonly LogLine[], question: Question) {
		this.#lines = lines;
		this.#question = question;
	}

	/** The answer for an element of the block. */
	at(index: number): number {
		const known = this.#known;
		while (known.length <= index) {
			known.push(this.#question(this.#lines[known.length]!));
		}
		return known[index]!;
	}
}

/**
 * A place for the answers to a question about all lines of a log, by blocks: a line is asked once, however often its log is
 * drawn. Another question (a function that is not the same) replaces the answers.
 */
export function lineAnswers(): (block: LineBlock, question: Question) => { at(index: number): number } {
	const answers = memoEach((lines: readonly LogLine[], question: Question) => new Answers(lines, question));
	return ({ lines }, question) => answers(lines, question);
}
