import type { LogLine } from './log-line.js';

/** The most lines of a block. A list copies at most one block, and a reference to each of the others, to take a batch. */
const maxBlockLines = 256;

/** Some numbers about the lines of a block or list. */
export type LineCounts = {
	/** Lines that belong to an earlier one. */
	readonly continuing: number;
	/** Lines of which the end is missing. */
	readonly cut: number;
};

const nothing: LineCounts = { continuing: 0, cut: 0 };

function countsOf(lines: readonly LogLine[]): LineCounts {
	let continuing = 0;
	let cut = 0;
	for (const line of lines) {
		continuing += line.continues ? 1 : 0;
		cut += line.isCut ? 1 : 0;
	}
	return continuing === 0 && cut === 0 ? nothing : { continuing, cut };
}

const sum = (a: LineCounts, b: LineCounts): LineCounts =>
	a === nothing ? b : b === nothing ? a : { continuing: a.continuing + b.continuing, cut: a.cut + b.cut };

/** A part of a list: the lines `from` to `to` of an array of which these elements never change. */
export class LineBlock {
	/** The block that extends this one appends to the same array: elements from `to` on belong to later versions only. */
	readonly #lines: LogLine[];
	readonly from: number;
	readonly to: number;
	#counts: LineCounts | undefined;
	#sources: ReadonlyMap<string | undefined, number> | undefined;

	private constructor(lines: LogLine[], from: number, to: number, counts?: LineCounts) {
		this.#lines = lines;
		this.from = from;
		this.to = to;
		this.#counts = counts;
	}

	static of(lines: readonly LogLine[]): LineBlock {
		return new LineBlock([...lines], 0, lines.length);
	}

	/** The array, which is the same for every version and part of the block. */
	get lines(): readonly LogLine[] {
		return this.#lines;
	}

	/** The number of lines that fit behind the last one. */
	get free(): number {
		return Math.max(0, maxBlockLines - this.to);
	}

	get length(): number {
		return this.to - this.from;
	}

	/** The part of the block between two of its elements. */
	part(from: number, to: number): LineBlock {
		return new LineBlock(this.#lines, from, to, this.#counts === nothing ? nothing : undefined);
	}

	/** The block with more lines behind. */
	extend(batch: readonly LogLine[]): LineBlock {
		// Only the latest version may append to the array that all share.
		const lines = this.to === this.#lines.length ? this.#lines : this.#lines.slice(0, this.to);
		lines.push(...batch);
		return new LineBlock(lines, this.from, lines.length, this.#counts && sum(this.#counts, countsOf(batch)));
	}

	get counts(): LineCounts {
		this.#counts ??= countsOf(this.#lines.slice(this.from, this.to));
		return this.#counts;
	}

	/** The number of lines of each source. */
	get sources(): ReadonlyMap<string | undefined, number> {
		this.#sources ??= this.#countSources();
		return this.#sources;
	}

	#countSources(): ReadonlyMap<string | undefined, number> {
		const counts = new Map<string | undefined, number>();
		for (let at = this.from; at < this.to; at++) {
			const { source } = this.lines[at]!;
			counts.set(source, (counts.get(source) ?? 0) + 1);
		}
		return counts;
	}
}

/**
 * Lines of a log, as an immutable list in blocks. New versions share the blocks that stay the same, so a batch costs no more in
 * a long log than in a short one, and what was computed for a block stays valid.
 */
export class LineList implements Iterable<LogLine> {
	static readonly empty = new LineList([]);

	/** None of them is empty. */
	readonly blocks: readonly LineBlock[];
	/** The position of the first line of each block. */
	readonly starts: readonly number[];
	readonly length: number;
	#counts: LineCounts | undefined;

	private constructor(blocks: readonly LineBlock[]) {
		let length = 0;
		this.blocks = blocks;
		this.starts = blocks.map(block => {
			length += block.length;
			return length - block.length;
		});
		this.length = length;
	}

	static of(lines: readonly LogLine[]): LineList {
		return LineList.empty.append(lines);
	}

	/** Joins blocks, of which none may be empty. */
	static join(blocks: readonly LineBlock[]): LineList {
		return new LineList(blocks);
	}

	/** The line at a position; a negative one counts from the end. */
	at(position: number): LogLine | undefined {
		const at = position < 0 ? this.length + position : position;
		const index = this.blockAt(at);
		const block = this.blocks[index];
		return block?.lines[block.from + at - this.starts[index]!];
	}

	/** The index of the block that has the line at a position; -1 if there is no such line. */
	blockAt(position: number): number {
		if (position < 0 || position >= this.length) {
			return -1;
		}
		let low = 0;
		let high = this.starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.starts[middle]! <= position) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		return low;
	}

	slice(from = 0, to = this.length): LogLine[] {
		const lines: LogLine[] = [];
		const first = Math.max(0, from);
		const last = Math.min(to, this.length);
		for (let index = this.blockAt(first); index >= 0 && index < this.blocks.length; index++) {
			const start = this.starts[index]!;
			if (start >= last) {
				break;
			}
			const block = this.blocks[index]!;
			const end = Math.min(block.length, last - start);
			for (let at = Math.max(0, first - start); at < end; at++) {
				lines.push(block.lines[block.from + at]!);
			}
		}
		return lines;
	}

	*[Symbol.iterator](): Iterator<LogLine> {
		for (const { lines, from, to } of this.blocks) {
			for (let at = from; at < to; at++) {
				yield lines[at]!;
			}
		}
	}

	get counts(): LineCounts {
		this.#counts ??= this.blocks.reduce((all, { counts }) => sum(all, counts), nothing);
		return this.#counts;
	}

	append(batch: readonly LogLine[]): LineList {
		if (batch.length === 0) {
			return this;
		}
		const blocks = [...this.blocks];
		const last = blocks.at(-1);
		let taken = 0;
		if (last !== undefined && last.free > 0) {
			taken = Math.min(batch.length, last.free);
			blocks[blocks.length - 1] = last.extend(batch.slice(0, taken));
		}
		for (; taken < batch.length; taken += maxBlockLines) {
			blocks.push(LineBlock.of(batch.slice(taken, taken + maxBlockLines)));
		}
		return new LineList(blocks);
	}

	/** Leaves out the first lines. */
	dropFirst(count: number): LineList {
		if (count <= 0) {
			return this;
		}
		const index = this.blockAt(count);
		if (index < 0) {
			return LineList.empty;
		}
		const block = this.blocks[index]!;
		const first = block.part(block.from + count - this.starts[index]!, block.to);
		return new LineList([first, ...this.blocks.slice(index + 1)]);
	}

	/** Leaves out all lines from a position on. */
	takeFirst(count: number): LineList {
		const index = this.blockAt(count);
		if (index < 0) {
			return count <= 0 ? LineList.empty : this;
		}
		const block = this.blocks[index]!;
		const before = this.blocks.slice(0, index);
		const to = block.from + count - this.starts[index]!;
		return new LineList(to === block.from ? before : [...before, block.part(block.from, to)]);
	}
}
