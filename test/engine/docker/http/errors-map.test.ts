import { describe, expect, onTestFinished, test } from 'vitest';
import type { Client } from '../../../../source/engine/docker/connect/http/client.js';
import { openClient } from '../../../../source/engine/docker/connect/http/client.js';
import { errorOfAnswer, toEngineError } from '../../../../source/engine/docker/http/errors-map.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { engineOrSkip } from '../../../helpers/engine/real-engine.js';
import { pong, stub } from '../connect/helpers/servers.js';

const { skip, engine } = engineOrSkip();
const endpoint = { url: 'unix:///x.sock', origin: '--host' };

async function failureOf(call: Promise<unknown>): Promise<EngineError> {
	const error = await call.then(
		() => expect.unreachable('it worked'),
		(thrown: unknown) => toEngineError(thrown, endpoint),
	);
	expect(error).toBeInstanceOf(EngineError);
	return error as EngineError;
}

async function open(url: string): Promise<Client> {
	const client = await openClient({ url, origin: '--host' }, { env: {}, configFolder: '/nowhere' });
	onTestFinished(() => client.close());
	return client;
}

describe.skipIf(skip)('an error of a real engine', () => {
	test('has the engine’s words and the kind of its status', async () => {
		const { docker } = await open(engine.host);
		const gone = await failureOf(docker.getContainer('plimsoll-nobody').inspect());
		expect(gone.kind).toBe('not-found');
		expect(gone.message).toBe('No such container: plimsoll-nobody');
		expect(gone.cause).toMatchObject({ statusCode: 404 });
		const stream = await failureOf(docker.getContainer('plimsoll-nobody').logs({ follow: true, stdout: true }));
		expect(stream).toMatchObject({ kind: 'not-found', message: 'No such container: plimsoll-nobody' });
		expect((await failureOf(docker.createContainer({ Image: engine.busybox, name: '?' }))).kind).toBe('bad-request');
		const image = docker.getImage(engine.busybox);
		const container = await docker.createContainer({ Image: engine.busybox, Labels: { 'plimsoll-test': 'connect' } });
		try {
			expect((await failureOf(image.remove())).kind).toBe('conflict');
		} finally {
			await container.remove({ force: true });
		}
	});
});

describe('an error of an odd answer', () => {
	test.each([
		[500, '<!DOCTYPE html><h1>Oops</h1>', 'server', "HTTP 500 with a web page instead of an engine's answer"],
		[404, ' <html></html>', 'protocol', "HTTP 404 with a web page instead of an engine's answer"],
		[404, 'page not found\n', 'not-found', 'page not found'],
		[500, '', 'server', 'HTTP 500 without a message'],
		[500, '{}', 'server', 'HTTP 500 without a message'],
		[400, '{"message":"bad \\u001b]52;c;eA==\\u0007filter"}', 'bad-request', 'bad filter'],
		[403, '{"error":"denied: policy"}', 'forbidden', 'denied: policy'],
		[429, '{"message":"toomanyrequests"}', 'rate-limited', 'toomanyrequests'],
	] as const)(
		'has a kind and a message for a value and for a stream: HTTP %i %j',
		async (status, body, kind, message) => {
			const { endpoint: there } = await stub(({ url }) => (url === '/_ping' ? pong('1.44') : { status, body }));
			const { docker } = await open(there.url);
			expect(await failureOf(docker.listContainers())).toMatchObject({ kind, message });
			expect(await failureOf(docker.getEvents())).toMatchObject({ kind, message });
		},
	);
});

test.each([
	[304, 'conflict'],
	[401, 'unauthorized'],
	[403, 'forbidden'],
	[409, 'conflict'],
	[418, 'bad-request'],
	[501, 'unsupported'],
	[503, 'server'],
	[200, 'protocol'],
] as const)('an error with HTTP %i has the kind %s', (status, kind) => {
	expect(errorOfAnswer(status, 'words').kind).toBe(kind);
});

describe('an error of the system', () => {
	const failed = (code: string, more: object = { syscall: 'connect' }) =>
		toEngineError(Object.assign(new Error(`connect ${code} /x.sock`), { code, syscall: 'connect', ...more }), endpoint);

	test.each([
		['ENOENT', 'unreachable', 'no such file or directory'],
		['ECONNREFUSED', 'unreachable', 'connection refused'],
		['ECONNRESET', 'unreachable', 'connection reset by peer'],
		['EPIPE', 'unreachable', 'broken pipe'],
		['ENOTFOUND', 'unreachable', 'no such host'],
		['EAI_AGAIN', 'unreachable', 'temporary failure in name resolution'],
		['EACCES', 'permission', 'permission denied'],
		['EPERM', 'permission', 'operation not permitted'],
		['ETIMEDOUT', 'timeout', 'connection timed out'],
		['HPE_INVALID_CONSTANT', 'protocol', 'the answer is not HTTP'],
	])('with the code %s has the kind %s: %s', (code, kind, words) => {
		expect(failed(code)).toMatchObject({
			kind,
			message: `Cannot connect to the Docker daemon at unix:///x.sock: ${words}`,
		});
	});

	test.each([
		['ECONNRESET', undefined, 'lost the connection: connection reset by peer'],
		['EPIPE', 'write', 'lost the connection: broken pipe'],
		['ETIMEDOUT', 'read', 'lost the connection: connection timed out'],
	])('with the code %s after connecting is reported as a lost connection', (code, syscall, message) => {
		expect(failed(code, { syscall })).toMatchObject({ message });
	});

	test.each([
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'CERT_HAS_EXPIRED',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'EPROTO',
	])('with the code %s has the kind tls', code => {
		expect(failed(code, {})).toMatchObject({ kind: 'tls' });
	});

	test('about an unreadable local file is not a lost connection', () => {
		expect(failed('ENOENT', { syscall: 'open' })).toMatchObject({ kind: 'bad-request' });
	});

	test('is returned unchanged for an abort and an EngineError, and keeps its words for any other', () => {
		const abort = new DOMException('stop', 'AbortError');
		expect(toEngineError(abort)).toBe(abort);
		const known = new EngineError('stream', 'denied');
		expect(toEngineError(known)).toBe(known);
		expect(toEngineError('thrown text')).toMatchObject({ kind: 'protocol', message: 'thrown text' });
	});
});
