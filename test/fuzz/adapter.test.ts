import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutColours } from '../../source/state/log-view.js';
import fc from '../helpers/fast-check.js';
import { dressed, frame, ids } from './dressed.js';
import { forbidden, hostileBytes, hostileText, textsIn, wardrobe } from './hostile.js';
import { type StubEngine, startStubEngine } from './stub-engine.js';

const { signal } = new AbortController();
let stub: StubEngine;
beforeAll(async () => {
	stub = await startStubEngine();
});
afterAll(() => stub.close());

/** A call's answer, all of a stream's, or its failure's words. */
async function outcome(call: () => Promise<unknown> | AsyncIterable<unknown>): Promise<unknown> {
	const seen: unknown[] = [];
	try {
		const answer = call();
		if (Symbol.asyncIterator in answer) for await (const item of answer) seen.push(item);
		else seen.push(await answer);
	} catch (error) {
		seen.push((error as Error).message);
	}
	return seen;
}

/** Every call of the port that answers with something. */
function calls(): Record<string, () => Promise<unknown> | AsyncIterable<unknown>> {
	const { system, containers, images, volumes, networks } = stub.engine;
	const [id = ''] = ids.containers;
	const log = { follow: false, tty: false };
	return {
		host: () => system.host({ signal }),
		diskUsage: () => system.diskUsage({ signal }),
		login: () => system.login({ server: 'r' }, { signal }),
		list: () => containers.list({ signal }),
		inspect: () => containers.inspect(id, { signal }),
		stats: () => containers.stats(id, { signal }),
		statsOnce: () => containers.statsOnce(id, { signal }),
		logs: () => containers.logs(id, log, { signal }),
		'logs of a TTY': () => containers.logs(ids.containers[1]!, { ...log, tty: true }, { signal }),
		top: () => containers.top(id, { signal }),
		changes: () => containers.changes(id, { signal }),
		start: () => containers.start(id, { signal }),
		update: () => containers.update(id, {}, { signal }),
		create: () => containers.create({ body: {} }, { signal }),
		commit: () =>
			containers.commit(
				id,
				{ repository: 'x', tag: 'y', author: '', message: '', pause: true, changes: [] },
				{ signal },
			),
		exec: () => containers.exec(id, { command: ['sh'], tty: true, stdin: true }, { signal }),
		attach: () => containers.attach(id, { tty: true, stdin: true }, { signal }),
		'containers.prune': () => containers.prune({}, { signal }),
		'images.list': () => images.list({ signal }),
		'images.inspect': () => images.inspect('x', { signal }),
		history: () => images.history('x', { signal }),
		'images.remove': () => images.remove('x', { force: true }, { signal }),
		pull: () => images.pull('x', {}, { signal }),
		push: () => images.push('x', {}, { signal }),
		'images.prune': () => images.prune({}, { signal }),
		pruneBuildCache: () => images.pruneBuildCache({ signal }),
		'volumes.list': () => volumes.list({ signal }),
		'volumes.inspect': () => volumes.inspect('x', { signal }),
		'volumes.create': () => volumes.create({}, { signal }),
		'volumes.prune': () => volumes.prune({}, { signal }),
		'networks.list': () => networks.list({ signal }),
		'networks.inspect': () => networks.inspect('x', { signal }),
		'networks.create': () => networks.create({}, { signal }),
		'networks.prune': () => networks.prune({}, { signal }),
	};
}

function expectClean(name: string, value: unknown): void {
	const isLog = name.startsWith('logs');
	for (const [path, text] of textsIn(value, name)) {
		const plain = isLog ? withoutColours(text) : text;
		if (forbidden.test(plain)) throw new Error(`${path}: ${JSON.stringify(text)}`);
	}
}

describe('what the adapter gives out', () => {
	it('is clean whatever an engine says, in every answer and every stream', async () => {
		await fc.assert(
			fc.asyncProperty(wardrobe, async texts => {
				stub.say(dressed(texts));
				for (const [name, call] of Object.entries(calls())) expectClean(name, await outcome(call));
			}),
			{ numRuns: 40 },
		);
	});

	it('is clean in the words of every failure', async () => {
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
				for (const name of ['list', 'start', 'stats', 'pull', 'push', 'exec', 'login', 'logs'])
					expectClean(name, await outcome(calls()[name]!));
			}),
			{ numRuns: 60 },
		);
	});

	it('is clean for bytes that are no JSON and no frames', async () => {
		await fc.assert(
			fc.asyncProperty(hostileBytes, async bytes => {
				stub.say(() => ({ body: bytes }));
				for (const name of ['list', 'stats', 'pull', 'logs', 'logs of a TTY', 'inspect'])
					expectClean(name, await outcome(calls()[name]!));
				stub.say(() => ({ body: Buffer.concat([frame(1, bytes), frame(2, bytes), frame(3, bytes)]) }));
				expectClean('logs', await outcome(calls().logs!));
			}),
			{ numRuns: 60 },
		);
	});

	it('is clean in the events as they come', async () => {
		await fc.assert(
			fc.asyncProperty(wardrobe, async texts => {
				stub.say(dressed(texts));
				const controller = new AbortController();
				let count = 0;
				for await (const event of stub.engine.system.events({ signal: controller.signal })) {
					expectClean('events', event);
					if (++count === 5) break;
				}
				controller.abort();
				expect(count).toBe(5);
			}),
			{ numRuns: 30 },
		);
	});

	it('keeps a line of a megabyte within its cap, and clean', async () => {
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
