import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError } from '../../errors.js';

/** A piece of a frame. `start` says that a frame, and so a message of the program, begins here. */
export type Frame = { readonly stream: 'stdout' | 'stderr'; readonly data: Buffer; readonly start: boolean };

const HEADER = 8;
/** A frame of up to this many bytes is handed over whole. */
const WHOLE = 80 * 1024;
const SYSTEM_ERROR = 3;

/**
 * Takes apart the multiplexed stream of a container without a TTY: 1 byte stream, 3 bytes nothing, 4 bytes length, data.
 * Chunks may be cut anywhere; nothing is kept beyond a part of one frame. Source: moby pkg/stdcopy.
 */
export class StdCopyReader {
	#rest: Buffer = Buffer.alloc(0);
	/** Bytes that a frame larger than WHOLE still has to bring. */
	#missing = 0;
	#stream: 'stdout' | 'stderr' = 'stdout';

	/** The frames that this chunk completes. Throws an EngineError for the engine's own error or an unknown framing. */
	push(chunk: Uint8Array): Frame[] {
		const data = this.#rest.length === 0 ? (chunk as Buffer) : Buffer.concat([this.#rest, chunk]);
		const frames: Frame[] = [];
		let at = 0;
		while (at < data.length) {
			if (this.#missing > 0) {
				const piece = data.subarray(at, at + this.#missing);
				frames.push({ stream: this.#stream, data: piece, start: false });
				this.#missing -= piece.length;
				at += piece.length;
				continue;
			}
			if (data.length - at < HEADER) {
				break;
			}
			const kind = data[at]!;
			if (kind > SYSTEM_ERROR || data[at + 1] !== 0 || data[at + 2] !== 0 || data[at + 3] !== 0) {
				throw new EngineError('protocol', 'the output is not framed as that of a container without a TTY');
			}
			const length = data.readUInt32BE(at + 4);
			const have = Math.min(length, data.length - at - HEADER);
			if (have < Math.min(length, WHOLE)) {
				break;
			}
			const body = data.subarray(at + HEADER, at + HEADER + have);
			if (kind === SYSTEM_ERROR) {
				throw new EngineError('server', sanitize(body.toString('utf8')));
			}
			this.#stream = kind === 2 ? 'stderr' : 'stdout';
			this.#missing = length - have;
			if (have > 0) {
				frames.push({ stream: this.#stream, data: body, start: true });
			}
			at += HEADER + have;
		}
		this.#rest = data.subarray(at);
		return frames;
	}
}
