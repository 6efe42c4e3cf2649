import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutColours } from '../../../source/domain/text/lines.js';
import fc from '../../helpers/fast-check.js';
import { forbidden, hostileBytes, hostileText, textsIn, wardrobe } from '../hostile.js';
import { callsOf, outcome } from './calls.js';
import { dressed, frame } from './dressed.js';
import { type StubEngine, startStubEngine } from './stub-engine.js';

const { signal } = new AbortController();
let stub: StubEngine;
beforeAll(async () => {
	stub = await startStubEngine();
});
afterAll(() => stub.close());

/** The calls of the port that return a value. */
const calls = () => callsOf(stub.engine, signal);

function expectClean(name: string, value: unknown): void {
	const isLog = name.startsWith('logs');
	for (const [path, text] of textsIn(value, name)) {
		const plain = isLog ? withoutColours(text) : text;
		if (forbidden.test(plain)) {
			throw new Error(`${path}: ${JSON.stringify(text)}`);
		}
	}
}

describe('the output of the adapter', () => {
	test('is sanitized in every answer and stream of a hostile engine', async () => {
		await fc.assert(
			fc.asyncProperty(wardrobe, async texts => {
				stub.say(dressed(texts));
				for (const [name, call] of Object.entries(calls())) {
					expectClean(name, await outcome(call));
				}
			}),
			{ numRuns: 40 },
		);
	});

	test('is sanitized in every error message', async () => {
		const failures = fc.record({
			status: fc.constantFrom(301, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503),
			body: fc.oneof(
				hostileText.map(message => ({ message })),
				hostileText.map(error => ({ error })),
				hostileText,
				hostileBytes.map(bytes => Buffer.from(bytes)),
				hostileText.map(text => Buffer.from(`<html>${text}`)),
			),
		});
		await fc.assert(
			fc.asyncProperty(failures, async failure => {
				stub.say(() => failure);
				for (const name of ['list', 'start', 'stats', 'pull', 'push', 'exec', 'login', 'logs']) {
					expectClean(name, await outcome(calls()[name]!));
				}
			}),
			{ numRuns: 60 },
		);
	});

	test('is sanitized for bytes that are neither JSON nor frames', async () => {
		await fc.assert(
			fc.asyncProperty(hostileBytes, async bytes => {
				stub.say(() => ({ body: bytes }));
				for (const name of ['list', 'stats', 'pull', 'logs', 'logs of a TTY', 'inspect']) {
					expectClean(name, await outcome(calls()[name]!));
				}
				stub.say(() => ({ body: Buffer.concat([frame(1, bytes), frame(2, bytes), frame(3, bytes)]) }));
				expectClean('logs', await outcome(calls().logs!));
			}),
			{ numRuns: 60 },
		);
	});

	test('is sanitized in the stream of events', async () => {
		await fc.assert(
			fc.asyncProperty(wardrobe, async texts => {
				stub.say(dressed(texts));
				const controller = new AbortController();
				let count = 0;
				for await (const event of stub.engine.system.events({ signal: controller.signal })) {
					expectClean('events', event);
					if (++count === 5) {
						break;
					}
				}
				controller.abort();
				expect(count).toBe(5);
			}),
			{ numRuns: 30 },
		);
	});

	test('cuts and sanitizes a line of a megabyte', async () => {
		for (const part of ['\x1b]0;x', '日\x1b[31m', '\u202e', 'a\t', '\x9b', '👩\u200d']) {
			const line = Buffer.from(`${part.repeat(Math.ceil(1_000_000 / part.length))}\nnext\n`);
			stub.say(() => ({ body: frame(1, line) }));
			const [batches] = [await outcome(calls().logs!)];
			expectClean('logs', batches);
			const texts = [...textsIn(batches)].filter(([path]) => path.endsWith('.text')).map(([, text]) => text);
			expect(texts.at(-1)).toBe('next');
			expect(texts[0]!.length).toBeLessThan(8 * 64 * 1024 + 100);
			stub.say(() => ({ body: [{ Id: 'x', Names: [line.toString()] }] }));
			expectClean('list', await outcome(calls().list!));
		}
	});
});
