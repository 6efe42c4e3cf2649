import { describe, expect, test } from 'vitest';
import {
	canFold,
	isOpen,
	noFolds,
	type OpenedLine,
	openLine,
	pathOf,
	textOfNode,
} from '../../../source/domain/logs/line-tree.js';
import type { LogLine } from '../../../source/domain/logs/log-line.js';
import { parseLogLine } from '../../../source/domain/logs/parse/parse-line.js';
import { sanitizeLog } from '../../../source/domain/text/sanitize.js';
import fc from '../../helpers/fast-check.js';

const line = (text: string, more: Partial<LogLine> = {}): LogLine => ({
	stream: 'stdout',
	time: '2026-05-17T03:04:05.123456789Z',
	text: sanitizeLog(text),
	...more,
});
const open = (text: string, more: Partial<LogLine> = {}, below: readonly LogLine[] = []): OpenedLine =>
	openLine(line(text, more), below, { container: 'shop-web-1', level: 'error' });
const labels = ({ nodes }: OpenedLine) => nodes.map(({ label }) => label);
const find = ({ nodes }: OpenedLine, label: string) => nodes.findIndex(node => node.label === label);

describe('an opened line', () => {
	test('begins with the stamp of docker, its container, stream and level', () => {
		const facts = open('{"a":1}', { stream: 'stderr', isCut: true }).nodes.filter(({ kind }) => kind === 'fact');
		expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
			'docker’s time: 2026-05-17 03:04:05.123456789 UTC',
			'container: shop-web-1',
			'stream: stderr',
			'level: error',
			'cut: longer than 64 KiB, the rest was not read',
		]);
	});

	test('has the values of a JSON object as a tree with paths, then the line as it was written', () => {
		const opened = open('{"msg":"no","err":{"code":7,"stack":["a","b"]},"msg":"twice"}');
		expect(labels(opened).slice(4)).toEqual(['msg', 'err', 'code', 'stack', '0', '1', 'msg', 'as written']);
		expect(pathOf(opened, find(opened, '1'))).toBe('.err.stack[1]');
		expect(pathOf(opened, 0)).toBe('');
		const { end, parent } = opened.nodes[find(opened, 'stack')]!;
		expect(opened.nodes[parent]!.label).toBe('err');
		expect(opened.nodes[end]!.value).toBe('"twice"');
		expect(opened.nodes.at(-1)!.value).toBe('{"msg":"no","err":{"code":7,"stack":["a","b"]},"msg":"twice"}');
	});

	test('has the whole text of another line, and the fields of a line of a known shape', () => {
		expect(labels(open('hello world')).slice(4)).toEqual(['line']);
		const logfmt = open('time=2026-05-17T01:00:00Z level=info msg="all good" port=80');
		expect(labels(logfmt).slice(4)).toEqual(['line', 'time', 'message', 'port']);
		expect(pathOf(logfmt, find(logfmt, 'port'))).toBe('port');
		const half = '{"msg":"half a li';
		expect(open(half).nodes.at(-1)).toMatchObject({ kind: 'text', value: half });
	});

	test('has the lines that belong to it, unfolded', () => {
		const opened = open('Error: no', {}, [line('    at a (b.js:1)'), line('\x1b[31m    at c\x1b[0m')]);
		expect(opened.nodes.at(-1)).toMatchObject({ label: '+2 lines', value: '    at a (b.js:1)\n    at c' });
		expect(isOpen(opened, opened.nodes.length - 1, noFolds)).toBe(true);
	});

	test('shows a string with its line ends, and without its escape sequences', () => {
		const opened = open(String.raw`{"stack":"Error\n\tat \u001b[2Jx\u202ey","ok":"plain"}`);
		expect(textOfNode(opened.nodes[find(opened, 'stack')]!)).toBe('Error\n    at xy');
		expect(canFold(opened.nodes[find(opened, 'stack')]!, 100)).toBe(true);
		expect(canFold(opened.nodes[find(opened, 'ok')]!, 100)).toBe(false);
	});

	test('is folded where it is large: deep objects, and long strings', () => {
		const deep = open(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`);
		const unfolded = deep.nodes.filter((node, index) => node.count > 0 && isOpen(deep, index, noFolds));
		expect(unfolded.length).toBeGreaterThan(100);
		expect(unfolded.length).toBeLessThan(400);
		const opened = open(JSON.stringify({ long: 'x'.repeat(20_000), short: 'x'.repeat(500) }));
		expect(isOpen(opened, find(opened, 'long'), noFolds)).toBe(false);
		expect(isOpen(opened, find(opened, 'short'), noFolds)).toBe(true);
		expect(isOpen(opened, find(opened, 'long'), { all: 'open', turned: new Set() })).toBe(true);
	});
});

/** JSON objects as programs log them, some with the usual fields. */
const objects = fc
	.dictionary(
		fc.oneof(fc.constantFrom('level', 'msg', 'time', 'err', '__proto__', ''), fc.string()),
		fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('info', 'error', '2026-05-17T03:04:05Z', 30)),
		{ minKeys: 1 },
	)
	.map(value => JSON.stringify(value));

describe('a structured line', () => {
	test('keeps its text through a sentence and back, and each of its values is in its tree', () => {
		fc.assert(
			fc.property(objects, written => {
				const raw = line(written);
				// The sentence is made from the line, which stays: raw shows the same text before and after it.
				const record = parseLogLine(raw.text);
				const opened = openLine(raw, [], { container: '', level: undefined });
				expect(opened.line.text).toBe(raw.text);
				const again = parseLogLine(opened.line.text);
				expect(again).toEqual(record);
				const outermost = opened.nodes.filter(({ depth, json }) => depth === 0 && json !== undefined);
				const members = outermost.map(({ value }) => JSON.parse(value));
				expect(members).toEqual(Object.values(JSON.parse(raw.text)));
			}),
		);
	});

	test('has every value in the sentence or in its level and time', () => {
		fc.assert(
			fc.property(objects, written => {
				const record = parseLogLine(sanitizeLog(written));
				const { level, time, message, fields } = record ?? { message: '', fields: [] };
				const tree = openLine(line(written), [], { container: '', level: undefined }).nodes;
				const leaves = tree.filter(({ json, count }) => json !== undefined && count === 0);
				const shown = fields.map(({ value }) => value);
				const isShown = (value: string) =>
					shown.some(each => each.includes(value)) || message !== '' || level !== undefined || time !== undefined;
				expect(leaves.every(({ value }) => isShown(value))).toBe(true);
				const used = [level, time, message === '' ? undefined : message].filter(each => each !== undefined).length;
				const missing = leaves.filter(({ value }) => !shown.some(each => each.includes(value)));
				expect(missing.length).toBeLessThanOrEqual(used);
			}),
		);
	});
});
