import { spawnSync } from 'node:child_process';
import type { ReadStream, WriteStream } from 'node:tty';
import { scanDetach } from '../domain/session/detach-keys.js';
import type { SessionEnd, SessionStage } from '../domain/session/session-stage.js';
import type { Keyboard } from './keyboard.js';
import type { ScreenModes } from './screen-modes.js';
import { errorLine, keepsOutput } from './stage-lines.js';
import { createUsedSequences } from './used-sequences.js';

/** What a handover needs of a session: raw bytes both ways (engine port, `Session`). */
export type RawSession = {
	readonly output: AsyncIterable<{ readonly data: Uint8Array }>;
	write(data: Uint8Array | string): void;
	end(): void;
	resize(size: { columns: number; rows: number }): Promise<void>;
	exitCode(): Promise<number | undefined>;
	close(): void;
};

/**
 * Whether the terminal puts a carriage return before each line feed. Node's raw mode leaves that on, but full-screen
 * programs in a session mean a line feed as it is. Where there is no `stty` it stays on.
 */
function translateLineFeeds(stdin: ReadStream, on: boolean): void {
	if (process.platform === 'win32') {
		return;
	}
	// Node's types leave out that every tty stream has its descriptor.
	const { fd } = stdin as ReadStream & { readonly fd: number };
	spawnSync('stty', [on ? 'opost' : '-opost'], { stdio: [fd, 'ignore', 'ignore'] });
}

/** A session's terminal, as far as the owner of the terminal must know it while the session has it. */
export type Lent = {
	/** Undoes the session's modes, so that the terminal can be given to the user's shell for a while. */
	pause(): void;
	/** Takes the terminal again as the session had it, and has the process draw anew. */
	resume(): void;
};

/**
 * Joins the terminal to a session until its output ends: raw both ways, window size followed. The caller has suspended
 * whatever drew on the terminal before. `onLent` is called once the session has the terminal.
 */
export async function pipeSession(
	session: RawSession,
	{ stdin, stdout, keyboard, modes, stage, ascii, onLent }: PipeOptions,
): Promise<SessionEnd> {
	const size = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
	const followSize = sizeFollower(session, size);
	const used = createUsedSequences();
	const input = sessionInput(session, stage.detachKeys);
	const onHangup = () => session.close();
	const reset = () => void stdout.write(modes.endSession(used, size().columns));
	/** Full-screen programs in a session with a terminal mean a line feed as it is. */
	const take = () => {
		stdin.setRawMode(true);
		if (stage.tty) {
			translateLineFeeds(stdin, false);
		}
	};
	take();
	onLent({
		pause: reset,
		resume() {
			take();
			// A window of the same size is no change that a program would hear of.
			const { columns, rows } = size();
			void session.resize({ columns, rows: rows + 1 }).then(followSize, () => {});
		},
	});
	stdin.ref();
	const takeAway = keyboard.lend(input.take);
	stdin.once('end', onHangup);
	stdout.on('resize', followSize);
	followSize();
	let isLineOpen = false;
	try {
		for await (const { data } of session.output) {
			used.note(data);
			isLineOpen = data.at(-1) !== 0x0a;
			if (!stdout.write(data)) {
				await new Promise<void>(resolve => stdout.once('drain', resolve));
			}
		}
		// What is typed from now on was meant for the session.
		takeAway();
		const end = await endOf(session, input.hasLeft());
		if (keepsOutput(stage, end)) {
			reset();
			if (stage.tty) {
				translateLineFeeds(stdin, true);
			}
			stdout.write(`${isLineOpen ? '\r\n' : ''}${errorLine(end, { ascii })}`);
			await keyboard.nextKey();
		}
		return end;
	} finally {
		takeAway();
		stdin.off('end', onHangup);
		stdout.off('resize', followSize);
		session.close();
		// Cut off, a program has not undone its own modes.
		reset();
		if (stage.tty) {
			translateLineFeeds(stdin, true);
		}
	}
}

type PipeOptions = {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	readonly keyboard: Pick<Keyboard, 'lend' | 'nextKey'>;
	readonly modes: ScreenModes;
	readonly stage: SessionStage;
	readonly ascii: boolean;
	onLent(lent: Lent): void;
};

async function endOf(session: RawSession, hasLeft: boolean): Promise<SessionEnd> {
	if (hasLeft) {
		return { kind: 'left' };
	}
	const code = await session.exitCode();
	return code === undefined ? { kind: 'cut' } : { kind: 'ended', code };
}

/** What is typed while a session has the terminal: for the session, but for its detach keys. */
function sessionInput(session: RawSession, detachKeys: readonly number[]) {
	let held = 0;
	let hasLeft = false;
	return {
		take(bytes: Buffer): void {
			const step = scanDetach(bytes, detachKeys, held);
			held = step.held;
			if (step.send.length > 0) {
				session.write(step.send);
			}
			if (step.detach) {
				hasLeft = true;
				session.close();
			}
		},
		hasLeft: () => hasLeft,
	};
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
		if (!sending) {
			void send();
		}
	};
}
