import type { LineBlock } from '../../../domain/logs/line-list.js';
import type { LogLine } from '../../../domain/logs/log-line.js';

/** Computes a small number for the line at a place in its block, which may depend on the line alone. */
export type Question = (line: LogLine, lines: readonly LogLine[], index: number) => number;

/** The answers to one question for the lines of a block, which are computed once for all versions of the block. */
export class LineAnswers {
	readonly #lines: readonly LogLine[];
	readonly #question: Question;
	readonly #known: number[] = [];
	/** The answers to a wider question: where they are 0, so are these. */
	readonly #wider: LineAnswers | undefined;

	constructor(lines: readonly LogLine[], question: Question, wider?: LineAnswers) {
		this.#lines = lines;
		this.#question = question;
		this.#wider = wider;
	}

	get question(): Question {
		return this.#question;
	}

	/** The number of elements of the block, from its first on, that have an answer. */
	get count(): number {
		return this.#known.length;
	}

	/** The answer for an element of the block. */
	at(index: number): number {
		const known = this.#known;
		while (known.length <= index) {
			const isLeftOut = this.#wider !== undefined && this.#wider.#known[known.length] === 0;
			known.push(isLeftOut ? 0 : this.#question(this.#lines[known.length]!, this.#lines, known.length));
		}
		return known[index]!;
	}
}

/**
 * A place for the answers to a question about all lines of a log, by blocks: a line is asked once, however often its log is
 * drawn. Another question (a function that is not the same) replaces the answers.
 *
 * @param isNarrower Returns true if the answer to a question is 0 wherever that to another one is.
 */
export function lineAnswers(
	isNarrower: (question: Question, other: Question) => boolean = () => false,
): (block: Pick<LineBlock, 'lines'>, question: Question) => LineAnswers {
	const all = new WeakMap<readonly LogLine[], LineAnswers>();
	return ({ lines }, question) => {
		const known = all.get(lines);
		if (known?.question === question) {
			return known;
		}
		const answers = new LineAnswers(
			lines,
			question,
			known !== undefined && isNarrower(question, known.question) ? known : undefined,
		);
		all.set(lines, answers);
		return answers;
	};
}
