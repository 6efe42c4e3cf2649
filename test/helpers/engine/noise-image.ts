import { randomBytes } from 'node:crypto';
import { pack } from 'tar-stream';
import { request } from './http.js';

/** Imports an image of one layer that nothing makes smaller, under `repository:1`. */
export async function importNoise(host: string, repository: string, bytes: number): Promise<void> {
	const tar = pack();
	tar.entry({ name: 'noise' }, randomBytes(bytes));
	tar.finalize();
	const query = new URLSearchParams({ fromSrc: '-', repo: repository, tag: '1' });
	const body = tar as unknown as NodeJS.ReadableStream;
	await request(host, 'POST', `/images/create?${query}`, body, { 'content-type': 'application/x-tar' });
}
