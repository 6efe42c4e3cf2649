import type { LineBlock, LineList } from '../../../domain/logs/line-list.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { memoEach } from '../../memo.js';

// A group is a head and the lines that belong to it: those of the same source and stream that follow and continue it. A group
// may go on in later blocks. A line that continues nothing, or a head that was dropped, is its own head.

/** The last group of each source and stream in a block: the index of its head, or -1 - n for the lead n. */
type Tails = Readonly<Record<LogLine['stream'], ReadonlyMap<string | undefined, number>>>;

/** Lines at the start of a block that belong to a group of an earlier block. */
export type Lead = Pick<LogLine, 'stream' | 'source'> & {
	/** The index of its first line. */
	readonly first: number;
	readonly count: number;
};

/** The groups of a block. */
export type BlockGroups = {
	/** The index of the head of each line from `from` on, or -1 - n for a line of lead n. */
	readonly heads: readonly number[];
	readonly leads: readonly Lead[];
	readonly tails: Tails;
};

export const groupsOf = memoEach(({ lines, from, to }: LineBlock): BlockGroups => {
	const heads: number[] = [];
	const leads: { -readonly [K in keyof Lead]: Lead[K] }[] = [];
	const tails = { stdout: new Map<string | undefined, number>(), stderr: new Map<string | undefined, number>() };
	for (let index = from; index < to; index++) {
		const { stream, source, continues } = lines[index]!;
		const tail = continues ? tails[stream].get(source) : index;
		if (tail === undefined) {
			leads.push({ stream, source, first: index, count: 1 });
		} else if (tail < 0) {
			leads[-1 - tail]!.count++;
		}
		const head = tail ?? -leads.length;
		heads.push(head);
		tails[stream].set(source, head);
	}
	return { heads, leads, tails };
});

/** A group that goes on in later blocks, or lost its head. */
export type LongGroup = {
	/** The block with its head. */
	readonly block: number;
	/** The index of its head. */
	readonly head: number;
	/** The blocks in which it goes on, with the numbers of its leads there. */
	readonly leads: readonly { readonly block: number; readonly lead: number }[];
};

/** The groups that go on in later blocks, or begin with a lead because their head was dropped. */
export function longGroups({ blocks }: LineList): readonly LongGroup[] {
	type Growing = LongGroup & { leads: { block: number; lead: number }[] };
	const groups: Growing[] = [];
	/** The groups of the leads of each block, and those of heads. */
	const ofLead: Growing[][] = [];
	const ofHead = new Map<number, Growing>();
	const keyOf = (block: number, head: number) => block * 65_536 + head;
	const find = (lead: Lead, before: number): Growing | undefined => {
		for (let block = before - 1; block >= 0; block--) {
			const head = groupsOf(blocks[block]!).tails[lead.stream].get(lead.source);
			if (head !== undefined && head < 0) {
				return ofLead[block]![-1 - head];
			}
			if (head !== undefined) {
				const known = ofHead.get(keyOf(block, head)) ?? { block, head, leads: [] };
				if (known.leads.length === 0) {
					groups.push(known);
					ofHead.set(keyOf(block, head), known);
				}
				return known;
			}
		}
		return undefined;
	};
	for (let block = 0; block < blocks.length; block++) {
		const leads = blocks[block]!.counts.continuing === 0 ? [] : groupsOf(blocks[block]!).leads;
		ofLead[block] = leads.map((lead, number) => {
			const found = find(lead, block);
			if (found !== undefined) {
				found.leads.push({ block, lead: number });
				return found;
			}
			const orphan: Growing = { block, head: lead.first, leads: [{ block, lead: number }] };
			groups.push(orphan);
			return orphan;
		});
	}
	return groups;
}
