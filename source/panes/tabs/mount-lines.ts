import type { Mount } from '../../domain/nouns/container.js';
import type { Line } from '../../domain/text/line.js';
import { span } from '../../domain/text/lines.js';
import { notice } from '../../domain/text/notice.js';
import { type Fact, factLines } from './fact-lines.js';

/** The mounts of a container: destination, kind, and source on the host. */
export function mountLines(mounts: readonly Mount[], width: number): readonly Line[] {
	if (mounts.length === 0) {
		return [[], ...notice('no mounts: files that the container writes are deleted with it', 'dim', width)];
	}
	return mounts.flatMap((mount, index) => [...(index > 0 ? [[]] : []), ...oneMount(mount, width)]);
}

function oneMount({ type, name, source, destination, readWrite, driver }: Mount, width: number): Line[] {
	const facts: Fact[] = [
		['volume', name],
		['on the host', source || (type === 'tmpfs' ? 'in memory, deleted with the container' : undefined)],
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
