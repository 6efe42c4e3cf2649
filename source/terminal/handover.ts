import type { ReadStream, WriteStream } from 'node:tty';
import { scanDetach } from '../domain/session/detach-keys.js';
import type { SessionEnd, SessionStage } from '../domain/session/session-stage.js';
import { loadExeca } from '../processes/load-execa.js';
import type { Keyboard } from './keyboard.js';
import type { ScreenModes } from './screen-modes.js';
import { endLine, keepsOutput } from './stage-lines.js';
import { createUsedSequences } from './used-sequences.js';

/** A session as a handover needs it: raw bytes both ways (engine port, `Session`). */
export type RawSession = {
	readonly output: AsyncIterable<{ readonly data: Uint8Array }>;
	write(data: Uint8Array | string): void;
	end(): void;
	resize(size: { columns: number; rows: number }): Promise<void>;
	exitCode(): Promise<number | undefined>;
	close(): void;
};

/**
 * Returns a function that switches the terminal's carriage returns before line feeds. Node's raw mode leaves them on, but
 * full-screen programs in a session mean a line feed as it is. Where there is no `stty` they stay on.
 */
async function lineFeedSwitch(): Promise<(isOn: boolean) => void> {
	if (process.platform === 'win32') {
		return noSwitch;
	}
	const { startSync } = await loadExeca();
	return isOn => {
		startSync('stty', [isOn ? 'opost' : '-opost'], {
			// The terminal of `stty` is its standard input.
			stdin: 'inherit',
			stdout: 'ignore',
			stderr: 'ignore',
			reject: false,
		});
	};
}

const noSwitch = () => {};

/** The terminal while a session has it, for its owner. */
export type Lent = {
	/** Undoes the session's modes, so that the terminal can be given to the user's shell for a while. */
	pause(): void;
	/** Sets the session's modes again, and makes the process draw again. */
	resume(): void;
};

/**
 * Connects the terminal with a session until the session's output ends: raw both ways, following the window's size. The
 * caller has suspended the dashboard before. `onLent` is called when the session has the terminal.
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
	const setLineFeeds = stage.tty ? await lineFeedSwitch().catch(() => noSwitch) : noSwitch;
	const take = () => {
		stdin.setRawMode(true);
		setLineFeeds(false);
	};
	take();
	onLent({
		pause: reset,
		resume() {
			take();
			// The process gets no signal for an unchanged size, so the size changes twice.
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
	let hasOutput = false;
	try {
		for await (const { data } of session.output) {
			used.note(data);
			isLineOpen = data.at(-1) !== 0x0a;
			hasOutput ||= data.length > 0;
			if (!stdout.write(data)) {
				await new Promise<void>(resolve => stdout.once('drain', resolve));
			}
		}
		// Keys from now on were still meant for the session: they are discarded.
		takeAway();
		const end = await endOf(session, input.hasLeft());
		if (keepsOutput(stage, end, hasOutput && !input.hasTyped())) {
			reset();
			setLineFeeds(true);
			stdout.write(`${isLineOpen ? '\r\n' : ''}${endLine(end, { ascii })}`);
			await keyboard.nextKey();
		}
		return end;
	} finally {
		takeAway();
		stdin.off('end', onHangup);
		stdout.off('resize', followSize);
		session.close();
		// A program that was cut off has not undone its own modes.
		reset();
		setLineFeeds(true);
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

/** Sends the keys to the session, except its detach keys, which end it. */
function sessionInput(session: RawSession, detachKeys: readonly number[]) {
	let held = 0;
	let hasLeft = false;
	let hasTyped = false;
	return {
		take(bytes: Buffer): void {
			const step = scanDetach(bytes, detachKeys, held);
			held = step.held;
			if (step.send.length > 0) {
				hasTyped = true;
				session.write(step.send);
			}
			if (step.detach) {
				hasLeft = true;
				session.close();
			}
		},
		hasLeft: () => hasLeft,
		hasTyped: () => hasTyped,
	};
}

/**
 * Sends the window's size to the session, one request at a time: if two overtook each other the older size would win. A
 * change during a request is sent after it.
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
			await session.resize(size()).catch(() => {}); // The session has ended meanwhile.
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
