import type { MountRow } from '../rows/mount-row.js';
import { mountArgv, parseMount, parseTmpfs, parseVolume } from '../rows/mount-row.js';
import { formatBytes, parseBytesFlag } from '../values/bytes.js';
import { type Flag, list, number, pairs, text, toggle } from './flag.js';

/** The three mount flags share one list. The first of them writes the list, in the order of its rows. */
function mountFlag(name: string, parse: (text: string) => MountRow, short?: string): Flag {
	return {
		name,
		...(short === undefined ? {} : { short }),
		takesValue: true,
		read: (options, value) => ({ ...options, mounts: [...options.mounts, parse(value)] }),
		write: options => (name === 'volume' ? options.mounts.flatMap(row => mountArgv(row)) : []),
	};
}

/** Volumes, mounts and the root file system. */
export const storageFlags: readonly Flag[] = [
	mountFlag('volume', parseVolume, 'v'),
	mountFlag('tmpfs', parseTmpfs),
	mountFlag('mount', parseMount),
	list('volumesFrom', { name: 'volumes-from' }),
	text('volumeDriver', { name: 'volume-driver' }),
	toggle('readOnly', { name: 'read-only' }),
	number('shmSize', { name: 'shm-size' }, parseBytesFlag, formatBytes),
	pairs('storageOpt', { name: 'storage-opt' }),
];
