import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../../../source/domain/logs/log-line.js';
import { lineWriter, type OutputStyle } from '../../../../source/domain/logs/output/line-writer.js';
import { OutputSources } from '../../../../source/domain/logs/output/sources.js';
import { container } from '../../../helpers/state/builders.js';
import { replica } from '../../../helpers/state/compose.js';

const time = '2026-05-17T03:04:05.000000001Z';
const web = container('web');
const db = replica('db', { project: 'shop' });
const sources = new OutputSources();
sources.add([web, db, container('数据')]);
const style: OutputStyle = { format: 'pretty', hasPrefix: true, hasStamp: false, hasColours: false };
const line = (text: string, source = web, change: Partial<LogLine> = {}): LogLine => ({
	stream: 'stdout',
	time,
	text,
	source: source.id,
	...change,
});
const json = '{"level":"error","msg":"no stock","sku":"A-1"}';

describe('a written line', () => {
	test('is a sentence behind the short name of its container', () => {
		const write = lineWriter(sources.all, style);
		expect(write(line(json, db))).toBe('db   | ERR no stock  sku=A-1\n');
		expect(write(line('plain'))).toBe('web  | plain\n');
	});

	test('is the text as it was written where a sentence would have no words', () => {
		const write = lineWriter(sources.all, { ...style, hasPrefix: false });
		expect(write(line('{"msg":""}'))).toBe('{"msg":""}\n');
	});

	test('of plimsoll is not taken apart', () => {
		const write = lineWriter(sources.all, { ...style, format: 'json' });
		const note = { isNote: true, time: '' };
		expect(JSON.parse(write(line(json, web, note)))).toMatchObject({ level: null, message: json, note: true });
	});

	test('has stamp and text as they are, without colours, when it is raw', () => {
		const write = lineWriter(sources.all, { ...style, format: 'raw', hasStamp: true, hasPrefix: false });
		expect(write(line(json))).toBe(`${time} ${json}\n`);
		expect(write(line('\x1b[31mred\x1b[0m'))).toBe(`${time} red\n`);
		expect(write(line('x', web, { time: '' }))).toBe('x\n');
	});

	test('has colours for name, level and fields, and ends its own, only where colours are wanted', () => {
		const write = lineWriter(sources.all, { ...style, hasColours: true });
		expect(write(line(json))).toContain('\x1b[31mERR \x1b[0mno stock\x1b[2m  sku=A-1\x1b[0m\n');
		expect(write(line('\x1b[31mred'))).toMatch(/\x1b\[38;5;\d+mweb {2}\|\x1b\[0m \x1b\[31mred\x1b\[0m\n$/);
	});

	test('is one JSON object with the text as it was written', () => {
		const write = lineWriter(sources.all, { ...style, format: 'json' });
		expect(JSON.parse(write(line(json, db)))).toEqual({
			time,
			container: 'shop-db-1',
			project: 'shop',
			service: 'db',
			stream: 'stdout',
			level: 'error',
			message: 'no stock',
			line: json,
		});
		const hostile = '{"__proto__":{"x":1},"msg":"a\\nb"}';
		const text = write(line(hostile, web, { isCut: true, time: '' }));
		expect(text.match(/\n/g)).toHaveLength(1);
		expect(JSON.parse(text)).toMatchObject({ time: null, project: null, level: null, line: hostile, cut: true });
	});

	test('keeps the name of a container that another one of its name has replaced', () => {
		const recreated = new OutputSources();
		const next = container('web', { id: `${'f'.repeat(64)}` });
		recreated.add([web]);
		recreated.add([next]);
		expect([...recreated.all.values()].map(({ prefix }) => prefix)).toEqual(['web', 'web']);
	});
});
