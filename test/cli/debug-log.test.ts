import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDebugLog, withoutValues } from '../../source/cli/debug-log.js';
import { openInput } from '../../source/state/modals/inline-input.js';
import { state as stateOf } from '../helpers/state/state.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileFor = (name: string) => path.join(folder, name);
const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split('\n');

describe('a debug log', () => {
	test('has a line for each request and answer, without the values of the query', async () => {
		const server = http.createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const file = fileFor('requests.log');
		const log = await openDebugLog(file);
		const { port } = server.address() as AddressInfo;
		const request = http.get({
			port,
			host: '127.0.0.1',
			path: '/v1.41/build?buildargs=%7B%22TOKEN%22%3A%22s3cret%22%7D&t=a',
		});
		const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
		answer.resume();
		await once(answer, 'end');
		server.close();
		log.close();
		expect(linesOf(file).join('\n')).toMatch(/ request GET \/v1\.41\/build\?buildargs&t$/m);
		expect(linesOf(file).join('\n')).toMatch(/ answer 200 GET \/v1\.41\/build\?buildargs&t \d+ ms$/m);
		expect(readFileSync(file, 'utf8')).not.toContain('s3cret');
		expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	test('contains the names of keys, but no typed text', async () => {
		const file = fileFor('keys.log');
		const log = await openDebugLog(file);
		log.key('j', stateOf());
		log.key('p', openInput(stateOf(), 'filter'));
		log.key('enter', openInput(stateOf(), 'filter'));
		log.close();
		const keys = linesOf(file)
			.filter(line => line.includes(' key '))
			.map(line => line.split(' key ')[1]);
		expect(keys).toEqual(['j', 'character', 'enter']);
	});

	test('has a line for each event, command and change of the connection, each once', async () => {
		const file = fileFor('state.log');
		const log = await openDebugLog(file);
		const event = {
			type: 'container',
			action: 'exec_create: sh -c TOKEN=s3cret',
			id: 'a'.repeat(64),
			at: 1,
			attributes: {},
		};
		const command = { id: 1, command: ['docker', 'stop', 'web'], at: 1, status: 'running' as const };
		const first = stateOf({}, { connection: { status: 'connected' }, events: [event], commands: [command] });
		log.state(first);
		log.state({ ...first });
		log.state({ ...first, commands: [{ ...command, status: 'done' }] });
		log.close();
		const lines = linesOf(file).map(line => line.slice(line.indexOf(' ') + 1));
		expect(lines.slice(1)).toEqual(
			[
				'connection connected',
				`event container exec_create ${'a'.repeat(12)}`,
				'command running docker stop web',
				'command done docker stop web',
				'end ',
			].map(line => line.trim()),
		);
	});

	test.each(['/dev/null', folder, fileFor('missing/x')])('cannot be written to %s', async place => {
		await expect(openDebugLog(place)).rejects.toThrow(`--log ${place}: `);
	});

	test.each([
		['/a/b', '/a/b'],
		['/a?x=1&y', '/a?x&y'],
	])('leaves out the values of the path %s', (given, expected) => {
		expect(withoutValues(given)).toBe(expected);
	});
});
