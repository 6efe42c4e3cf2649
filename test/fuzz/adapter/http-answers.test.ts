import { afterAll, describe, expect, test } from 'vitest';
import { withoutColours } from '../../../source/domain/text/lines.js';
import { connectFirst } from '../../../source/engine/docker/connect/connect.js';
import { EngineError } from '../../../source/engine/errors.js';
import { dashboardOn } from '../../faults/kit.js';
import { openRawEngine } from '../../helpers/engine/raw-engine.js';
import fc from '../../helpers/fast-check.js';
import { forbidden, textsIn } from '../hostile.js';
import { callsOf, furtherCallsOf } from './calls.js';
import { ids } from './dressed.js';
import { shape, writing } from './http-shapes.js';

/** Answers, each given to every call of the port. */
const runs = 100;
/** Answers to the first ping of a connection. */
const pings = 200;
/** Number of dashboards, and of the answers that each of them gets. */
const dashboards = 40;
const answersPerDashboard = 25;

const { raw, engine, close } = await openRawEngine();
afterAll(close);

/** Two containers, so that the dashboard opens streams. */
const rows = ids.containers
	.slice(0, 2)
	.map((Id, index) => ({ Id, Names: [`/c${index}`], State: 'running', Image: 'x' }));
const json = (value: unknown): string => {
	const body = JSON.stringify(value);
	return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};
/** Resolves to the result or error of a call; aborts a call that does not end soon. */
async function ending(name: string, make: (signal: AbortSignal) => Promise<unknown> | AsyncIterable<unknown>) {
	const controller = new AbortController();
	const stop = setTimeout(() => controller.abort(), 200);
	const seen: unknown[] = [];
	try {
		const answer = make(controller.signal);
		if (!(Symbol.asyncIterator in answer)) {
			seen.push(await answer);
		} else {
			for await (const item of answer) {
				seen.push(item);
				if (seen.length > 2000) {
					break;
				}
			}
		}
	} catch (error) {
		expect(error).toBeInstanceOf(Error);
		const { message, name: kind } = error as Error;
		if (kind !== 'AbortError') {
			expect(error, `${name}: ${message}`).toBeInstanceOf(EngineError);
		}
		expect(message.trim(), name).not.toBe('');
		expect(message.length, name).toBeLessThan(20_000);
		seen.push(message);
	} finally {
		clearTimeout(stop);
		controller.abort();
	}
	if (name === 'save') {
		return;
	}
	for (const [path, text] of textsIn(seen, name)) {
		const plain = name.startsWith('logs') ? withoutColours(text) : text;
		if (forbidden.test(plain)) {
			throw new Error(`${path}: ${JSON.stringify(text)}`);
		}
	}
}

/** Removes half a character at the end of a row: the helper cuts rows by UTF-16 units. */
const whole = (row: string): string => row.replace(/[\ud800-\udfff]/gu, '');

/** Each batch is a test of its own, so that one that hangs or fails can be found, on a slow machine as well. */
const batches = Array.from({ length: 10 }, (_, batch) => batch);
const ofBatch = (batch: number, runs: number) => ({
	numRuns: runs / batches.length,
	// Timing is part of an input here: a smaller input may pass.
	endOnFailure: true,
	seed: Number(fc.readConfigureGlobal().seed) + batch,
});

describe('answers of every status class and shape', () => {
	test.each(batches)('end each call of the port, with a message on failure: batch %i', async batch => {
		const makers = (signal: AbortSignal) => ({ ...callsOf(engine, signal), ...furtherCallsOf(engine, signal) });
		const names = Object.keys(makers(new AbortController().signal));
		await fc.assert(
			fc.asyncProperty(shape, async answer => {
				raw.write((socket, route) => {
					// An aborted build waits up to five seconds for the engine to stop.
					const isWaitedFor = route === 'POST /build/cancel';
					writing(isWaitedFor ? { ...answer, end: 'close' } : answer)(socket, route);
				});
				await Promise.all(names.map(name => ending(name, signal => makers(signal)[name]!())));
			}),
			ofBatch(batch, runs),
		);
		await expect.poll(raw.open).toBeLessThan(10);
	});

	test.each(batches)('to the first ping end the attempt, with a message on failure: batch %i', async batch => {
		await fc.assert(
			fc.asyncProperty(shape, async answer => {
				raw.write(writing(answer));
				raw.pingsToo = true;
				const endpoint = { url: raw.host, origin: 'test' };
				const { client, attempts } = await connectFirst([endpoint], {
					env: {},
					configFolder: '/nowhere',
					timeoutMs: 200,
				});
				client?.close();
				for (const { reason } of attempts) {
					expect(reason.trim()).not.toBe('');
					expect(reason.replaceAll('\n', ' ')).not.toMatch(forbidden);
				}
			}),
			ofBatch(batch, pings),
		);
		raw.pingsToo = false;
		await expect.poll(raw.open).toBeLessThan(10);
	});

	test.each(batches)('do not stop a dashboard, which still quits by its key: batch %i', async batch => {
		const keys = 'j l m t i 2 j i 3 j 4 j 1 s ctrl-r R escape C r'.split(' ');
		const life = fc.record({
			answers: fc.array(shape, { minLength: answersPerDashboard, maxLength: answersPerDashboard }),
			// The routes with valid answers: without them the app never sends the other requests.
			sound: fc.record({ ping: fc.boolean(), events: fc.boolean(), list: fc.boolean() }),
		});
		let given = 0;
		await fc.assert(
			fc.asyncProperty(life, async ({ answers, sound }) => {
				raw.write((socket, route) => {
					if (sound.events && route === 'GET /events') {
						return void socket.write('HTTP/1.1 200 OK\r\n\r\n');
					}
					if (sound.list && route === 'GET /containers/json') {
						return void socket.write(json(rows));
					}
					const answer = answers[given++ % answers.length]!;
					writing(isOpen ? answer : { ...answer, end: 'close' })(socket, route);
				});
				// The start waits for the first ping and the first lists, so their answers must end.
				let isOpen = false;
				raw.pingsToo = false;
				const app = await dashboardOn(raw.host);
				isOpen = true;
				raw.pingsToo = !sound.ping;
				for (const key of keys) {
					app.runtime.key(key);
					for (const row of app.screen().map(whole)) {
						if (forbidden.test(row)) {
							throw new Error(JSON.stringify(row));
						}
					}
					// Some answers arrive in this time.
					await new Promise(resolve => setTimeout(resolve, 20));
				}
				// The open streams get the first answers.
				for (let pressed = 0; pressed < 10 && !app.left(); pressed++) {
					app.runtime.key('ctrl-c');
					await new Promise(resolve => setImmediate(resolve));
				}
				expect(app.left(), app.text()).toBe(true);
				app.close();
			}),
			ofBatch(batch, dashboards),
		);
		raw.pingsToo = false;
		expect(given).toBeGreaterThan(dashboards / batches.length);
		await expect.poll(raw.open).toBeLessThan(10);
	});
});
