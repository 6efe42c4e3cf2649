import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Endpoint } from '../../../../source/domain/nouns/host.js';
import { attemptOf } from '../../../../source/engine/docker/connect/connect.js';
import { openClient } from '../../../../source/engine/docker/connect/http/client.js';
import type { EngineError } from '../../../../source/engine/errors.js';
import { engineOrSkip } from '../../../helpers/engine/real-engine.js';
import { makeCertificates } from './helpers/certificates.js';
import { scratchFolder } from './helpers/scratch.js';
import { listen } from './helpers/servers.js';

const { skip, engine } = engineOrSkip();
const hasIPv6 = Object.values(os.networkInterfaces()).some(list => list?.some(({ address }) => address === '::1'));
let folder: string;
let server: string;
let client: string;

beforeAll(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-tls-'));
	({ server, client } = makeCertificates(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Pumps bytes between a connection and the real engine's socket. */
function toEngine(socket: net.Socket): void {
	const upstream = net.connect(engine.host.replace('unix://', ''));
	socket.pipe(upstream).pipe(socket);
	socket.on('error', () => upstream.destroy());
	upstream.on('error', () => socket.destroy());
}

async function tlsProxy(): Promise<Endpoint> {
	const read = (name: string) => readFileSync(path.join(server, name));
	const options = { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem'), requestCert: true };
	return listen(tls.createServer({ ...options, rejectUnauthorized: true }, toEngine), 0);
}

async function ask(endpoint: Endpoint): Promise<string> {
	const opened = await openClient(endpoint, { env: {}, configFolder: '/nowhere' });
	onTestFinished(() => opened.close());
	await opened.docker.listContainers({ all: true });
	return opened.apiVersion;
}

const failure = (endpoint: Endpoint) =>
	ask(endpoint).then(
		() => expect.unreachable('it connected'),
		(error: unknown) => error as EngineError,
	);

/** A TLS folder with some of the client's files. */
function some(...names: string[]): string {
	const target = path.join(scratchFolder(), 'tls');
	mkdirSync(target);
	for (const name of names) {
		writeFileSync(path.join(target, name), readFileSync(path.join(client, name)));
	}
	return target;
}

describe.skipIf(skip)('the real engine', () => {
	test('is reached over plain TCP', async () => {
		expect(await ask(await listen(net.createServer(toEngine), 0))).toMatch(/^1\.\d+$/);
	});

	test.skipIf(!hasIPv6)('is reached over IPv6', async () => {
		const six = await listen(net.createServer(toEngine), 0, '::1');
		expect(await ask(six)).toMatch(/^1\.\d+$/);
	});

	test('is reached over TLS with certificates on both sides', async () => {
		const endpoint = await tlsProxy();
		expect(await ask({ ...endpoint, tls: { folder: client, verify: true } })).toMatch(/^1\.\d+$/);
	});

	test('is reached without verification when the endpoint allows it', async () => {
		const endpoint = await tlsProxy();
		const other = path.join(scratchFolder(), 'other');
		mkdirSync(other);
		const stranger = makeCertificates(other).client;
		for (const name of ['cert.pem', 'key.pem']) {
			writeFileSync(path.join(stranger, name), readFileSync(path.join(client, name)));
		}
		expect((await failure({ ...endpoint, tls: { folder: stranger, verify: true } })).kind).toBe('tls');
		expect(await ask({ ...endpoint, tls: { folder: stranger, verify: false } })).toMatch(/^1\.\d+$/);
	});

	test('refuses a client without a certificate with a tls error', async () => {
		const endpoint = await tlsProxy();
		const error = await failure({ ...endpoint, tls: { folder: some('ca.pem'), verify: true } });
		expect(error).toMatchObject({ kind: 'tls', message: expect.stringContaining(endpoint.url) });
	});

	test('is refused with another host’s certificate', async () => {
		const { url } = await tlsProxy();
		const error = await failure({
			url: url.replace('127.0.0.1', 'localhost'),
			origin: '--host',
			tls: { folder: client, verify: true },
		});
		expect(error.kind).toBe('tls');
		expect(error.message).toContain("Hostname/IP does not match certificate's altnames");
	});
});

describe('a wrong TLS configuration', () => {
	const at = (tlsFolder: string, context?: string) => ({
		url: 'tcp://127.0.0.1:1',
		origin: 'DOCKER_HOST',
		context,
		tls: { folder: tlsFolder, verify: true },
	});

	test.each([
		['ca.pem', ['cert.pem', 'key.pem']],
		['key.pem', ['ca.pem', 'cert.pem']],
		['cert.pem', ['ca.pem', 'key.pem']],
	])('is reported with the name of a missing %s', async (missing, present) => {
		const tlsFolder = some(...present);
		const error = await failure(at(tlsFolder));
		expect(error.kind).toBe('tls');
		expect(error.message).toBe(`open ${path.join(tlsFolder, missing)}: no such file or directory`);
	});

	test('does not include a context without ca.pem', async () => {
		expect((await failure(at(some('cert.pem', 'key.pem'), 'harbour'))).kind).toBe('unreachable');
	});

	test('is reported with the name of a file without a certificate', async () => {
		const tlsFolder = some('cert.pem', 'key.pem');
		writeFileSync(path.join(tlsFolder, 'ca.pem'), 'junk');
		expect((await failure(at(tlsFolder))).message).toContain(`${path.join(tlsFolder, 'ca.pem')} seems invalid`);
	});

	test('is a tls error for a broken certificate', async () => {
		const tlsFolder = some('ca.pem', 'key.pem');
		writeFileSync(path.join(tlsFolder, 'cert.pem'), '-----BEGIN CERTIFICATE-----\njunk\n-----END CERTIFICATE-----\n');
		const error = await failure(at(tlsFolder));
		expect(error.kind).toBe('tls');
		expect(error.message).toMatch(`the certificates in ${tlsFolder} cannot be used: `);
	});

	test('is a tls error for a TLS client and a plain server', async () => {
		const endpoint = await listen(
			net.createServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
			0,
		);
		expect((await failure({ ...endpoint, tls: { folder: client, verify: true } })).kind).toBe('tls');
	});

	test('is reported in the engine’s words for plain HTTP and a TLS engine', async () => {
		const words = 'Client sent an HTTP request to an HTTPS server.';
		// The exact answer of Go's TLS listener.
		const plain = net.createServer(socket =>
			socket.once('data', () => socket.end(`HTTP/1.0 400 Bad Request\r\n\r\n${words}\n`)),
		);
		expect(await failure(await listen(plain, 0))).toMatchObject({ kind: 'tls', message: words });
	});

	test.each([
		['a record of another version', Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46])],
		['TLS 1.2’s', Buffer.from([0x15, 3, 3, 0, 2, 2, 0x28])],
	])(
		'is reported in the same words for plain HTTP and a TLS server that only sends an alert (%s)',
		async (_, alert) => {
			const server = net.createServer(socket => socket.once('data', () => socket.end(alert)));
			const there = await listen(server, 0);
			const error = await failure(there);
			expect(error).toMatchObject({
				kind: 'tls',
				message: expect.stringContaining('Client sent an HTTP request to an HTTPS server.'),
			});
			expect(attemptOf(error, there, 'linux').cure).toMatch(/requires TLS.*DOCKER_CERT_PATH/);
		},
	);

	test.each([
		['an engine without TLS', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'],
		['a Go server', 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n'],
	])('is reported in docker’s words with the cure for TLS and %s', async (_, words) => {
		const server = net.createServer(socket => socket.once('data', () => socket.end(words)));
		const there = { ...(await listen(server, 0)), tls: { folder: client, verify: true } };
		const error = await failure(there);
		expect(error).toMatchObject({
			kind: 'tls',
			message: expect.stringContaining('http: server gave HTTP response to HTTPS client'),
		});
		const { reason, cure, needsUser } = attemptOf(error, there, 'linux');
		expect(reason).toBe('http: server gave HTTP response to HTTPS client');
		expect(cure).toMatch(/does not speak TLS.*2375/);
		expect(needsUser).toBe(true);
	});

	test('is reported in OpenSSL’s words without its numbers and functions', async () => {
		const server = net.createServer(socket =>
			socket.once('data', () => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46]))),
		);
		const there = { ...(await listen(server, 0)), tls: { folder: client, verify: true } };
		expect((await failure(there)).message).toMatch(/: tlsv1 alert protocol version$/);
	});
});
