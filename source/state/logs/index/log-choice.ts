import { isAtLeast, type Level, levels } from '../../../domain/logs/level.js';
import type { LineBlock, LineList } from '../../../domain/logs/line-list.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { guessLevel } from '../../../domain/logs/parse/guess-level.js';
import { memoEach } from '../../memo.js';
import { isNarrowerTest } from '../find/log-finds.js';
import type { LineTest } from '../log-pretty.js';
import { type LineAnswers, lineAnswers, type Question } from './line-answers.js';
import { groupsOf, longGroups } from './line-groups.js';
import { type BlockPart, LogIndex } from './log-index.js';

/** The reasons why a line is shown. What was computed for a block stays valid for as long as the choice is the same object. */
export type LogChoice = {
	/** The shown lines and the matches of the search are kept apart. */
	readonly of: 'shown' | 'search';
	/** Returns true for a line that is looked for. It may depend on the line alone; another function asks all lines again. */
	readonly matches: LineTest | undefined;
	/** True to leave out all lines that do not match. */
	readonly onlyMatches: boolean;
	/** Leaves out the groups of which the head has a lower level or none. */
	readonly least: Level | undefined;
	/** True to fold the lines of a group below its head, unless one of them matches. */
	readonly isFolding: boolean;
	/** The sources that are left out. */
	readonly hidden: ReadonlySet<string>;
};

const levelAnswers = lineAnswers();
const rankOf = (line: LogLine): number => {
	const level = guessLevel(line.text);
	return level === undefined ? -1 : levels.indexOf(level);
};

/** The level of a line of a block. Each line is scanned once. */
export const levelIn = (block: Pick<LineBlock, 'lines'>, index: number): Level | undefined =>
	levels[levelAnswers(block, rankOf).at(index)];

/** The test that a question is about. */
const tests = new WeakMap<Question, LineTest>();
const isNarrower = (question: Question, other: Question): boolean =>
	isNarrowerTest(tests.get(question)!, tests.get(other)!);
const matchAnswers = { shown: lineAnswers(isNarrower), search: lineAnswers(isNarrower) };
const questionOf = memoEach((matches: LineTest): Question => {
	let block: Pick<LineBlock, 'lines'> | undefined;
	let at = 0;
	const level = () => block && levelIn(block, at);
	const question: Question = (line, lines, index) => {
		block = block?.lines === lines ? block : { lines };
		at = index;
		return Number(matches(line, level));
	};
	tests.set(question, matches);
	return question;
});

/** The answers of a block's lines to the question of a choice; undefined if it asks none. */
export const answersOf = (block: LineBlock, { matches, of }: LogChoice): LineAnswers | undefined =>
	matches && matchAnswers[of](block, questionOf(matches));

/** Returns true for an element of a block that matches. */
const isMatch = (block: LineBlock, choice: LogChoice, index: number): boolean =>
	answersOf(block, choice)?.at(index) === 1;

/** Returns true if a match keeps its group from being folded. */
const mayOpen = ({ matches, onlyMatches, isFolding }: LogChoice): boolean =>
	isFolding && !onlyMatches && matches !== undefined;

/** The groups of a block with a match in it: heads, and leads as -1 - n. */
const matchingGroups = memoEach((block: LineBlock, choice: LogChoice): ReadonlySet<number> => {
	const { heads } = groupsOf(block);
	return new Set(heads.filter((_, at) => isMatch(block, choice, block.from + at)));
});

/** The meaning of other blocks for one: groups with lines in several blocks are open, or left out, as a whole. */
type Around = {
	/** The heads of leads that have lost their own: the first line of the lead. By -1 - n, as all leads here. */
	readonly heads: Map<number, number>;
	/** Heads and leads of groups that have a match. */
	readonly open: Set<number>;
	/** Leads of groups of which the head is shown. */
	readonly passing: Set<number>;
	/** The number of lines in later blocks that belong to a head. */
	readonly more: Map<number, number>;
};

const nothingAround: Around = { heads: new Map(), open: new Set(), passing: new Set(), more: new Map() };
const textOf = ({ heads, open, passing, more }: Around): string =>
	[heads, open, passing, more].map(each => [...each].join()).join(';');

