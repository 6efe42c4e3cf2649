import type { LineBlock, LineList } from '../../../domain/logs/line-list.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { memoEach } from '../../memo.js';

/** A line with its number, which stays the same while older lines are dropped. */
export type NumberedLine = {
	readonly number: number;
	readonly line: LogLine;
	/** The number of lines that belong to it and are folded. */
	readonly folded?: number;
	/** True if it is shown because a line near to it is: see `LogView.around`. */
	readonly isAround?: boolean;
	/** True if lines are left out between it and the line above, while lines around others are shown. */
	readonly isBehindGap?: boolean;
};

/** The lines of a block that an index has. */
export type BlockPart = {
	/** Elements of the block's array, in order; undefined if it has all lines of the block. */
	readonly indexes: readonly number[] | undefined;
	/** The number of lines that are folded below an element. */
	readonly folded?: ReadonlyMap<number, number>;
	/** The lines that are shown because of others near to them. */
	readonly around?: ReadonlySet<number>;
	/** The lines behind a gap. */
	readonly behindGaps?: ReadonlySet<number>;
};

const allLines: BlockPart = { indexes: undefined };
/** All lines of a block: the same object for the same block. */
const wholePart = memoEach((_block: LineBlock): BlockPart => ({ indexes: undefined }));

/** Some lines of a log, such as those that are shown: the way from rows to lines and back. */
export class LogIndex {
	readonly #lines: LineList;
	readonly #dropped: number;
	readonly #parts: readonly BlockPart[] | undefined;
	#allParts: readonly BlockPart[] | undefined;
	/** The row of the first line of each block, and the number of rows. */
	readonly #starts: readonly number[];
	readonly count: number;

	/**
	 * @param dropped The number of the first line.
	 * @param parts The chosen lines of each block; undefined for all lines.
	 */
	constructor(lines: LineList, dropped: number, parts?: readonly BlockPart[]) {
		this.#lines = lines;
		this.#dropped = dropped;
		this.#parts = parts;
		if (parts === undefined) {
			this.#starts = lines.starts;
			this.count = lines.length;
			return;
		}
		let count = 0;
		this.#starts = parts.map(({ indexes }, block) => {
			const start = count;
			count += indexes?.length ?? lines.blocks[block]!.length;
			return start;
		});
		this.count = count;
	}

	/** The blocks with the lines that the index has of each. */
	get parts(): readonly BlockPart[] {
		this.#allParts ??= this.#parts ?? this.#lines.blocks.map(wholePart);
		return this.#allParts;
	}

	/** The line at a row; undefined if there is none. */
	at(row: number): NumberedLine | undefined {
		return row < 0 ? undefined : this.slice(row, row + 1)[0];
	}

	/** The lines of the rows `from` to `to`. */
	slice(from = 0, to = this.count): readonly NumberedLine[] {
		const found: NumberedLine[] = [];
		const last = Math.min(to, this.count);
		let row = Math.max(0, from);
		for (let block = this.#blockOf(row); row < last; block++) {
			const { lines, from: first, length } = this.#lines.blocks[block]!;
			const { indexes, folded, around, behindGaps } = this.#parts?.[block] ?? allLines;
			const start = this.#starts[block]!;
			const end = Math.min(last, start + (indexes?.length ?? length));
			for (; row < end; row++) {
				const index = indexes === undefined ? first + row - start : indexes[row - start]!;
				const number = this.#dropped + this.#lines.starts[block]! + index - first;
				const isAround = around?.has(index);
				const isBehindGap = behindGaps?.has(index);
				found.push({ number, line: lines[index]!, folded: folded?.get(index), isAround, isBehindGap });
			}
		}
		return found;
	}

	/** The row of the first line with at least this number; the number of rows if there is none. */
	rowOf(number: number): number {
		const position = Math.max(0, number - this.#dropped);
		const block = this.#lines.blockAt(position);
		if (block < 0) {
			return this.count;
		}
		const indexes = this.#parts?.[block]?.indexes;
		const inBlock = position - this.#lines.starts[block]!;
		const before = indexes === undefined ? inBlock : lowerBound(indexes, this.#lines.blocks[block]!.from + inBlock);
		return this.#starts[block]! + before;
	}

	/** The last block of which the first row is not below a row. */
	#blockOf(row: number): number {
		return Math.max(0, lowerBound(this.#starts, row + 1) - 1);
	}
}

/** The position of the first of some ascending numbers that is not below a value. */
function lowerBound(numbers: readonly number[], value: number): number {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle]! < value) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
