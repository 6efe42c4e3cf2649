import { type DockerContext, type Endpoint, isInUse } from '../../../domain/nouns/host.js';
import type { Line } from '../../../domain/text/line.js';
import { memo } from '../../../state/memo.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import { factLines } from './facts-lines.js';

/** Where a context's engine is, and who says so. */
export function contextTab(state: State, width: number): readonly Line[] {
	const context = selectedItem(state, 'contexts');
	return context === undefined ? [] : contextLines(context, state.endpoint, width);
}

const contextLines = memo((context: DockerContext, endpoint: Endpoint, width: number): readonly Line[] => {
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
});
