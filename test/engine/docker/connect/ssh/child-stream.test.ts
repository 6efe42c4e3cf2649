import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ChildError, ChildStream } from '../../../../../source/engine/docker/connect/ssh/child-stream.js';
import { loadExeca } from '../../../../../source/processes/load-execa.js';

const { start } = await loadExeca();
const startPiped = (program: string, ...args: string[]) =>
	start(program, args, { stdio: 'pipe', buffer: false, reject: false, forceKillAfterDelay: false });
const shell = (command: string) => new ChildStream(startPiped('sh', '-c', command));

test('a ChildStream delivers four megabytes to a slow reader', async () => {
	const stream = shell('cat');
	const sent = randomBytes(4 << 20);
	stream.end(sent);
	await once(stream, 'readable');
	expect(stream.readableLength).toBeLessThan(1 << 20);
	expect((await buffer(stream)).equals(sent)).toBe(true);
});

test('a ChildStream ends without an error when its child exits with 0', async () => {
	expect(await text(shell('echo ahoy'))).toBe('ahoy\n');
});

test.each([
	['echo "no route" >&2; exit 255', 'no route', 255],
	['exit 3', 'sh has exited with exit status 3', 3],
	['kill -9 $$', 'sh was ended by SIGKILL', undefined],
])('a ChildStream fails with the child’s stderr or exit status: %s', async (command, message, exitStatus) => {
	const error = await text(shell(command)).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(ChildError);
	expect(error).toMatchObject({ message, exitStatus });
});

test('a ChildStream fails without a delay when another process keeps stderr open', async () => {
	const stream = shell('sleep 60 >&- <&- & echo $! >&2; exit 4');
	const [error] = (await once(stream, 'error')) as [ChildError];
	process.kill(Number(error.message));
	expect(error.exitStatus).toBe(4);
});

test('a ChildStream names a missing program', async () => {
	const stream = new ChildStream(startPiped('/nowhere/ssh'));
	const [error] = (await once(stream, 'error')) as [Error];
	expect(error.message).toBe('/nowhere/ssh: executable file not found in $PATH');
});

test('a ChildStream says that plimsoll’s own image has no such program', async () => {
	vi.stubEnv('PLIMSOLL_IMAGE', '1');
	onTestFinished(() => void vi.unstubAllEnvs());
	const stream = new ChildStream(startPiped('ssh-is-nowhere'));
	const [error] = (await once(stream, 'error')) as [Error];
	expect(error.message).toBe('ssh-is-nowhere: the image of plimsoll has no ssh-is-nowhere');
});

test('destroying a ChildStream ends its child', async () => {
	const child = startPiped('sh', '-c', 'cat');
	const stream = new ChildStream(child);
	stream.destroy();
	const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
	expect([code, signal]).toEqual([null, 'SIGTERM']);
});
