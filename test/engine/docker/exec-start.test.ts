import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';

const { signal } = new AbortController();

/** An engine that opens the connection of an exec at once and answers each inspect of it with the next state; the last one stays. */
async function engineWith(...states: readonly object[]) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-exec-'));
	const left = [...states];
	const server = http.createServer((request, response) => {
		const { method, url = '' } = request;
		if (url.endsWith('/_ping')) {
			return void response.setHeader('Api-Version', '1.43').end('OK');
		}
		response.end(JSON.stringify(method === 'POST' ? { Id: 'x1' } : left.length > 1 ? left.shift() : left[0]));
	});
	server.on('upgrade', (_request, socket: Socket) => {
		socket.on('error', () => {});
		socket.end('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nno such file');
	});
	const file = path.join(folder, 'engine.sock');
	await new Promise<void>(resolve => server.listen(file, resolve));
	const engine = createDockerEngine(await openClient({ url: `unix://${file}`, origin: 'test' }));
	onTestFinished(() => {
		engine.close();
		server.close();
		server.closeAllConnections();
		rmSync(folder, { recursive: true });
	});
	return engine;
}

/** An engine's answer about an exec before it starts the command, although the connection is open already. */
const idle = { Running: false, Pid: 0, ExitCode: null };

async function start(...states: readonly object[]): Promise<void> {
	const engine = await engineWith(...states);
	const options = { command: ['bash'], tty: true, stdin: true, mustStart: true };
	(await engine.containers.exec('web', options, { signal })).close();
}

test('a command that must start is waited for while it has not begun, and its failure is seen', async () => {
	const begun = { Running: true, Pid: 0, ExitCode: null };
	for (const code of [126, 127]) {
		await expect(start(idle, idle, begun, { Running: false, Pid: 0, ExitCode: code })).rejects.toMatchObject({
			kind: 'bad-request',
			message: 'no such file',
		});
	}
});

test('a command that must start counts as started with its process id, and when it has ended', async () => {
	await start(idle, { Running: true, Pid: 7, ExitCode: null });
	await start(idle, { Running: false, Pid: 7, ExitCode: 126 });
	// Podman has an exit code from the beginning.
	await start({ Running: false, Pid: 0, ExitCode: 0 });
});
