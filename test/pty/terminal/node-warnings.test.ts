import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificates } from '../../engine/docker/connect/helpers/certificates.js';
import { closeTerminals } from '../../helpers/terminal/terminal.js';
import { openBetweenLines } from '../plimsoll.js';

/** An engine behind TLS whose lists are empty. Node warns when it does not check a connection's certificate. */
let server: https.Server;
let host: string;
let folder: string;
let client: string;
beforeAll(async () => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-warnings-'));
	const made = makeCertificates(folder);
	client = made.client;
	const read = (name: string) => readFileSync(path.join(made.server, name));
	server = https.createServer({ cert: read('cert.pem'), key: read('key.pem') }, (request, response) => {
		response.setHeader('Api-Version', '1.43');
		if (request.url?.includes('/events')) {
			return void response.flushHeaders();
		}
		response.end(
			/_ping/.test(request.url ?? '') ? 'OK' : /volumes|info|version|df/.test(request.url ?? '') ? '{}' : '[]',
		);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	host = `tcp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(closeTerminals);
afterAll(() => {
	server.closeAllConnections();
	server.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('Node’s own warnings', () => {
	test.each([
		['a connection that is not checked', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
		['the same, traced', { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_OPTIONS: '--trace-warnings' }],
		[
			'the same, with pending deprecations',
			{ NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_OPTIONS: '--pending-deprecation' },
		],
		[
			'deprecations that throw',
			{ NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_OPTIONS: '--throw-deprecation --trace-deprecation' },
		],
	])('never reach the screen or the terminal behind it (%s)', async (_, env) => {
		const tls = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: client };
		const terminal = openBetweenLines({ host, env: { ...tls, ...env } });
		await terminal.until(/1 Containers/);
		await terminal.press('2');
		await terminal.until(/2 Images/);
		expect(terminal.screen().join('\n')).not.toMatch(/Warning|node:\d/);
		await terminal.press('q');
		await terminal.until('after 0');
		expect(terminal.screen().filter(Boolean)).toEqual(['before', 'after 0']);
	});
});
