import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createSession } from '../../../source/engine/docker/session.js';

test('a session that ended before the listeners were added has no output, but an exit code', async () => {
	const socket = new PassThrough();
	socket.resume().end();
	await once(socket, 'close');
	const session = createSession({ socket, tty: true, resize: async () => {}, exitCode: async () => 7 });
	const output: Uint8Array[] = [];
	for await (const { data } of session.output) {
		output.push(data);
	}
	expect(output).toEqual([]);
	expect(await session.exitCode()).toBe(7);
});
