import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { pour } from '../../fuzz/adapter/http-shapes.js';
import { drain } from '../../helpers/drain.js';
import { openRawEngine } from '../../helpers/engine/raw-engine.js';

const { signal } = new AbortController();
const mebi = 1024 * 1024;
const { raw, engine, close } = await openRawEngine();
afterAll(close);

const say = (text: string | Buffer) => raw.write(socket => void socket.end(text));
const answer = (body: string | Buffer, head = '') =>
	Buffer.concat([
		Buffer.from(`HTTP/1.1 200 OK\r\nConnection: close\r\n${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`),
		Buffer.from(body),
	]);

describe('an answer without an end', () => {
	const endless = (head: string) =>
		raw.write(socket => {
			socket.write(head);
			pour(socket, Buffer.alloc(256 * 1024, 'x'));
		});
	const heap = () => {
		const { rss } = process.memoryUsage();
		return rss / mebi;
	};

	test('is cut at 64 MiB and reported as too long', async () => {
		endless('HTTP/1.1 200 OK\r\n\r\n[');
		const before = heap();
		await expect(engine.containers.list({ signal })).rejects.toMatchObject({
			kind: 'protocol',
			message: 'the answer is longer than 64 MiB',
		});
		expect(heap() - before).toBeLessThan(400);
		await expect.poll(raw.open).toBeLessThan(5);
	});

	test('is read up to 1 MiB in an error, and its beginning is the message', async () => {
		endless('HTTP/1.1 500 Oops\r\n\r\n');
		const error = await engine.containers.stop('web', { signal }).catch((thrown: Error) => thrown);
		expect(error).toMatchObject({ kind: 'server' });
		expect((error as Error).message).toHaveLength(16 * 1024);
	});

	test('is an error in a stream of messages', async () => {
		endless('HTTP/1.1 200 OK\r\n\r\n');
		await expect(drain(engine.system.events({ signal }))).rejects.toThrow('a message of the engine has no end');
		await expect(drain(engine.images.pull('x', {}, { signal }))).rejects.toThrow('a message of the engine has no end');
	});

	test('is an error in the head of an answer', async () => {
		raw.write(socket => {
			socket.write('HTTP/1.1 200 OK\r\n');
			pour(socket, Buffer.from('X-More: and more\r\n'.repeat(100)));
		});
		await expect(engine.images.list({ signal })).rejects.toThrow('the head of the answer is longer than 16 KiB');
	});
});

describe('an invalid answer', () => {
	test.each([
		['HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]', 'two lengths that differ'],
		['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]', 'a chunk without a length'],
		['HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n[]', 'a length that is not a number'],
		['SSH-2.0-OpenSSH_9.6\r\n', 'the answer is not HTTP'],
		['HTTP/1.1 200 OK\r\nNo colon\r\n\r\n', 'the head of the answer is broken'],
		['\0\0\0\0\0\0\0\0', 'the answer is not HTTP'],
		['HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n', 'but the request did not ask for that'],
		['HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[]', 'lost the connection'],
		['HTTP/1.1 200', 'lost the connection'],
		['', 'lost the connection'],
	])('is reported in plain words: %j', async (text, words) => {
		say(text);
		await expect(engine.networks.list({ signal })).rejects.toThrow(words);
	});

	test('is reported as compressed when it is', async () => {
		say(answer(gzipSync('[]'), 'Content-Encoding: gzip\r\n'));
		await expect(engine.networks.list({ signal })).rejects.toThrow('the answer is compressed (gzip)');
	});

	test.each(['', ' \n'])('is an error instead of an empty list when it is empty: %j', async body => {
		say(answer(body));
		await expect(engine.containers.list({ signal })).rejects.toThrow('the answer to GET /containers/json is empty');
		say('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
		await expect(engine.containers.list({ signal })).rejects.toThrow('the answer to GET /containers/json is empty');
	});

	test.each(['{}', '{"message":"x"}', '1', '"x"', 'true', '{"Id":"a"}'])(
		'is an error in place of a list: %s',
		async body => {
			say(answer(body));
			await expect(engine.containers.list({ signal })).rejects.toThrow('the answer is not a list');
			await expect(engine.images.list({ signal })).rejects.toThrow('the answer is not a list');
			await expect(engine.networks.list({ signal })).rejects.toThrow('the answer is not a list');
			await expect(engine.images.history('x', { signal })).rejects.toThrow('the answer is not a list');
		},
	);

	test.each(['[]', '1', '"x"', 'true', '[{}]'])('is an error in place of an object: %s', async body => {
		say(answer(body));
		await expect(engine.containers.inspect('x', { signal })).rejects.toThrow('the answer is not an object');
		await expect(engine.volumes.list({ signal })).rejects.toThrow('the answer is not an object');
		await expect(engine.images.inspect('x', { signal })).rejects.toThrow('the answer is not an object');
		await expect(engine.system.host({ signal })).rejects.toThrow('the answer is not an object');
	});

	test('may be nested a hundred thousand times without a crash', async () => {
		say(answer('['.repeat(100_000) + ']'.repeat(100_000)));
		await expect(engine.containers.list({ signal })).resolves.toHaveLength(1);
		say(answer(`{"Id":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`));
		await expect(engine.containers.inspect('a', { signal })).resolves.toMatchObject({ id: 'a' });
	});

	test.each([0, 99, 600, 999])('is an error with the status %i', async status => {
		say(`HTTP/1.1 ${String(status).padStart(3, '0')} What\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]`);
		await expect(engine.containers.list({ signal })).rejects.toMatchObject({ kind: 'protocol' });
	});
});

describe('an id from a malicious engine', () => {
	test('never leads to another path, and the request is not sent', async () => {
		const before = raw.routes.length;
		const bad = '../images/x';
		const { containers, networks, volumes, images } = engine;
		for (const call of [
			containers.inspect(bad, { signal }),
			containers.stop(bad, { signal }),
			containers.remove(bad, { force: true, volumes: true }, { signal }),
			containers.exec(bad, { command: ['sh'], tty: true, stdin: true }, { signal }),
			drain(containers.logs(bad, { follow: false, tty: false }, { signal })),
			networks.remove(bad, { signal }),
			networks.inspect(bad, { signal }),
			volumes.remove(bad, { force: true }, { signal }),
			images.remove(bad, { force: true }, { signal }),
			images.inspect(bad, { signal }),
			images.tag(bad, 'x:y', { signal }),
		]) {
			await expect(call).rejects.toMatchObject({ kind: 'bad-request', message: expect.stringMatching(/^invalid /) });
		}
		expect(raw.routes.slice(before)).toEqual([]);
	});

	test('is not sent when the id of an exec is missing or invalid', async () => {
		for (const Id of ['', '../containers/web', 'a/b/..', null]) {
			say(answer(JSON.stringify({ Id })));
			const before = raw.routes.length;
			const exec = engine.containers.exec('web', { command: ['sh'], tty: true, stdin: true }, { signal });
			await expect(exec).rejects.toMatchObject({ kind: 'bad-request' });
			expect(raw.routes.slice(before)).toEqual(['POST /containers/web/exec']);
		}
	});
});
