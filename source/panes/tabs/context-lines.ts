import { type DockerContext, type Endpoint, type Host, isInUse } from '../../domain/nouns/host.js';
import type { Line } from '../../domain/text/line.js';
import { factLines } from './fact-lines.js';
import { hostFacts } from './host-lines.js';

/**
 * The endpoint of a context, its TLS files, and the file that defines it; below them the engine, if the dashboard is connected to
 * the context.
 */
export function contextLines(
	context: DockerContext,
	endpoint: Endpoint,
	host: Host | undefined,
	width: number,
): readonly Line[] {
	const { url, description, origin, file, tls, current } = context;
	const isUsed = isInUse(context, endpoint);
	return factLines(
		[
			['endpoint', url || undefined],
			['description', description || undefined, url === '' ? 'bad' : 'text'],
			['in use', isUsed ? 'by this dashboard' : undefined, 'good'],
			['current', current ? 'for the docker CLI' : undefined, 'accent'],
			['TLS', tls && (tls.verify ? 'the host is verified' : 'the host is not verified'), tls?.verify ? 'text' : 'warn'],
			['TLS files', tls?.folder, 'dim'],
			['origin', origin],
			['file', file, 'dim'],
			...(isUsed && host ? hostFacts(host) : []),
		],
		width,
	);
}
