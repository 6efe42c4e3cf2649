import { spawnSync } from 'node:child_process';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Keyboard } from './keyboard.js';
import { endSession } from './screen-modes.js';

/** What a handover needs of a session: raw bytes both ways (engine port, `Session`). */
export type RawSession = {
	readonly output: AsyncIterable<{ readonly data: Uint8Array }>;
	write(data: Uint8Array | string): void;
	end(): void;
	resize(size: { columns: number; rows: number }): Promise<void>;
	exitCode(): Promise<number | undefined>;
	close(): void;
};

/** docker's default detach keys: Ctrl-p, then Ctrl-q. */
const detachKeys = [0x10, 0x11];

/**
 * Whether the terminal puts a carriage return before each line feed. Node's raw mode leaves that on, but full-screen
 * programs in a session mean a line feed as it is. Where there is no `stty` it stays on.
 */
function translateLineFeeds(stdin: ReadStream, on: boolean): void {
	if (process.platform === 'win32') return;
	// Node's types leave out that every tty stream has its descriptor.
	const { fd } = stdin as ReadStream & { readonly fd: number };
	spawnSync('stty', [on ? 'opost' : '-opost'], { stdio: [fd, 'ignore', 'ignore'] });
}

/**
 * Joins the terminal to a session until its output ends: raw both ways, window size followed. The caller has suspended
 * whatever drew on the terminal before. Resolves to the exit code; undefined when it was cut off or detached from.
 */
export async function pipeSession(
	session: RawSession,
	{
		stdin,
		stdout,
		keyboard,
		detach,
	}: { stdin: ReadStream; stdout: WriteStream; keyboard: Pick<Keyboard, 'lend'>; detach: boolean },
): Promise<number | undefined> {
	const size = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
	const followSize = sizeFollower(session, size);
	let detached = false;
	let held = false;
	const onInput = (bytes: Buffer) => {
		const step = detach ? scanDetach(bytes, held) : { send: bytes, held: false, detach: false };
		held = step.held;
		if (step.send.length > 0) session.write(step.send);
		if (step.detach) {
			detached = true;
			session.close();
		}
	};
	const onHangup = () => session.close();
	stdin.setRawMode(true);
	translateLineFeeds(stdin, false);
	stdin.ref();
	const takeAway = keyboard.lend(onInput);
	stdin.once('end', onHangup);
	stdout.on('resize', followSize);
	followSize();
	try {
		for await (const { data } of session.output) {
			if (!stdout.write(data)) await new Promise<void>(resolve => stdout.once('drain', resolve));
		}
		// What is typed from now on was meant for the session.
		takeAway();
		return detached ? undefined : await session.exitCode();
	} finally {
		takeAway();
		stdin.off('end', onHangup);
		stdout.off('resize', followSize);
		session.close();
		// Cut off, a program has not undone its own modes.
		stdout.write(endSession);
		translateLineFeeds(stdin, true);
	}
}

/**
 * Tells the session its size, one request at a time: of two that overtake each other the older would win. What changes
 * meanwhile is told afterwards.
 */
export function sizeFollower(
	session: Pick<RawSession, 'resize'>,
	size: () => { columns: number; rows: number },
): () => void {
	let sending = false;
	let changed = false;
	async function send(): Promise<void> {
		sending = true;
		while (changed) {
			changed = false;
			await session.resize(size()).catch(() => {}); // Ended meanwhile: there is no window left to follow.
		}
		sending = false;
	}
	return () => {
		changed = true;
		if (!sending) void send();
	};
}

/** Finds the detach keys in typed bytes; a Ctrl-p is held back until the next key tells what it was. */
export function scanDetach(bytes: Buffer, held: boolean): { send: Buffer; held: boolean; detach: boolean } {
	const send: number[] = [];
	let waiting = held;
	for (const byte of bytes) {
		if (waiting) {
			if (byte === detachKeys[1]) return { send: Buffer.from(send), held: false, detach: true };
			send.push(detachKeys[0]!);
			waiting = false;
		}
		if (byte === detachKeys[0]) waiting = true;
		else send.push(byte);
	}
	return { send: Buffer.from(send), held: waiting, detach: false };
}
