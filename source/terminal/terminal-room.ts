import type { ReadStream, WriteStream } from 'node:tty';
import { copySequence } from './clipboard.js';
import { pipeSession, type RawSession } from './handover.js';
import type { Keyboard } from './keyboard.js';
import { openUrl } from './open-url.js';
import { endSession, enterScreen, leaveScreen } from './screen-modes.js';

/** What draws on the terminal and reads its keys, as far as it must step aside for a session. */
export type Occupant = {
	/** Runs `work` while nothing else reads or draws, then draws everything anew. */
	suspend(work: () => Promise<void>): Promise<void>;
	/** Believes nothing about the screen any more and draws it whole. */
	redraw(): void;
};

export type Terminal = ReturnType<typeof createTerminal>;

/**
 * The one owner of the terminal's modes: enters the alternate screen, lends the terminal to sessions, gives it back on
 * every way out. The occupant is set once there is one; until then the terminal is nobody's to lend.
 */
export function createTerminal({
	stdin,
	stdout,
	keyboard,
	env,
}: {
	stdin: ReadStream;
	stdout: WriteStream;
	keyboard: Keyboard;
	env: NodeJS.ProcessEnv;
}) {
	let occupant: Occupant | undefined;
	/** Whether the screen is not as it was: ours, or lent to a session. */
	let taken = false;
	let inside = false;
	/** Whether a session has the terminal. */
	let lent = false;

	const enter = () => {
		inside = true;
		taken = true;
		stdout.write(enterScreen);
	};
	const leave = () => {
		if (!inside) return;
		inside = false;
		stdout.write(leaveScreen);
	};

	return {
		enter,
		/** Gives the screen back as it was; raw mode as well. Idempotent, and safe in a signal handler. */
		restore() {
			if (stdin.isTTY && stdin.isRaw) stdin.setRawMode(false);
			if (taken && !inside) stdout.write(endSession);
			leave();
			taken = false;
		},
		occupy(next: Occupant) {
			occupant = next;
		},
		async attach(session: RawSession, options: { banner?: string; detachKeys?: boolean }): Promise<number | undefined> {
			if (!occupant || lent) {
				// Nobody would ever read it: its process must not wait for that.
				session.close();
				throw new Error(lent ? 'another session has the terminal' : 'the terminal is not ready');
			}
			lent = true;
			let code: number | undefined;
			try {
				await occupant.suspend(async () => {
					leave();
					try {
						if (options.banner) stdout.write(`${options.banner}\r\n`);
						code = await pipeSession(session, { stdin, stdout, keyboard, detach: options.detachKeys === true });
					} finally {
						enter();
						keyboard.quarantine();
					}
				});
			} finally {
				lent = false;
			}
			return code;
		},
		hold: keyboard.hold,
		copy(text: string): boolean {
			const sequence = copySequence(text, env);
			if (sequence !== undefined) stdout.write(sequence);
			return sequence !== undefined;
		},
		open: (url: string) => openUrl(url, env),
		/** Ctrl-z: stops this process as a shell's job; `fg` brings it back. */
		suspend() {
			if (!occupant || process.platform === 'win32') return;
			void occupant.suspend(async () => {
				keyboard.close();
				leave();
				const back = new Promise<void>(resolve => process.once('SIGCONT', () => resolve()));
				process.kill(process.pid, 'SIGTSTP');
				await back;
				enter();
				keyboard.quarantine();
			});
		},
		redraw: () => occupant?.redraw(),
		size: () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 }),
	};
}
