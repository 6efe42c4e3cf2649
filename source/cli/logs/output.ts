import type { Writable } from 'node:stream';
import { openScope } from '../../runtime/concurrency/scope.js';

/** The exit code that a shell shows for a program that SIGPIPE has ended, as `docker logs` ends for `| head -1`. */
export const brokenPipeCode = 141;

/** Standard output as a stream of text that waits for its reader. */
export type Output = {
	/** Aborted when the reader has gone away. */
	readonly closed: AbortSignal;
	/** Resolves when there is room for more text, or when the output is closed. */
	write(text: string): Promise<void>;
};

/** Writes to a stream. An error of the stream closes the output. */
export function createOutput(stream: Writable): Output {
	const scope = openScope();
	const { signal } = scope;
	stream.on('error', scope.end);
	stream.on('close', scope.end);
	return {
		closed: signal,
		write(text) {
			if (signal.aborted || stream.write(text)) {
				return Promise.resolve();
			}
			return new Promise(resolve => {
				const done = () => {
					stream.off('drain', done);
					signal.removeEventListener('abort', done);
					resolve();
				};
				stream.on('drain', done);
				signal.addEventListener('abort', done, { once: true });
			});
		},
	};
}
