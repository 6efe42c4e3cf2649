import type { LineBlock, LineList } from '../../../domain/logs/line-list.js';
import { memoEach } from '../../memo.js';
import { type BlockPart, LogIndex } from '../index/log-index.js';

/**
 * Adds the lines around those of an index, as `grep -C` does.
 *
 * @param around The number of lines before and behind each line.
 */
export function withLinesAround(
	lines: LineList,
	dropped: number,
	index: LogIndex,
	around: number,
	hidden: ReadonlySet<string>,
): LogIndex {
	const { parts } = index;
	const before: number[] = [];
	const behind: number[] = [];
	for (let block = 0, left = 0; block < parts.length; block++) {
		behind[block] = left;
		const length = lines.blocks[block]!.length;
		const last = lastOf(lines.blocks[block]!, parts[block]!);
		left = Math.max(0, last === undefined ? left - length : around - (length - 1 - last));
	}
	for (let block = parts.length - 1, left = 0; block >= 0; block--) {
		before[block] = left;
		const first = firstOf(lines.blocks[block]!, parts[block]!);
		left = Math.max(0, first === undefined ? left - lines.blocks[block]!.length : around - first);
	}
	let endsAt = true;
	const surrounded = parts.map((part, at) => {
		const block = lines.blocks[at]!;
		const made = surround(block, part, around, hidden, behind[at]!, before[at]!, endsAt);
		endsAt = made.indexes === undefined || made.indexes.at(-1) === block.to - 1;
		return made;
	});
	return new LogIndex(lines, dropped, surrounded);
}

/** The place of the first line of a part in its block. */
const firstOf = (block: LineBlock, { indexes }: BlockPart): number | undefined =>
	indexes === undefined ? 0 : indexes[0] === undefined ? undefined : indexes[0] - block.from;

const lastOf = (block: LineBlock, { indexes }: BlockPart): number | undefined => {
	const last = indexes === undefined ? block.to - 1 : indexes.at(-1);
	return last === undefined ? undefined : last - block.from;
};

const surround = memoEach(
	(
		block: LineBlock,
		part: BlockPart,
		around: number,
		hidden: ReadonlySet<string>,
		behindEarlier: number,
		beforeLater: number,
		hasLineBefore: boolean,
	): BlockPart => {
		if (part.indexes === undefined) {
			return hasLineBefore ? part : { ...part, behindGaps: new Set([block.from]) };
		}
		const found = new Set(part.indexes);
		const near = new Set(part.indexes);
		const add = (from: number, to: number) => {
			for (let index = Math.max(from, block.from); index < Math.min(to, block.to); index++) {
				near.add(index);
			}
		};
		add(block.from, block.from + behindEarlier);
		for (const index of part.indexes) {
			add(index - around, index + around + 1);
		}
		add(block.to - beforeLater, block.to);
		const isShown = (index: number) => {
			const { source } = block.lines[index]!;
			return found.has(index) || source === undefined || !hidden.has(source);
		};
		const indexes = [...near].sort((a, b) => a - b).filter(isShown);
		const isGap = (index: number, at: number) =>
			at > 0 ? indexes[at - 1] !== index - 1 : index > block.from || !hasLineBefore;
		return {
			indexes: indexes.length === block.length ? undefined : indexes,
			around: new Set(indexes.filter(index => !found.has(index))),
			behindGaps: new Set(indexes.filter(isGap)),
		};
	},
);
