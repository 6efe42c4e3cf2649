import { withoutColours } from '../text/lines.js';
import { plural } from '../text/plural.js';
import { sanitize } from '../text/sanitize.js';
import type { Level } from './level.js';
import type { LogLine } from './log-line.js';
import { unquote } from './parse/json-members.js';
import { type JsonNode, jsonPath, jsonTree } from './parse/json-tree.js';
import { parseLogLine } from './parse/parse-line.js';

/** A log line as it is opened: facts about it, its values as a tree that folds, and its text. */
export type OpenedLine = {
	readonly nodes: readonly LineNode[];
	/** The JSON nodes that some of the nodes are made of. */
	readonly json: readonly JsonNode[];
	readonly line: LogLine;
	/** The lines that belong to it, such as those of a stack trace, without colours. */
	readonly below: readonly string[];
};

/** A row of an opened line that can be selected. A node stands before those within it. */
export type LineNode = {
	/** A fact about the line, a text of several rows, the JSON text as it was written, or a value in it. */
	readonly kind: 'fact' | 'text' | 'raw' | JsonNode['kind'];
	readonly label: string;
	/** As it is written. */
	readonly value: string;
	readonly depth: number;
	/** The index of the node that it is in; -1 for an outermost one. */
	readonly parent: number;
	/** The index after the last node within it. */
	readonly end: number;
	readonly count: number;
	/** The index of its JSON node; undefined for the other ones. */
	readonly json: number | undefined;
};

/** The words about a line that stand above its values. */
export type LineFacts = {
	/** The name of its container. */
	readonly container: string;
	readonly level: Level | undefined;
};

const outermost = { depth: 0, parent: -1, count: 0, json: undefined } as const;

/** Opens a line with the lines that belong to it. */
export function openLine(line: LogLine, below: readonly LogLine[], facts: LineFacts): OpenedLine {
	const text = withoutColours(line.text);
	const json = (text.startsWith('{') ? jsonTree(text) : undefined) ?? [];
	const lines = below.map(each => withoutColours(each.text));
	const flat: readonly Omit<LineNode, 'end'>[] = [
		...factsOf(line, facts).map(([label, value]) => ({ ...outermost, kind: 'fact' as const, label, value })),
		...(json.length === 0 ? [textNode('text', 'line', text), ...fieldNodes(line)] : []),
	];
	const head = flat.map((node, index): LineNode => ({ ...node, end: index + 1 }));
	// The members of the object stand for the object itself.
	const values = json.slice(1).map(
		(node, index): LineNode => ({
			kind: node.kind,
			label: typeof node.key === 'number' ? String(node.key) : sanitize(node.key),
			value: node.value,
			depth: node.depth - 1,
			parent: node.parent === 0 ? -1 : node.parent - 1 + head.length,
			end: node.end - 1 + head.length,
			count: node.count,
			json: index + 1,
		}),
	);
	const tail = [
		...(json.length === 0 ? [] : [textNode('raw', 'as written', text)]),
		...(lines.length === 0 ? [] : [textNode('text', `+${plural(lines.length, 'line')}`, lines.join('\n'))]),
	];
	const before = head.length + values.length;
	const nodes = [...head, ...values, ...tail.map((node, index): LineNode => ({ ...node, end: before + index + 1 }))];
	return { nodes, json, line, below: lines };
}

function factsOf(line: LogLine, { container, level }: LineFacts): readonly (readonly [string, string])[] {
	return [
		...(line.time === '' ? [] : [['docker’s time', stampText(line.time)] as const]),
		...(container === '' ? [] : [['container', container] as const]),
		['stream', line.stream],
		...(level === undefined ? [] : [['level', level] as const]),
		...(line.isCut ? [['cut', 'longer than 64 KiB, the rest was not read'] as const] : []),
	];
}

/** `2026-05-17 03:04:05.123456789 UTC`; other forms stay. */
const stampText = (time: string): string => time.replace(/^(\S+)T(\S+)Z$/, '$1 $2 UTC');

