import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { request } from '../engine/http.js';
import { engineOrSkip } from '../engine/real-engine.js';
import { Recording } from './record.js';
import {
	answer,
	corrupt,
	cutAfter,
	cutUploadAfter,
	delay,
	endAfter,
	fail,
	hang,
	matchesRoute,
	type RecordingProxy,
	refuse,
	stallAfter,
	startRecordingProxy,
} from './recording-proxy.js';

/** An engine that echoes bodies, streams, and hijacks `/exec`. */
function fakeEngine(): http.Server {
	const server = http.createServer((incoming, outgoing) => {
		if (incoming.url?.includes('/events')) {
			outgoing.writeHead(200, { 'X-Made-Up': 'yes' }).flushHeaders();
			return;
		}
		outgoing.writeHead(200, 'Fine', { 'X-Made-Up': 'yes' });
		incoming.pipe(outgoing);
	});
	server.on('upgrade', (incoming, socket, first) => {
		socket.unshift(first);
		socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
		socket.once('data', (chunk: Buffer) => socket.write(`${incoming.method} ${chunk}`));
		socket.on('end', () => socket.end('goodbye'));
		socket.on('error', () => undefined);
	});
	return server;
}

let folder: string;
let engine: http.Server;
let proxy: RecordingProxy;

beforeEach(async () => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'proxy-'));
	const target = path.join(folder, 'engine.sock');
	engine = fakeEngine();
	await new Promise<void>(resolve => engine.listen(target, resolve));
	proxy = await startRecordingProxy({ target: `unix://${target}`, listen: path.join(folder, 'proxy.sock') });
});

afterEach(async () => {
	await proxy.close();
	engine.closeAllConnections();
	engine.close();
	rmSync(folder, { recursive: true });
});

const hijack = { Connection: 'Upgrade', Upgrade: 'tcp', 'Content-Length': '9' };

function exec(): Promise<{ text: string }> {
	return new Promise((resolve, reject) => {
		const outgoing = http.request({
			socketPath: path.join(folder, 'proxy.sock'),
			method: 'POST',
			path: '/v1.41/exec/e1/start',
			headers: hijack,
		});
		outgoing.on('error', reject);
		outgoing.on('upgrade', (_answer, socket, first) => {
			let text = '';
			socket.unshift(first);
			socket.on('data', chunk => {
				text += chunk;
				if (text.includes('POST')) {
					socket.end();
				}
			});
			socket.on('error', reject);
			socket.on('close', () => resolve({ text }));
		});
		outgoing.on('response', answer => reject(new Error(`${answer.statusCode}`)));
		outgoing.end('{"Tty":1}');
	});
}

