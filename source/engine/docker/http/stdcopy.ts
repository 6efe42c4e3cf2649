import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError } from '../../errors.js';

/** A part of a frame. `start` is true at the start of a frame, where a message of the program starts, too. */
export type Frame = { readonly stream: 'stdout' | 'stderr'; readonly data: Buffer; readonly start: boolean };

const headerBytes = 8;
/** A frame up to this size is not split. */
const wholeFrameBytes = 80 * 1024;
/** The stream number of the engine's own errors. */
const systemError = 3;

/**
 * Splits the multiplexed stream of a container without a TTY: 1 byte stream, 3 zero bytes, 4 bytes length, data. Chunks may
 * be cut anywhere; the reader buffers at most a part of one frame. Source: moby pkg/stdcopy.
 */
export class StdCopyReader {
	#rest: Buffer = Buffer.alloc(0);
	/** Bytes still to come of a frame larger than `wholeFrameBytes`. */
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
			if (data.length - at < headerBytes) {
				break;
			}
			const kind = data[at]!;
			if (kind > systemError || data[at + 1] !== 0 || data[at + 2] !== 0 || data[at + 3] !== 0) {
				throw new EngineError('protocol', 'the output is not in the frames of a container without a TTY');
			}
			const length = data.readUInt32BE(at + 4);
			const have = Math.min(length, data.length - at - headerBytes);
			if (have < Math.min(length, wholeFrameBytes)) {
				break;
			}
			const body = data.subarray(at + headerBytes, at + headerBytes + have);
			if (kind === systemError) {
				throw new EngineError('server', sanitize(body.toString('utf8')));
			}
			this.#stream = kind === 2 ? 'stderr' : 'stdout';
			this.#missing = length - have;
			if (have > 0) {
				frames.push({ stream: this.#stream, data: body, start: true });
			}
			at += headerBytes + have;
		}
		this.#rest = data.subarray(at);
		return frames;
	}
}
