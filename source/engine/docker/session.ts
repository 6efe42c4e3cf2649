import type { Duplex } from 'node:stream';
import type { Session, Size } from '../engine.js';
import { type Frame, StdCopyReader } from './http/stdcopy.js';

export type SessionParts = {
	readonly socket: Duplex;
	readonly tty: boolean;
	resize(size: Size): Promise<void>;
	/** Asked once, after the output has ended. Resolves to undefined when the engine does not know. */
	exitCode(): Promise<number | undefined>;
	/** Called once, when the session is over. */
	onClose?: () => void;
};

type Piece = { stream: 'stdout' | 'stderr'; data: Uint8Array };

/** A session over a switched connection. Its output is read once; while nobody reads, the engine waits. */
export function createSession({ socket, tty, resize, exitCode, onClose }: SessionParts): Session {
	const ended = new Promise<void>(resolve => {
		// A process without output can be over before anybody listens.
		if (socket.readableEnded || socket.destroyed) {
			resolve();
		}
		socket.once('end', resolve);
		socket.once('close', resolve);
	});
	socket.once('close', () => onClose?.());
	const known = ended.then(exitCode).catch(() => undefined);
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
		exitCode: () => known,
		close: () => void socket.destroy(),
	};
}

async function* rawOutput(socket: Duplex): AsyncGenerator<Piece, void, undefined> {
	for await (const data of untilCut(socket)) {
		yield { stream: 'stdout', data };
	}
}

async function* framedOutput(socket: Duplex): AsyncGenerator<Piece, void, undefined> {
	const reader = new StdCopyReader();
	for await (const chunk of untilCut(socket)) {
		yield* reader.push(chunk).map(({ stream, data }: Frame) => ({ stream, data }));
	}
}

/** A cut connection is an end like any other: what the process did is told by its exit code. */
async function* untilCut(socket: Duplex): AsyncGenerator<Buffer, void, undefined> {
	try {
		for await (const chunk of socket) {
			yield chunk as Buffer;
		}
	} catch {
		socket.destroy();
	}
}