describe('the recording proxy', () => {
	test('records a request and its answer and forwards both', async () => {
		const body = '{"Image":"x"}';
		const answer = await request(proxy.host, 'POST', '/v1.41/containers/create?name=a%20b', body, { 'X-One': '1' });
		expect(answer).toEqual({ status: 200, body });
		const [record] = proxy.requests;
		expect(record).toMatchObject({ method: 'POST', path: '/containers/create', version: 'v1.41' });
		expect(record?.query.get('name')).toBe('a b');
		expect(record?.headers['x-one']).toBe('1');
		expect(String(record?.body)).toBe(body);
	});

	test('forwards the headers of a stream at once, counts the stream, and ends it with its client', async () => {
		const outgoing = http.get({ socketPath: path.join(folder, 'proxy.sock'), path: '/events' });
		outgoing.on('error', () => undefined);
		const headers = await new Promise(resolve => outgoing.on('response', answer => resolve(answer.headers)));
		expect(headers).toMatchObject({ 'x-made-up': 'yes' });
		expect([proxy.openOf('GET /events'), proxy.connections]).toEqual([1, 1]);
		outgoing.destroy();
		await proxy.settled('GET /events', 0);
	});

	test('forwards a hijacked stream in both directions, also half-closed, and records its body', async () => {
		const { text } = await exec();
		expect(text).toBe('POST {"Tty":1}goodbye');
		expect(String(proxy.of('POST /exec/*/start')[0]?.body)).toBe('{"Tty":1}');
	});

	test('answers with an error, once or until it is reset', async () => {
		proxy.fault('GET /info', fail(500, '<html>no</html>', 'text/html'), { times: 1 });
		expect(await request(proxy.host, 'GET', '/v1.41/info')).toEqual({ status: 500, body: '<html>no</html>' });
		expect((await request(proxy.host, 'GET', '/v1.41/info')).status).toBe(200);
		const stop = proxy.fault('* /exec/*', fail(404));
		await expect(exec()).rejects.toThrow('404');
		await expect(exec()).rejects.toThrow('404');
		stop();
		expect((await exec()).text).toContain('goodbye');
	});

	test('refuses, cuts, delays and hangs requests', async () => {
		proxy.fault('GET /refused', refuse());
		await expect(request(proxy.host, 'GET', '/refused')).rejects.toThrow('hang up');
		proxy.fault('POST /cut', cutAfter(5));
		await expect(request(proxy.host, 'POST', '/cut', '0123456789')).rejects.toThrow('aborted');
		const answered: string[] = [];
		const ask = (url: string) => request(proxy.host, 'GET', url).then(() => answered.push(url));
		proxy.fault('GET /slow', delay(200));
		const slow = ask('/slow');
		await proxy.seen('GET /slow');
		await ask('/fast');
		await slow;
		expect(answered).toEqual(['/fast', '/slow']);
		proxy.fault('GET /hung', hang());
		const hung = request(proxy.host, 'GET', '/hung');
		await proxy.seen('GET /hung');
		proxy.cut();
		await expect(hung).rejects.toThrow('hang up');
	});

	test('cuts an upload after a number of bytes', async () => {
		const large = Buffer.alloc(1 << 20);
		proxy.fault('POST /large', cutUploadAfter(1000), { times: 1 });
		await expect(request(proxy.host, 'POST', '/large', large)).rejects.toThrow(/hang up|aborted|ECONNRESET|EPIPE/);
		expect((await request(proxy.host, 'POST', '/large', large)).body).toHaveLength(1 << 20);
	});

	test('listens on a port in front of a port, and restarts on the same port', async () => {
		const behind = await startRecordingProxy({ target: proxy.host, listen: { address: '127.0.0.1' } });
		const before = await startRecordingProxy({ target: behind.host, listen: { address: '127.0.0.1' } });
		onTestFinished(async () => {
			await before.close();
			await behind.close();
		});
		expect(await request(before.host, 'POST', '/there', 'hello')).toEqual({ status: 200, body: 'hello' });
		await before.down();
		await expect(request(before.host, 'GET', '/there')).rejects.toThrow('ECONNREFUSED');
		await before.up();
		expect((await request(before.host, 'POST', '/there', 'again')).body).toBe('again');
		expect(proxy.of('POST /there')).toHaveLength(2);
	});

	test('ends, stalls, rewrites and replaces answers', async () => {
		proxy.fault('POST /half', endAfter(5));
		expect(await request(proxy.host, 'POST', '/half', '0123456789')).toEqual({ status: 200, body: '01234' });
		proxy.fault(
			'POST /changed',
			corrupt(chunk => String(chunk).replaceAll('1', 'one')),
		);
		expect((await request(proxy.host, 'POST', '/changed', '012')).body).toBe('0one2');
		proxy.fault(
			'POST /own',
			answer((incoming, outgoing) => outgoing.writeHead(418).end(incoming.url)),
		);
		expect(await request(proxy.host, 'POST', '/v1.41/own', 'body')).toEqual({ status: 418, body: '/v1.41/own' });
		expect(String(proxy.of('POST /own')[0]?.body)).toBe('body');
		proxy.fault('POST /stalled', stallAfter(3));
		const stalled = request(proxy.host, 'POST', '/stalled', '0123456789');
		await proxy.seen('POST /stalled');
		expect(proxy.openOf('POST /stalled')).toBe(1);
		proxy.cut();
		await expect(stalled).rejects.toThrow(/aborted|hang up/);
	});

	test('cuts a hijacked stream', async () => {
		proxy.fault('POST /exec/*/start', cutAfter(6));
		expect((await exec()).text).toBe('POST {');
	});

	test('stops and restarts', async () => {
		await proxy.down();
		await expect(request(proxy.host, 'GET', '/info')).rejects.toThrow('ENOENT');
		await proxy.up();
		expect((await request(proxy.host, 'GET', '/info')).status).toBe(200);
	});

	test('rejects a wait with the recorded requests', async () => {
		const recording = new Recording();
		const url = '/info?a=1';
		recording.receive(recording.begin({ method: 'GET', headers: {}, url } as http.IncomingMessage), Buffer.alloc(0));
		await expect(recording.seen('GET /never', 1, 1)).rejects.toThrow(/1 × GET \/never.*GET \/info\?a=1/s);
	});
});

describe('matchesRoute', () => {
	test.each([
		['GET /containers/*/stats', 'GET', '/containers/abc/stats', true],
		['GET /containers/*/stats', 'GET', '/containers//stats', false],
		['* /containers/json', 'POST', '/containers/json', true],
		['GET /containers/json', 'POST', '/containers/json', false],
		['GET /a.b', 'GET', '/axb', false],
	])('of %s and %s %s returns %s', (route, method, url, expected) =>
		expect(matchesRoute(route, method, url)).toBe(expected),
	);
});

const { skip, engine: real } = engineOrSkip('dockerCli');

describe.skipIf(skip)('the recording proxy in front of a real engine', () => {
	test('forwards docker run with standard input', async () => {
		const socket = path.join(folder, 'real.sock');
		const recorder = await startRecordingProxy({ target: real.host, listen: socket });
		try {
			const script = `echo hello | "${real.dockerCli}" run --rm -i --network none --label plimsoll-test=proxy ${real.busybox} sh -c 'cat; exit 4'; echo "code $?"`;
			const env = { ...process.env, DOCKER_HOST: recorder.host, DOCKER_CONFIG: folder };
			const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script], { env });
			expect(stdout).toBe('hello\ncode 4\n');
			const created = JSON.parse(String(recorder.of('POST /containers/create')[0]?.body));
			expect(created).toMatchObject({ Image: real.busybox, Cmd: ['sh', '-c', 'cat; exit 4'], OpenStdin: true });
			expect(recorder.of('POST /containers/*/attach')).toHaveLength(1);
		} finally {
			await recorder.close();
		}
	});
});
