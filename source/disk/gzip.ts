import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

/** Compresses pieces of bytes with gzip. An error of their source ends the result with that error. */
export function gzip(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	// The reader of the result gets the error as well.
	return pipeline(Readable.from(content, { objectMode: false }), createGzip(), () => {});
}
