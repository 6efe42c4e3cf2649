import type { Mount } from '../../domain/nouns/container.js';
import type { Line } from '../../domain/text/line.js';
import { span } from '../../domain/text/lines.js';
import { notice } from '../../domain/text/notice.js';
import { type Fact, factLines } from './fact-lines.js';

/** Where a container's files really live: each mount's destination, kind, and source on the host. */
export function mountLines(mounts: readonly Mount[], width: number): readonly Line[] {
	if (mounts.length === 0) {
		return [[], ...notice('no mounts: what it writes lives in its own layer and goes with it', 'dim', width)];
	}
	return mounts.flatMap((mount, index) => [...(index > 0 ? [[]] : []), ...oneMount(mount, width)]);
}

function oneMount({ type, name, source, destination, readWrite, driver }: Mount, width: number): Line[] {
	const facts: Fact[] = [
		['volume', name],
		['on the host', source || (type === 'tmpfs' ? 'in memory, gone with the container' : undefined)],
		['driver', driver === undefined || driver === 'local' || driver === '' ? undefined : driver],
	];
	return [
		[
			span(` ${destination}`, 'strong'),
			span(`  ${type}`, 'accent'),
			span(`  ${readWrite ? 'read-write' : 'read-only'}`, readWrite ? 'dim' : 'warn'),
		],
		...factLines(facts, width, 3),
	];
}
