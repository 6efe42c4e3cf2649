import { Readable } from 'node:stream';
import { loadCommand, saveCommand } from '../../domain/commands/archive.js';
import { pullCommand, pushCommand } from '../../domain/commands/image.js';
import type { ImageCalls } from '../engine.js';
import { encodeRequest } from './http/encode-request.js';
import { referencePart } from './http/path-part.js';
import type { Wire } from './http/request.js';
import { toPlatforms } from './map/image.js';
import { streamProgress } from './progress.js';
import { registryAuth } from './registry/auth-header.js';

type Transfers = Pick<ImageCalls, 'platforms' | 'pull' | 'push' | 'save' | 'load'>;

/** The calls that move images between engine, registry and file. */
export function imageTransfers(wire: Wire): Transfers {
	return {
		async platforms(reference, { auth }, { signal }) {
			const path = `/distribution/${referencePart(reference)}/json`;
			return toPlatforms(await wire.json({ method: 'GET', path, headers: registryAuth(auth), signal }));
		},
		async *pull(reference, { auth, ...options }, { signal }) {
			const request = () => pullCommand.request(reference, options);
			yield* streamProgress(wire, encodeRequest(request, { headers: registryAuth(auth), signal }));
		},
		async *push(reference, { auth }, { signal }) {
			const request = () => pushCommand.request(reference);
			yield* streamProgress(wire, encodeRequest(request, { headers: registryAuth(auth), signal }));
		},
		async *save(references, { signal }) {
			const answer = await wire.open(encodeRequest(() => saveCommand.request(references), { signal }));
			try {
				for await (const chunk of answer) {
					yield chunk as Uint8Array;
				}
			} catch (error) {
				throw wire.failure(error, signal);
			} finally {
				answer.destroy();
			}
		},
		async *load(tar, { signal }) {
			const upload = Readable.from(tar, { objectMode: false, highWaterMark: 64 * 1024 });
			const headers = { 'Content-Type': 'application/x-tar' };
			yield* streamProgress(wire, encodeRequest(loadCommand.request, { headers, upload, signal }));
		},
	};
}
