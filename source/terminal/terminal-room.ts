import type { ReadStream, WriteStream } from 'node:tty';
import type { SessionEnd, SessionStage } from '../domain/session/session-stage.js';
import { copySequence } from './clipboard.js';
import { type Lent, pipeSession, type RawSession } from './handover.js';
import { createJobControl } from './job-control.js';
import type { Keyboard } from './keyboard.js';
import { openUrl } from './open-url.js';
import { screenModes } from './screen-modes.js';
import { openingLine } from './stage-lines.js';

/** What draws on the terminal and reads its keys, as far as it must step aside for a session. */
export type Occupant = {
	/** Runs `work` while nothing else reads or draws, then draws everything anew. */
	suspend(work: () => Promise<void>): Promise<void>;
	/** Believes nothing about the screen any more and draws it whole. */
	redraw(): void;
};

export type Terminal = ReturnType<typeof createTerminal>;

export type TerminalOptions = {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	readonly keyboard: Keyboard;
	readonly env: NodeJS.ProcessEnv;
	/** Whether the terminal shows ASCII only. */
	readonly ascii: boolean;
};

/**
 * The one owner of the terminal's modes: enters the alternate screen, lends the terminal to sessions, gives it back on
 * every way out. The occupant is set once there is one; until then the terminal is nobody's to lend.
 */
export function createTerminal({ stdin, stdout, keyboard, env, ascii }: TerminalOptions) {
	const modes = screenModes(env.TERM, !ascii);
	let occupant: Occupant | undefined;
	/** Whether the screen is not as it was: ours, or lent to a session. */
	let taken = false;
	let inside = false;
	/** Whether a session has the terminal, or is about to. */
	let isLent = false;
	let lent: Lent | undefined;
	/** Whether the terminal is with the user's shell. */
	let isAway = false;
	let onRefused: () => void = () => {};
	const jobs = createJobControl({
		onStop: () => void suspend().then(isDone => isDone || onRefused()),
		onContinue: () => void retake(),
	});
	const size = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });

	const enter = () => {
		inside = true;
		taken = true;
		stdout.write(modes.enter);
	};
	const leave = () => {
		if (!inside) {
			return;
		}
		inside = false;
		stdout.write(modes.leave);
	};

	/** Ctrl-z: stops this process as a shell's job; `fg` brings it back. False when no shell would. */
	async function suspend(): Promise<boolean> {
		const isChanging = isAway || (isLent && !lent);
		if (!occupant || isChanging) {
			return true;
		}
		if (!jobs.canStop()) {
			return false;
		}
		let isStopped = false;
		await away(async () => {
			isStopped = await jobs.stop();
		});
		return isStopped;
	}

	/** Gives the terminal to the user's shell while `work` runs, then takes it back, for whom had it. */
	async function away(work: () => Promise<void>): Promise<void> {
		isAway = true;
		const session = lent;
		try {
			if (session) {
				session.pause();
				stdin.setRawMode(false);
				await work();
				// It may have ended when we were not stopped.
				if (lent === session) {
					session.resume();
				}
			} else {
				await occupant?.suspend(async () => {
					leave();
					keyboard.close();
					await work();
					// Before anything is written: in the background this waits for the terminal.
					stdin.setRawMode(true);
					enter();
					keyboard.quarantine();
				});
			}
		} finally {
			isAway = false;
		}
	}

	/** We were stopped without being asked: the shell has set the terminal as it likes it. */
	async function retake(): Promise<void> {
		if (!isAway && (lent || !isLent)) {
			await away(async () => {});
		}
	}

	return {
		enter,
		/** Gives the screen back as it was; raw mode as well. Idempotent, and safe in a signal handler. */
		restore() {
			jobs.end();
			if (stdin.isTTY && stdin.isRaw) {
				stdin.setRawMode(false);
			}
			if (taken && !inside) {
				lent?.pause();
			}
			leave();
			taken = false;
		},
		/** From now on there is somebody who can step aside: for sessions, and for the user's shell. */
		occupy(next: Occupant, refused: () => void) {
			occupant = next;
			onRefused = refused;
			jobs.start();
		},
		async attach(session: RawSession, stage: SessionStage): Promise<SessionEnd> {
			if (!occupant || isLent) {
				// Nobody would ever read it: its process must not wait for that.
				session.close();
				throw new Error(isLent ? 'another session has the terminal' : 'the terminal is not ready');
			}
			isLent = true;
			let end: SessionEnd = { kind: 'cut' };
			try {
				await occupant.suspend(async () => {
					leave();
					try {
						stdout.write(modes.openSession(size().rows) + openingLine(stage, { columns: size().columns, ascii }));
						const onLent = (next: Lent) => {
							lent = next;
						};
						end = await pipeSession(session, { stdin, stdout, keyboard, modes, stage, ascii, onLent });
					} finally {
						lent = undefined;
						enter();
						keyboard.quarantine();
					}
				});
			} finally {
				isLent = false;
			}
			return end;
		},
		hold: keyboard.hold,
		copy(text: string): boolean {
			const sequence = copySequence(text, env);
			if (sequence !== undefined) {
				stdout.write(sequence);
			}
			return sequence !== undefined;
		},
		open: (url: string) => openUrl(url, env),
		suspend,
		redraw: () => occupant?.redraw(),
		size,
	};
}