function aroundBlocks({ blocks }: LineList, groups: ReturnType<typeof longGroups>, choice: LogChoice): Around[] {
	const all: Around[] = [];
	const around = (block: number): Around => {
		all[block] ??= { heads: new Map(), open: new Set(), passing: new Set(), more: new Map() };
		return all[block];
	};
	for (const { block, head, leads } of groups) {
		const parts = [{ block, id: head }, ...leads.map(each => ({ block: each.block, id: -1 - each.lead }))];
		const isOpen = mayOpen(choice) && parts.some(part => matchingGroups(blocks[part.block]!, choice).has(part.id));
		const passes = passesAs(blocks[block]!, head, choice);
		let more = 0;
		for (const part of parts) {
			const { heads, open, passing } = around(part.block);
			if (isOpen) {
				open.add(part.id);
			}
			if (part.id < 0 && part.block === block) {
				heads.set(part.id, head);
			} else if (part.id < 0) {
				more += groupsOf(blocks[part.block]!).leads[-1 - part.id]!.count;
				if (passes) {
					passing.add(part.id);
				}
			}
		}
		if (!isOpen) {
			around(block).more.set(head, more);
		}
	}
	return all;
}

const passesAs = (block: LineBlock, head: number, { least }: LogChoice): boolean =>
	least === undefined || block.lines[head]!.isNote === true || isAtLeast(levelIn(block, head), least);

/** The part of each block, with a text of what it depends on in other blocks. */
const newSlot = () => memoEach((_block: LineBlock, _choice: LogChoice, _around: string): { part?: BlockPart } => ({}));
const partSlots = { shown: newSlot(), search: newSlot() };

function partOf(block: LineBlock, choice: LogChoice, around: Around = nothingAround): BlockPart {
	const slot = partSlots[choice.of](block, choice, around === nothingAround ? '' : textOf(around));
	slot.part ??= makePart(block, choice, around);
	return slot.part;
}

function makePart(block: LineBlock, choice: LogChoice, around: Around): BlockPart {
	const { lines, from, to } = block;
	const { onlyMatches, hidden } = choice;
	const isFolding = choice.isFolding && !onlyMatches;
	const heads = block.counts.continuing > 0 && hasGroups(choice) ? groupsOf(block).heads : undefined;
	const open = heads !== undefined && mayOpen(choice) ? matchingGroups(block, choice) : around.open;
	const indexes: number[] = [];
	const folded = new Map<number, number>(isFolding ? around.more : []);
	for (let index = from; index < to; index++) {
		const id = heads?.[index - from] ?? index;
		const head = around.heads.get(id) ?? id;
		const { source } = lines[index]!;
		const isLeftOut = source !== undefined && hidden.has(source);
		if (
			isLeftOut ||
			!(head < 0 ? choice.least === undefined || around.passing.has(head) : passesAs(block, head, choice))
		) {
			continue;
		}
		if (
			onlyMatches ? isMatch(block, choice, index) : !isFolding || head === index || open.has(id) || around.open.has(id)
		) {
			indexes.push(index);
		} else if (!onlyMatches && head >= 0) {
			folded.set(head, (folded.get(head) ?? 0) + 1);
		}
	}
	return { indexes: indexes.length === to - from ? undefined : indexes, folded };
}

/** Returns true if lines of a group are shown or left out because of others of the group. */
const hasGroups = ({ onlyMatches, least, isFolding }: LogChoice): boolean =>
	least !== undefined || (isFolding && !onlyMatches);

const nothingShown: BlockPart = { indexes: [] };
const withoutMatches = memoEach((choice: LogChoice): LogChoice => ({ ...choice, matches: undefined }));

/**
 * The lines of a choice.
 *
 * @param isScanning True while the lines are tested in slices: those of blocks that are not tested yet count as no match.
 */
export function chooseLines(lines: LineList, dropped: number, choice: LogChoice, isScanning = false): LogIndex {
	const hasBlocks = hasGroups(choice) && lines.counts.continuing > 0;
	const isTested = (block: LineBlock) => !isScanning || (answersOf(block, choice)?.count ?? block.to) >= block.to;
	const around = hasBlocks ? aroundBlocks(lines, longGroups(lines), isScanning ? withoutMatches(choice) : choice) : [];
	return new LogIndex(
		lines,
		dropped,
		lines.blocks.map((block, at) => {
			if (isTested(block)) {
				return partOf(block, choice, around[at]);
			}
			return choice.onlyMatches ? nothingShown : partOf(block, withoutMatches(choice), around[at]);
		}),
	);
}
