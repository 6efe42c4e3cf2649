import http from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { connectFirst } from '../../../source/engine/docker/connect/connect.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { callsOf, furtherCallsOf } from '../../fuzz/adapter/calls.js';
import { listen, pong, stub } from './connect/helpers/servers.js';

/** The target of every redirect; no request may arrive here. */
let trap: http.Server;
let trapUrl: string;
let trapped: string[] = [];
beforeAll(async () => {
	trap = http.createServer((request, response) => {
		trapped.push(`${request.method} ${request.url}`);
		response.end('[]');
	});
	await new Promise<void>(resolve => trap.listen(0, '127.0.0.1', resolve));
	const address = trap.address();
	trapUrl = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
});
beforeEach(() => {
	trapped = [];
});
afterAll(() => void trap.close());

const { signal } = new AbortController();

async function engineThatAnswers(status: number, headers: http.OutgoingHttpHeaders, body = '') {
	const { endpoint, requests } = await stub(({ url }) =>
		url?.endsWith('/_ping') ? pong('1.43') : { status, headers, body },
	);
	const client = await openClient(endpoint, { env: {}, configFolder: '/nowhere' });
	onTestFinished(() => client.close());
	return { engine: createDockerEngine(client), requests };
}

const elsewhere: readonly [name: string, location: () => string | undefined][] = [
	['another host', () => `${trapUrl}/containers/json`],
	['a path of the same engine', () => '/v1.43/containers/json'],
	['another scheme', () => 'ftp://127.0.0.1/x'],
	['no address at all', () => '::bad%zz'],
	['nothing', () => undefined],
	['an empty text', () => ''],
	['https', () => 'https://127.0.0.1:1/'],
];

describe('a redirect', () => {
	test.each([300, 301, 302, 303, 305, 307, 308, 399])('is never followed: HTTP %i', async status => {
		for (const [name, location] of elsewhere) {
			const where = location();
			const { engine, requests } = await engineThatAnswers(status, where === undefined ? {} : { Location: where });
			const error = { kind: 'protocol', status, message: `unexpected redirect in response (HTTP ${status})` };
			await expect(engine.containers.list({ signal }), name).rejects.toMatchObject(error);
			await expect(engine.containers.stop('web', { signal }), name).rejects.toMatchObject({
				...error,
				mayBeDone: false,
			});
			await expect(engine.volumes.remove('data', { force: false }, { signal }), name).rejects.toMatchObject(error);
			const asked = requests.map(({ method, url }) => `${method} ${url}`).filter(route => !route.endsWith('/_ping'));
			expect(asked, name).toEqual([
				'GET /v1.43/containers/json?all=1',
				'POST /v1.43/containers/web/stop',
				'DELETE /v1.43/volumes/data',
			]);
		}
		expect(trapped).toEqual([]);
	});

	test('is an error of every call, and the program continues', async () => {
		const { engine } = await engineThatAnswers(302, { Location: `${trapUrl}/x` });
		const calls = { ...callsOf(engine, signal), ...furtherCallsOf(engine, signal) };
		const words = /unexpected redirect in response/;
		for (const [name, call] of Object.entries(calls)) {
			// The stub answers pings correctly.
			if (name === 'ping') {
				continue;
			}
			const answer = async () => {
				const made = call();
				if (!(Symbol.asyncIterator in made)) {
					await made;
				} else {
					for await (const _ of made) {
					}
				}
			};
			await expect(answer(), name).rejects.toThrow(words);
		}
		expect(trapped).toEqual([]);
	});

	test('is an error of the first ping, too, with the usual cure', async () => {
		const { endpoint, requests } = await stub(() => ({ status: 302, headers: { Location: `${trapUrl}/_ping` } }));
		const { client, attempts } = await connectFirst([endpoint], { env: {}, configFolder: '/nowhere' });
		expect(client).toBeUndefined();
		expect(attempts).toMatchObject(
			[{ kind: 'protocol', reason: 'unexpected redirect in response (HTTP 302)', cure: /check the address/ }].map(
				attempt => ({ ...attempt, cure: expect.stringMatching(attempt.cure) }),
			),
		);
		expect(requests).toHaveLength(1);
		expect(trapped).toEqual([]);
	});

	test('is not HTTP 304, which reports a change as done already, with or without an address', async () => {
		const { engine } = await engineThatAnswers(304, { Location: `${trapUrl}/x` });
		await engine.containers.start('web', { signal });
		await engine.containers.stop('web', { signal });
		// A list was requested without a condition, so 304 is invalid for it.
		await expect(engine.containers.list({ signal })).rejects.toMatchObject({ kind: 'protocol' });
		expect(trapped).toEqual([]);
	});

	test('is not followed by dockerode’s own calls either', async () => {
		const { endpoint } = await stub(({ url }) =>
			url === '/_ping' ? pong('1.43') : { status: 302, headers: { Location: `${trapUrl}/x` } },
		);
		const client = await openClient(endpoint, { env: {}, configFolder: '/nowhere' });
		onTestFinished(() => client.close());
		await expect(client.docker.listContainers()).rejects.toThrow('unexpected redirect');
		await expect(client.docker.getEvents()).rejects.toThrow('unexpected redirect');
		expect(trapped).toEqual([]);
	});

	test('is not followed for a TCP engine with a prefix in its address', async () => {
		const server = http.createServer((request, response) => {
			if (request.url?.endsWith('/_ping')) {
				return void response.setHeader('Api-Version', '1.43').end('OK');
			}
			response.writeHead(307, { Location: `${trapUrl}${request.url}` }).end();
		});
		const { url } = await listen(server, 0);
		const client = await openClient({ url: `${url}/docker`, origin: '--host' }, { env: {}, configFolder: '/nowhere' });
		onTestFinished(() => client.close());
		await expect(createDockerEngine(client).networks.list({ signal })).rejects.toThrow('unexpected redirect');
		expect(trapped).toEqual([]);
	});
});