const textNode = (kind: 'text' | 'raw', label: string, value: string): Omit<LineNode, 'end'> => ({
	...outermost,
	kind,
	label,
	value,
});

/** The parts of a structured line that is no JSON, so that each can be read and copied. */
function fieldNodes(line: LogLine): readonly Omit<LineNode, 'end'>[] {
	const record = line.isNote ? undefined : parseLogLine(line.text);
	if (record === undefined) {
		return [];
	}
	const { time, message, fields } = record;
	const parts = [
		...(time === undefined ? [] : [{ key: 'time', value: time }]),
		...(message === '' ? [] : [{ key: 'message', value: message }]),
		...fields,
	];
	return parts.map(({ key, value }) => ({ ...outermost, kind: 'literal', label: key, value }));
}

/** The path of a value: `.err.stack[0]` in a JSON object, the name of a field in other lines; empty for a fact or a text. */
export function pathOf({ nodes, json }: OpenedLine, index: number): string {
	const node = nodes[index];
	if (node === undefined || node.kind === 'fact' || isText(node)) {
		return '';
	}
	return node.json === undefined ? node.label : sanitize(jsonPath(json, node.json));
}

/** The value of a node as a text: a JSON string without its quotes and escapes, and with its line ends. */
export function textOfNode({ kind, value }: LineNode): string {
	return kind === 'string' ? sanitize(unquote(value).replaceAll('\t', '    '), { keepNewlines: true }) : value;
}

/** The folds that differ from how a line is opened: nodes by their index, and all of them at once. */
export type LineFolds = { readonly all: 'open' | 'folded' | undefined; readonly turned: ReadonlySet<number> };

export const noFolds: LineFolds = { all: undefined, turned: new Set() };

/** A line is opened with at most so many rows of values unfolded. */
const maxOpenNodes = 300;
/** A text with at most this length is unfolded at first. UTF-16 units. */
const maxOpenText = 4000;

const depths = new WeakMap<OpenedLine, number>();

/** The depth above which objects and arrays are unfolded at first. */
function openDepthOf(line: OpenedLine): number {
	const known = depths.get(line);
	if (known !== undefined) {
		return known;
	}
	const counts: number[] = [];
	for (const { depth } of line.nodes) {
		counts[depth] = (counts[depth] ?? 0) + 1;
	}
	let sum = counts[0] ?? 0;
	let depth = 0;
	while (depth + 1 < counts.length && sum + counts[depth + 1]! <= maxOpenNodes) {
		depth++;
		sum += counts[depth]!;
	}
	depths.set(line, depth);
	return depth;
}

/** Returns true for a text of its own, which is no value. */
const isText = ({ kind }: LineNode): boolean => kind === 'text' || kind === 'raw';

/** Returns true for a text that needs several rows: it has line ends, or is wider than `room` UTF-16 units. */
const isLong = (node: LineNode, room: number): boolean =>
	isText(node) || (node.kind === 'string' && (node.value.length > room || node.value.includes('\\n')));

/** Returns true if a node has something within it that can be folded away. */
export const canFold = (node: LineNode, width: number): boolean => node.count > 0 || isLong(node, roomFor(node, width));

/** The cells beside a node's label. */
export const roomFor = ({ depth, label }: LineNode, width: number): number =>
	Math.max(8, width - indentOf(depth, width) - label.length - 4);

/** The cells before a node. A deep one stands no farther to the right than a third of the width. */
export const indentOf = (depth: number, width: number): number => Math.min(2 * depth, Math.floor(width / 3));

/** Returns true while a node is unfolded. */
export function isOpen(line: OpenedLine, index: number, { all, turned }: LineFolds): boolean {
	const node = line.nodes[index]!;
	return (all === undefined ? isOpenAtFirst(line, node) : all === 'open') !== turned.has(index);
}

function isOpenAtFirst(line: OpenedLine, { kind, value, depth }: LineNode): boolean {
	switch (kind) {
		case 'text':
			return true;
		case 'raw':
			return false;
		case 'string':
			return value.length <= maxOpenText;
		default:
			return depth < openDepthOf(line);
	}
}
