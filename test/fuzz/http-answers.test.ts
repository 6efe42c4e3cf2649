import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../source/engine/docker/connect/client.js';
import { createDockerEngine } from '../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../source/engine/engine.js';
import { EngineError } from '../../source/engine/errors.js';
import { withoutColours } from '../../source/state/log-view.js';
import { dashboardOn } from '../faults/kit.js';
import fc from '../helpers/fast-check.js';
import { callsOf, furtherCallsOf } from './calls.js';
import { ids } from './dressed.js';
import { forbidden, textsIn } from './hostile.js';
import { shape, writing } from './http-shapes.js';
import { type RawEngine, startRawEngine } from './raw-engine.js';

/** Answers, each given to every call of the port. */
const runs = 100;
/** Lives of a whole dashboard, and the answers that each gets in turn. */
const lives = 40;
const answersOfALife = 25;

let raw: RawEngine;
let engine: Engine;
beforeAll(async () => {
	raw = await startRawEngine();
	engine = createDockerEngine(
		await openClient({ url: raw.host, origin: 'test' }, { env: {}, configFolder: '/nowhere' }),
	);
});
afterAll(async () => {
	engine.close();
	await raw.close();
});

/** Two containers, so that there is something to look at. */
const rows = ids.containers
	.slice(0, 2)
	.map((Id, index) => ({ Id, Names: [`/c${index}`], State: 'running', Image: 'x' }));
const json = (value: unknown): string => {
	const body = JSON.stringify(value);
	return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};
/** Hostile answers that dashboards were given. */
let given = 0;

/** What a call gave, or how it failed; it is stopped when it has not ended by itself soon. */
async function ending(name: string, make: (signal: AbortSignal) => Promise<unknown> | AsyncIterable<unknown>) {
	const controller = new AbortController();
	const stop = setTimeout(() => controller.abort(), 200);
	const seen: unknown[] = [];
	try {
		const answer = make(controller.signal);
		if (!(Symbol.asyncIterator in answer)) seen.push(await answer);
		else
			for await (const item of answer) {
				seen.push(item);
				if (seen.length > 2000) break;
			}
	} catch (error) {
		expect(error).toBeInstanceOf(Error);
		const { message, name: kind } = error as Error;
		if (kind !== 'AbortError') expect(error, `${name}: ${message}`).toBeInstanceOf(EngineError);
		expect(message.trim(), name).not.toBe('');
		expect(message.length, name).toBeLessThan(20_000);
		seen.push(message);
	} finally {
		clearTimeout(stop);
		controller.abort();
	}
	if (name === 'save') return;
	for (const [path, text] of textsIn(seen, name)) {
		const plain = name.startsWith('logs') ? withoutColours(text) : text;
		if (forbidden.test(plain)) throw new Error(`${path}: ${JSON.stringify(text)}`);
	}
}

describe('the answers of an engine', () => {
	test('of every class and shape end each call of the port, with words when it fails', {
		timeout: 300_000,
	}, async () => {
		const makers = (signal: AbortSignal) => ({ ...callsOf(engine, signal), ...furtherCallsOf(engine, signal) });
		const names = Object.keys(makers(new AbortController().signal));
		await fc.assert(
			fc.asyncProperty(shape, async answer => {
				raw.write(writing(answer));
				await Promise.all(names.map(name => ending(name, signal => makers(signal)[name]!())));
			}),
			{ numRuns: runs },
		);
		await expect.poll(raw.open).toBeLessThan(10);
	});

	test('of every class and shape leave a whole dashboard alive, which can be left', { timeout: 300_000 }, async () => {
		const keys = [
			'j',
			'l',
			'm',
			't',
			'i',
			'2',
			'j',
			'i',
			'3',
			'j',
			'4',
			'j',
			'1',
			's',
			'ctrl-r',
			'R',
			'escape',
			'C',
			'r',
		];
		const life = fc.record({
			answers: fc.array(shape, { minLength: answersOfALife, maxLength: answersOfALife }),
			// What is sound, so that the others are asked for at all.
			sound: fc.record({ ping: fc.boolean(), events: fc.boolean(), list: fc.boolean() }),
		});
		await fc.assert(
			fc.asyncProperty(life, async ({ answers, sound }) => {
				let next = 0;
				raw.write((socket, route) => {
					if (sound.events && route === 'GET /events') return void socket.write('HTTP/1.1 200 OK\r\n\r\n');
					if (sound.list && route === 'GET /containers/json') return void socket.write(json(rows));
					writing(answers[next++ % answers.length]!)(socket, route);
				});
				raw.pingsToo = !sound.ping;
				const app = await dashboardOn(raw.host);
				for (const key of keys) {
					app.runtime.key(key);
					for (const row of app.screen()) if (forbidden.test(row)) throw new Error(JSON.stringify(row));
					// Time for some answers.
					await new Promise(resolve => setTimeout(resolve, 20));
				}
				// What is open takes the first ones.
				for (let pressed = 0; pressed < 10 && !app.left(); pressed++) {
					app.runtime.key('ctrl-c');
					await new Promise(resolve => setImmediate(resolve));
				}
				expect(app.left(), app.text()).toBe(true);
				app.close();
				given += next;
			}),
			{ numRuns: lives },
		);
		raw.pingsToo = false;
		expect(given).toBeGreaterThan(lives);
		await expect.poll(raw.open).toBeLessThan(10);
	});
});
