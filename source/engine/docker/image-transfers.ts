import { Readable } from 'node:stream';
import type { ImageCalls } from '../engine.js';
import { registryAuth } from './auth-header.js';
import { nameAndTag } from './image-name.js';
import { referencePart } from './path-part.js';
import { streamProgress } from './progress.js';
import type { Wire } from './request.js';

type Transfers = Pick<ImageCalls, 'pull' | 'push' | 'save' | 'load'>;

/** What moves images between engine, registry and file. */
export function imageTransfers(wire: Wire): Transfers {
	return {
		async *pull(reference, { platform, auth }, { signal }) {
			const { name, tag } = nameAndTag(reference);
			const query = { fromImage: name, tag, platform: platform?.toLowerCase() };
			yield* streamProgress(wire, {
				method: 'POST',
				path: '/images/create',
				query,
				headers: registryAuth(auth),
				signal,
			});
		},
		async *push(reference, { auth }, { signal }) {
			const { name, tag } = nameAndTag(reference);
			const path = `/images/${referencePart(name)}/push`;
			yield* streamProgress(wire, { method: 'POST', path, query: { tag }, headers: registryAuth(auth), signal });
		},
		async *save(references, { signal }) {
			const answer = await wire.open({ method: 'GET', path: '/images/get', query: { names: references }, signal });
			try {
				for await (const chunk of answer) yield chunk as Uint8Array;
			} catch (error) {
				throw wire.failure(error, signal);
			} finally {
				answer.destroy();
			}
		},
		async *load(tar, { signal }) {
			const upload = Readable.from(tar, { objectMode: false, highWaterMark: 64 * 1024 });
			const headers = { 'Content-Type': 'application/x-tar' };
			const query = { quiet: '0' };
			yield* streamProgress(wire, { method: 'POST', path: '/images/load', query, headers, upload, signal });
		},
	};
}
