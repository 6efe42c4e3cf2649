import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../../source/domain/logs/log-line.js';
import { LogDecoder } from '../../../source/engine/docker/http/lines.js';
import { StdCopyReader } from '../../../source/engine/docker/http/stdcopy.js';
import fc from '../../helpers/fast-check.js';

const timestamp = '2026-11-23T22:19:06.096351222Z';

function frame(stream: number, data: string | Buffer): Buffer {
	const body = Buffer.from(data as string);
	const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
	header.writeUInt32BE(body.length, 4);
	return Buffer.concat([header, body]);
}

function split(bytes: Buffer, cuts: readonly number[]): Buffer[] {
	const at = [0, ...cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
	return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

function decode(chunks: readonly Buffer[], tty: boolean): LogLine[] {
	const decoder = new LogDecoder(tty);
	return [...chunks.flatMap(chunk => decoder.push(chunk)), ...decoder.end()];
}

const message = fc.record({
	stream: fc.constantFrom(1, 2),
	text: fc.string({ unit: 'grapheme', maxLength: 40 }).map(text => text.replaceAll('\n', ' ')),
});
const cuts = fc.array(fc.nat(5000), { maxLength: 30 });

describe('LogDecoder', () => {
	test('returns the same lines for any split of a framed log', () => {
		fc.assert(
			fc.property(fc.array(message, { maxLength: 20 }), cuts, (messages, where) => {
				const bytes = Buffer.concat(messages.map(({ stream, text }) => frame(stream, `${timestamp} ${text}\n`)));
				const lines = decode(split(bytes, where), false);
				expect(lines).toEqual(decode([bytes], false));
				expect(lines.map(line => line.stream)).toEqual(
					messages.map(({ stream }) => (stream === 1 ? 'stdout' : 'stderr')),
				);
				expect(lines.every(line => line.time === timestamp)).toBe(true);
			}),
		);
	});

	test('returns the same lines for any split of a raw log', () => {
		fc.assert(
			fc.property(fc.array(message, { maxLength: 20 }), cuts, (messages, where) => {
				const bytes = Buffer.from(messages.map(({ text }) => `${timestamp} ${text}\r\n`).join(''));
				const lines = decode(split(bytes, where), true);
				expect(lines).toEqual(decode([bytes], true));
				expect(lines).toHaveLength(messages.length);
			}),
		);
	});

	test('does not mix the two streams inside a line', () => {
		const bytes = Buffer.concat([
			frame(1, `${timestamp} out-`),
			frame(2, `${timestamp} err\n`),
			frame(1, `${timestamp} side\n`),
		]);
		expect(decode([bytes], false)).toEqual([
			{ stream: 'stderr', time: timestamp, text: 'err' },
			{ stream: 'stdout', time: timestamp, text: 'out-side' },
		]);
	});

	test('cuts a line over 64 KiB at a whole character, marks it, and keeps the next line whole', () => {
		const long = `${'x'.repeat(64 * 1024 - timestamp.length - 2)}é${'y'.repeat(200_000)}`;
		const parts = [
			frame(1, `${timestamp} ${long.slice(0, 100_000)}`),
			frame(1, `${timestamp} ${long.slice(100_000)}\n`),
		];
		const lines = decode([...parts, frame(1, `${timestamp} next\n`)], false);
		expect(lines).toHaveLength(2);
		expect(lines[0]?.text).toMatch(/^x+ … \[line cut at 64 KiB\]$/);
		expect(lines.map(({ isCut }) => isCut)).toEqual([true, undefined]);
		expect(lines[1]?.text).toBe('next');
	});

	test('replaces invalid UTF-8, and returns an unfinished line at the end', () => {
		const bytes = frame(1, Buffer.concat([Buffer.from(`${timestamp} a`), Buffer.from([0xff, 0xfe]), Buffer.from('b')]));
		expect(decode([bytes], false)).toEqual([{ stream: 'stdout', time: timestamp, text: 'a\ufffd\ufffdb' }]);
	});

	test('begins a new line of a TTY at the stamp of the next run, when the last one ended in the middle of a line', () => {
		const later = '2026-11-23T22:19:08.000000001Z';
		const third = '2026-11-23T22:19:09.000000001Z';
		const bytes = Buffer.from(`${timestamp} / # ${later} / # ${third} done\r\n`);
		expect(decode([bytes], true)).toEqual([
			{ stream: 'stdout', time: timestamp, text: '/ # ' },
			{ stream: 'stdout', time: later, text: '/ # ' },
			{ stream: 'stdout', time: third, text: 'done' },
		]);
	});

	test('joins the parts of a long line of a TTY', () => {
		const part = 'x'.repeat(16 * 1024);
		const bytes = Buffer.from(`${timestamp} ${part}${timestamp} ${part}${timestamp.replace('06.', '07.')} end\r\n`);
		expect(decode([bytes], true)).toEqual([{ stream: 'stdout', time: timestamp, text: `${part}${part}end` }]);
	});

	test('keeps a time that the program in a TTY has written', () => {
		const text = 'started 2026-11-23T22:19:05.000000001Z ok, expires 2027-11-23T22:19:05Z soon';
		expect(decode([Buffer.from(`${timestamp} ${text}\r\n`)], true)).toEqual([
			{ stream: 'stdout', time: timestamp, text },
		]);
	});

	test('accepts a time stamp with an offset or a short fraction, and a line without one', () => {
		const bytes = Buffer.from('2026-11-23T22:19:06+01:00 podman\nno stamp here\n');
		expect(decode([bytes], true)).toEqual([
			{ stream: 'stdout', time: '2026-11-23T22:19:06+01:00', text: 'podman' },
			{ stream: 'stdout', time: '', text: 'no stamp here' },
		]);
	});
});

describe('StdCopyReader', () => {
	test('returns a frame of gigabytes in parts and does not collect it', () => {
		const reader = new StdCopyReader();
		const header = Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
		expect(reader.push(header)).toEqual([]);
		const pieces = [1, 2, 3].flatMap(() => reader.push(Buffer.alloc(100 * 1024)));
		expect(pieces.map(({ data, start }) => [data.length, start])).toEqual([
			[102_400, true],
			[102_400, false],
			[102_400, false],
		]);
	});

	test('throws the engine’s own error in its words', () => {
		expect(() => new StdCopyReader().push(frame(3, 'log driver is gone'))).toThrow('log driver is gone');
	});

	test('refuses bytes without frames', () => {
		expect(() => new StdCopyReader().push(Buffer.from('plain text of a TTY'))).toThrow(/not in the frames/);
	});
});
