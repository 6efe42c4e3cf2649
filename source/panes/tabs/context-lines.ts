import { type DockerContext, type Endpoint, isInUse } from '../../domain/nouns/host.js';
import type { Line } from '../../domain/text/line.js';
import { factLines } from './fact-lines.js';

/** The endpoint of a context, its TLS files, and the file that defines it. */
export function contextLines(context: DockerContext, endpoint: Endpoint, width: number): readonly Line[] {
	const { url, description, origin, file, tls, current } = context;
	return factLines(
		[
			['endpoint', url || undefined],
			['description', description || undefined, url === '' ? 'bad' : 'text'],
			['in use', isInUse(context, endpoint) ? 'by this dashboard' : undefined, 'good'],
			['current', current ? 'for the docker CLI' : undefined, 'accent'],
			['TLS', tls && (tls.verify ? 'the host is verified' : 'the host is not verified'), tls?.verify ? 'text' : 'warn'],
			['TLS files', tls?.folder, 'dim'],
			['origin', origin],
			['file', file, 'dim'],
		],
		width,
	);
}
