import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** The program that carried a connection ended badly. The message is what it said on stderr. */
export class ChildError extends Error {
	override readonly name = 'ChildError';
	readonly code = 'ECHILD';
	constructor(
		message: string,
		/** Exit status; undefined when it could not be started or was killed. ssh's own failures are 255. */
		readonly exitStatus: number | undefined,
		/** Whether the other side had said anything by then. */
		readonly hadAnswered = false,
	) {
		super(message);
	}
}

/** What is kept of stderr, in characters. */
const STDERR_CAP = 8192;
/** A master connection of ssh keeps stderr open after the child's end; then we do not wait for its end. Milliseconds. */
const STDERR_GRACE = 100;

/** A child's stdin and stdout as one connection, with what `http.Agent` expects of a socket. Destroying it ends the child. */
export class ChildStream extends Duplex {
	readonly #child: ChildProcess;
	#stderr = '';
	#hadAnswered = false;
	/** `Agent` compares it. */
	readonly timeout = 0;

	constructor(child: ChildProcess) {
		super();
		this.#child = child;
		child.once('error', error => this.destroy(startError(child, error)));
		const { stdin, stdout, stderr } = child;
		// Not even pipes could be had (too many open files): the error above follows.
		if (!stdin || !stdout || !stderr) {
			return;
		}
		stdout.on('data', (chunk: Buffer) => {
			this.#hadAnswered = true;
			if (!this.push(chunk)) {
				stdout.pause();
			}
		});
		// Writing to a child that has gone is told by its exit, with a reason.
		stdin.on('error', () => {});
		stderr.setEncoding('utf8');
		stderr.on('data', (text: string) => {
			if (this.#stderr.length < STDERR_CAP) {
				this.#stderr += text;
			}
		});
		let left = 2;
		const one = () => {
			left--;
			if (left === 0) {
				this.#ended();
			}
		};
		stdout.once('end', one);
		child.once('exit', one);
	}

	/** All of stdout was read and the process is gone. */
	#ended(): void {
		if (this.destroyed) {
			return;
		}
		const { exitCode, signalCode, stderr } = this.#child;
		if (exitCode === 0) {
			this.push(null);
			this.end();
			// Nobody reads an idle connection: without this its agent would never learn that it is gone.
			if (this.readableLength === 0) {
				this.read(0);
			}
			return;
		}
		const fail = () => {
			clearTimeout(timer);
			const how = exitCode === null ? `was ended by ${signalCode}` : `has exited with exit status ${exitCode}`;
			const words = this.#stderr.trim() || `${this.#child.spawnfile} ${how}`;
			this.destroy(new ChildError(words, exitCode ?? undefined, this.#hadAnswered));
		};
		const timer = setTimeout(fail, STDERR_GRACE);
		if (stderr?.readableEnded) {
			fail();
		} else {
			stderr?.once('end', fail);
		}
	}

	override _read(): void {
		this.#child.stdout?.resume();
	}

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
		this.#child.stdin?.write(chunk, () => done());
	}

	override _final(done: () => void): void {
		this.#child.stdin?.end(() => done());
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		this.#child.kill();
		for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) {
			pipe?.destroy();
		}
		done(error);
	}

	setKeepAlive(): this {
		return this;
	}

	setNoDelay(): this {
		return this;
	}

	/** Deadlines are `withTimeout`'s; there is none on an idle child. */
	setTimeout(): this {
		return this;
	}

	destroySoon(): void {
		if (this.writableFinished) {
			this.destroy();
		} else {
			this.end(() => this.destroy());
		}
	}

	ref(): this {
		for (const handle of this.#handles()) {
			handle.ref();
		}
		return this;
	}

	/** An idle connection does not keep the process alive. */
	unref(): this {
		for (const handle of this.#handles()) {
			handle.unref();
		}
		return this;
	}

	/** The pipes of a child are sockets, whatever their type says. */
	#handles(): { ref(): unknown; unref(): unknown }[] {
		const { stdin, stdout, stderr } = this.#child;
		return [this.#child, stdin as Socket, stdout as Socket, stderr as Socket].filter(Boolean);
	}
}

function startError(child: ChildProcess, error: NodeJS.ErrnoException): ChildError {
	const missing = error.code === 'ENOENT' ? 'executable file not found in $PATH' : error.message;
	return new ChildError(`${child.spawnfile}: ${missing}`, undefined);
}
