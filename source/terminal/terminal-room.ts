import type { ReadStream, WriteStream } from 'node:tty';
import type { SessionEnd, SessionStage } from '../domain/session/session-stage.js';
import { copySequence } from './clipboard.js';
import { type Lent, pipeSession, type RawSession } from './handover.js';
import { createJobControl } from './jobs/job-control.js';
import { ignoreTerminalSignals } from './jobs/terminal-signals.js';
import type { Keyboard } from './keyboard.js';
import { openUrl } from './open-url.js';
import { type InsideProgram, keepsOutputOf, runInside } from './run-inside.js';
import { screenModes } from './screen-modes.js';
import { openingLine, returnLine } from './stage-lines.js';

/** Draws on the terminal and reads its keys, but steps aside for a session. */
export type Occupant = {
	/** Runs `work` while the occupant neither reads nor draws, then draws everything again. */
	suspend(work: () => Promise<void>): Promise<void>;
	/** Draws the whole screen again, over whatever is there. */
	redraw(): void;
};

export type TerminalOptions = {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	readonly keyboard: Keyboard;
	readonly env: NodeJS.ProcessEnv;
	/** True if only ASCII may be shown. */
	readonly ascii: boolean;
};

export type Terminal = ReturnType<typeof createTerminal>;

/**
 * The one owner of the terminal's modes: enters the alternate screen, lends the terminal to sessions, and gives it back on
 * every way out. Until there is an occupant it cannot be lent.
 */
export function createTerminal(options: TerminalOptions) {
	const { stdout, keyboard, env } = options;
	const owner = new TerminalOwner(options);
	return {
		enter: () => owner.enter(),
		/** Gives the screen back as it was, and ends raw mode. Idempotent, and safe in a signal handler. */
		restore: () => owner.restore(),
		/** Sets the occupant. `onRefused` is called when a request to stop plimsoll from outside cannot be followed. */
		occupy: (occupant: Occupant, onRefused: () => void) => owner.occupy(occupant, onRefused),
		attach: (session: RawSession, stage: SessionStage) => owner.attach(session, stage),
		run: (program: InsideProgram) => owner.run(program),
		suspend: () => owner.suspend(),
		/** Switches the mouse reports of the dashboard; a session and the user's shell never have them on. */
		setMouse: (isOn: boolean) => owner.setMouse(isOn),
		redraw: () => owner.redraw(),
		size: () => owner.size(),
		hold: (onCancel: () => void) => keyboard.hold(onCancel),
		copy(text: string): boolean {
			const sequence = copySequence(text, env);
			if (sequence !== undefined) {
				stdout.write(sequence);
			}
			return sequence !== undefined;
		},
		open: (url: string) => openUrl(url, env),
	};
}

