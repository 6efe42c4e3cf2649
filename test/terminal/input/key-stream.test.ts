import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { expect, test } from 'vitest';
import { KeyStream } from '../../../source/terminal/input/key-stream.js';

/** A terminal's input that notes when it is paused and resumed. */
function terminalInput() {
	const stream = Object.assign(new PassThrough(), { isTTY: true, isRaw: true }) as unknown as ReadStream;
	const changes: string[] = [];
	stream.on('pause', () => changes.push('pause'));
	stream.on('resume', () => changes.push('resume'));
	stream.on('data', () => {});
	return { stream, changes };
}

const turn = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)));
const key = { kind: 'key', bytes: 'x' } as const;

test('the keys of Ink do not resume a terminal that is paused for another program', async () => {
	const { stream, changes } = terminalInput();
	await turn();
	changes.length = 0;
	const keys = new KeyStream(stream, () => {});
	// A component begins to read, and the program gets the terminal before the event loop turns.
	keys.on('readable', () => keys.read());
	stream.pause();
	await turn();
	keys.takeBack();
	await turn();
	expect(changes).toEqual(['pause']);
	expect(stream.isPaused()).toBe(true);
});

test('a terminal is paused while too many keys wait, and resumed when they have been read', async () => {
	const { stream, changes } = terminalInput();
	await turn();
	changes.length = 0;
	const keys = new KeyStream(stream, () => {});
	for (let index = 0; index < 5000; index++) {
		keys.put(key);
	}
	expect(changes).toEqual(['pause']);
	let read = 0;
	keys.on('readable', () => {
		while (keys.read() !== null) {
			read++;
		}
	});
	await expect.poll(() => read).toBe(5000);
	expect(changes).toEqual(['pause', 'resume']);
});
