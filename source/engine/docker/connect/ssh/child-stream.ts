import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { missingInImage } from '../../../../domain/own-image.js';
import type { PipedChild } from '../../../../processes/load-execa.js';

/** The child of a connection failed. The message is its stderr. */
export class ChildError extends Error {
	override readonly name = 'ChildError';
	readonly code = 'ECHILD';
	constructor(
		message: string,
		/** Undefined when the child could not be started or was killed. ssh's own failures are 255. */
		readonly exitStatus: number | undefined,
		/** True if the engine had sent bytes before the failure. */
		readonly hadAnswered = false,
	) {
		super(message);
	}
}

const maxStderrLength = 8192;
/** A master connection of ssh keeps stderr open after the child's end: stop waiting for the end of stderr then. */
const stderrGraceMs = 100;

/** A child's stdin and stdout as one connection, with a socket's methods for `http.Agent`. `destroy` kills the child. */
export class ChildStream extends Duplex {
	readonly #child: PipedChild;
	#stderr = '';
	#hadAnswered = false;
	/** `http.Agent` reads it. */
	readonly timeout = 0;

	constructor(child: PipedChild) {
		super();
		this.#child = child;
		child.once('error', error => this.destroy(startError(child.spawnfile, error)));
		const { stdin, stdout, stderr } = child;
		stdout.on('data', (chunk: Buffer) => {
			this.#hadAnswered = true;
			if (!this.push(chunk)) {
				stdout.pause();
			}
		});
		// After a write to an ended child, its exit brings the better reason.
		stdin.on('error', () => {});
		stderr.setEncoding('utf8');
		stderr.on('data', (text: string) => {
			if (this.#stderr.length < maxStderrLength) {
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

	/** Called when all of stdout is read and the process has ended. */
	#ended(): void {
		if (this.destroyed) {
			return;
		}
		const { exitCode, signalCode, stderr } = this.#child;
		if (exitCode === 0) {
			this.push(null);
			this.end();
			// An idle connection has no reader: without a read, its agent gets no `end` event.
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
		const timer = setTimeout(fail, stderrGraceMs);
		if (stderr.readableEnded) {
			fail();
		} else {
			stderr.once('end', fail);
		}
	}

	override _read(): void {
		this.#child.stdout.resume();
	}

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
		this.#child.stdin.write(chunk, () => done());
	}

	override _final(done: () => void): void {
		this.#child.stdin.end(() => done());
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		this.#child.kill();
		for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) {
			pipe.destroy();
		}
		done(error);
	}

	setKeepAlive(): this {
		return this;
	}

	setNoDelay(): this {
		return this;
	}

	/** `withTimeout` keeps the deadlines; an idle child has none. */
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

	/** At run time, the pipes of a child are sockets. */
	#handles(): { ref(): unknown; unref(): unknown }[] {
		const { stdin, stdout, stderr } = this.#child;
		return [this.#child, stdin as Socket, stdout as Socket, stderr as Socket].filter(Boolean);
	}
}

/** Returns the error of a program that could not be started. */
export function startError(program: string, error: NodeJS.ErrnoException): ChildError {
	const missing =
		error.code === 'ENOENT'
			? (missingInImage(process.env, program) ?? 'executable file not found in $PATH')
			: error.message;
	return new ChildError(`${program}: ${missing}`, undefined);
}