class TerminalOwner {
	readonly #options: TerminalOptions;
	readonly #modes;
	readonly #jobs = createJobControl({
		onStop: () => void this.suspend().then(isDone => isDone || this.#onRefused()),
		onContinue: () => void this.#retake(),
	});
	#occupant: Occupant | undefined;
	#onRefused: () => void = () => {};
	/** True from `enter` until `restore`, also while a session or the user's shell has the screen. */
	#isTaken = false;
	/** True while the dashboard's alternate screen is shown. */
	#isInside = false;
	#isMouseOn = false;
	/** True while a session has the terminal, or is about to. */
	#isLent = false;
	/** The session's terminal, once the session has it. */
	#lent: Lent | undefined;
	/** True while a program runs on the terminal. */
	#isRunning = false;
	/** True while the user's shell has the terminal. */
	#isAway = false;

	constructor(options: TerminalOptions) {
		this.#options = options;
		this.#modes = screenModes(options.env.TERM, !options.ascii);
	}

	size() {
		const { columns, rows } = this.#options.stdout;
		return { columns: columns ?? 80, rows: rows ?? 24 };
	}

	enter(): void {
		this.#isInside = true;
		this.#isTaken = true;
		this.#options.stdout.write(this.#modes.enter + (this.#isMouseOn ? this.#modes.mouseOn : ''));
	}

	setMouse(isOn: boolean): void {
		if (isOn === this.#isMouseOn) {
			return;
		}
		this.#isMouseOn = isOn;
		if (this.#isInside) {
			this.#options.stdout.write(isOn ? this.#modes.mouseOn : this.#modes.mouseOff);
		}
	}

	#leave(): void {
		if (this.#isInside) {
			this.#isInside = false;
			this.#options.stdout.write(this.#modes.leave);
		}
	}

	restore(): void {
		const { stdin } = this.#options;
		this.#jobs.end();
		if (stdin.isTTY && stdin.isRaw) {
			stdin.setRawMode(false);
		}
		if (this.#isTaken && !this.#isInside) {
			this.#lent?.pause();
		}
		this.#leave();
		this.#isTaken = false;
	}

	occupy(occupant: Occupant, onRefused: () => void): void {
		this.#occupant = occupant;
		this.#onRefused = onRefused;
		this.#jobs.start();
	}

	redraw(): void {
		this.#occupant?.redraw();
	}

	async attach(session: RawSession, stage: SessionStage): Promise<SessionEnd> {
		if (!this.#occupant || this.#isLent) {
			// Closed, as its process would otherwise wait for a reader.
			session.close();
			throw new Error(this.#isLent ? 'another session has the terminal' : 'the terminal is not ready');
		}
		this.#isLent = true;
		let end: SessionEnd = { kind: 'cut' };
		try {
			await this.#occupant.suspend(async () => {
				end = await this.#lend(session, stage);
			});
		} finally {
			this.#isLent = false;
		}
		return end;
	}

	async #lend(session: RawSession, stage: SessionStage): Promise<SessionEnd> {
		const { stdin, stdout, keyboard, ascii } = this.#options;
		const modes = this.#modes;
		const { columns, rows } = this.size();
		const onLent = (lent: Lent) => {
			this.#lent = lent;
		};
		this.#leave();
		try {
			stdout.write(modes.openSession(rows) + openingLine(stage, { columns, ascii }));
			return await pipeSession(session, { stdin, stdout, keyboard, modes, stage, ascii, onLent });
		} finally {
			this.#lent = undefined;
			this.enter();
			keyboard.reopen();
		}
	}

	/** Gives the terminal to a program until it ends. Resolves to its exit code, or to the reason why it did not run. */
	async run(program: InsideProgram): Promise<number | string> {
		if (!this.#occupant || this.#isLent || this.#isAway) {
			return 'another session has the terminal';
		}
		const { stdout, ascii } = this.#options;
		this.#isLent = true;
		let end: number | string = 1;
		const listenAgain = ignoreTerminalSignals();
		try {
			await this.#lendFromDashboard(async () => {
				if (program.stage !== undefined) {
					stdout.write(openingLine(program.stage, { columns: this.size().columns, ascii }));
				}
				const from = performance.now();
				this.#isRunning = true;
				end = await runInside(program).finally(() => {
					this.#isRunning = false;
				});
				if (keepsOutputOf(program, end, performance.now() - from)) {
					stdout.write(returnLine(end, { ascii }));
					await this.#options.keyboard.keyWhileClosed();
				}
			});
		} finally {
			listenAgain();
			this.#isLent = false;
		}
		return end;
	}

	/** Ctrl-z: stops this process as a shell's job; `fg` continues it. Resolves to false when no shell would. */
	async suspend(): Promise<boolean> {
		if (this.#isRunning) {
			// The program has got the signal as well, and the terminal is not ours.
			return !this.#jobs.canStop() || this.#jobs.stop();
		}
		const isChanging = this.#isAway || (this.#isLent && !this.#lent);
		if (!this.#occupant || isChanging) {
			return true;
		}
		if (!this.#jobs.canStop()) {
			return false;
		}
		let isStopped = false;
		await this.#lendToShell(async () => {
			isStopped = await this.#jobs.stop();
		});
		return isStopped;
	}

	/** This process was stopped without a request (SIGSTOP): the shell has changed the modes of the terminal meanwhile. */
	async #retake(): Promise<void> {
		if (!this.#isAway && (this.#lent || !this.#isLent)) {
			await this.#lendToShell(async () => {});
		}
	}

	/** Gives the terminal to the user's shell while `work` runs, then takes it back for the session or the dashboard. */
	async #lendToShell(work: () => Promise<void>): Promise<void> {
		this.#isAway = true;
		try {
			if (this.#lent) {
				await this.#lendFromSession(this.#lent, work);
			} else {
				await this.#lendFromDashboard(work);
			}
		} finally {
			this.#isAway = false;
		}
	}

	async #lendFromSession(session: Lent, work: () => Promise<void>): Promise<void> {
		session.pause();
		this.#options.stdin.setRawMode(false);
		await work();
		// The session may have ended while this process ran on.
		if (this.#lent === session) {
			session.resume();
		}
	}

	async #lendFromDashboard(work: () => Promise<void>): Promise<void> {
		const { stdin, keyboard } = this.#options;
		await this.#occupant?.suspend(async () => {
			this.#leave();
			keyboard.close();
			await work();
			// Before any output: a process in the background waits here for the terminal.
			stdin.setRawMode(true);
			this.enter();
			keyboard.reopen();
		});
	}
}
