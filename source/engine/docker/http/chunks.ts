import { finished, type Readable } from 'node:stream';

/** The stream pauses when its reader is this far behind. */
const maxWaitingBytes = 256 * 1024;

/**
 * The chunks of a stream, for one reader; those that have come meanwhile are one chunk. It is like `for await` over the stream
 * itself, at less than half of the CPU cost, which matters with dozens of streams that send something each second. Throws the
 * error that ends the stream early. The stream stays open when its reader stops.
 */
export function chunksOf(stream: Readable): AsyncIterableIterator<Buffer> {
	let waiting: Buffer[] = [];
	let bytes = 0;
	let end: { readonly error?: Error | null } | undefined;
	let reader: { resolve(result: IteratorResult<Buffer>): void; reject(error: Error): void } | undefined;

	stream.on('data', (chunk: Buffer) => {
		if (reader) {
			reader.resolve({ value: chunk, done: false });
			reader = undefined;
			return;
		}
		waiting.push(chunk);
		bytes += chunk.length;
		if (bytes > maxWaitingBytes) {
			stream.pause();
		}
	});
	finished(stream, { writable: false }, error => {
		end = { error };
		if (!reader) {
			return;
		}
		if (error) {
			reader.reject(error);
		} else {
			reader.resolve({ value: undefined, done: true });
		}
	});

	return {
		next() {
			if (bytes > 0) {
				// The engine sends each line in a chunk of its own, and Node reads many of them at once.
				const value = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting, bytes);
				waiting = [];
				bytes = 0;
				if (stream.isPaused()) {
					stream.resume();
				}
				return Promise.resolve({ value, done: false });
			}
			if (end?.error) {
				return Promise.reject(end.error);
			}
			if (end) {
				return Promise.resolve({ value: undefined, done: true });
			}
			return new Promise((resolve, reject) => {
				reader = { resolve, reject };
			});
		},
		[Symbol.asyncIterator]() {
			return this;
		},
	};
}
