import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ChildError, ChildStream } from '../../../../../source/engine/docker/connect/ssh/child-stream.js';
import { loadExeca } from '../../../../../source/processes/load-execa.js';

const { start } = await loadExeca();
const startPiped = (program: string, ...args: string[]) =>
	start(program, args, { stdio: 'pipe', buffer: false, reject: false, forceKillAfterDelay: false });
const shell = (command: string) => new ChildStream(startPiped('sh', '-c', command));

test('four megabytes come back whole through a reader that is slower than the child', async () => {
	const stream = shell('cat');
	const sent = randomBytes(4 << 20);
	stream.end(sent);
	await once(stream, 'readable');
	expect(stream.readableLength).toBeLessThan(1 << 20);
	expect((await buffer(stream)).equals(sent)).toBe(true);
});

test('a child that ends well ends the stream', async () => {
	expect(await text(shell('echo ahoy'))).toBe('ahoy\n');
});

test.each([
	['echo "no route" >&2; exit 255', 'no route', 255],
	['exit 3', 'sh has exited with exit status 3', 3],
	['kill -9 $$', 'sh was ended by SIGKILL', undefined],
])('%s', async (command, message, exitStatus) => {
	const error = await text(shell(command)).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(ChildError);
	expect(error).toMatchObject({ message, exitStatus });
});

test('somebody who keeps stderr open does not delay the error', async () => {
	const stream = shell('sleep 60 >&- <&- & echo $! >&2; exit 4');
	const [error] = (await once(stream, 'error')) as [ChildError];
	process.kill(Number(error.message));
	expect(error.exitStatus).toBe(4);
});

test('a program that is not there is named', async () => {
	const stream = new ChildStream(startPiped('/nowhere/ssh'));
	const [error] = (await once(stream, 'error')) as [Error];
	expect(error.message).toBe('/nowhere/ssh: executable file not found in $PATH');
});

test('destroying it ends the child', async () => {
	const child = startPiped('sh', '-c', 'cat');
	const stream = new ChildStream(child);
	stream.destroy();
	const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
	expect([code, signal]).toEqual([null, 'SIGTERM']);
});
