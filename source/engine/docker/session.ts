import type { Duplex } from 'node:stream';
import type { Session, Size } from '../engine.js';
import { type Frame, StdCopyReader } from './http/stdcopy.js';

type SessionParts = {
	readonly socket: Duplex;
	readonly tty: boolean;
	resize(size: Size): Promise<void>;
	/** Called once, after the output has ended. Resolves to undefined when the engine has no exit code. */
	exitCode(): Promise<number | undefined>;
	/** Called once, when the session is over. */
	onClose?: () => void;
};

type Output = { stream: 'stdout' | 'stderr'; data: Uint8Array };

/** A session over a hijacked connection. Its output can be read once; the engine waits while it is not read. */
export function createSession({ socket, tty, resize, exitCode, onClose }: SessionParts): Session {
	const ended = new Promise<void>(resolve => {
		// A process without output may have ended before the listeners are added.
		if (socket.readableEnded || socket.destroyed) {
			resolve();
		}
		socket.once('end', resolve);
		socket.once('close', resolve);
	});
	socket.once('close', () => onClose?.());
	const code = ended.then(exitCode).catch(() => undefined);
	return {
		output: tty ? rawOutput(socket) : framedOutput(socket),
		write: data => {
			if (socket.writable) {
				socket.write(data);
			}
		},
		end: () => {
			if (socket.writable) {
				socket.end();
			}
		},
		resize,
		exitCode: () => code,
		close: () => void socket.destroy(),
	};
}

async function* rawOutput(socket: Duplex): AsyncGenerator<Output, void, undefined> {
	for await (const data of untilCut(socket)) {
		yield { stream: 'stdout', data };
	}
}

async function* framedOutput(socket: Duplex): AsyncGenerator<Output, void, undefined> {
	const reader = new StdCopyReader();
	for await (const chunk of untilCut(socket)) {
		yield* reader.push(chunk).map(({ stream, data }: Frame) => ({ stream, data }));
	}
}

/** A cut connection ends the output without an error: the exit code shows how the process ended. */
async function* untilCut(socket: Duplex): AsyncGenerator<Buffer, void, undefined> {
	try {
		for await (const chunk of socket) {
			yield chunk as Buffer;
		}
	} catch {
		socket.destroy();
	}
}
