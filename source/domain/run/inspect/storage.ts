import type { RunOptions } from '../options.js';
import { type MountRow, parseVolume } from '../rows/mount-row.js';
import { formatCsvLine } from '../values/csv.js';
import { numberAt, objectAt, objectsAt, pairsAt, type Raw, textAt, textsAt } from './raw.js';

const defaultShmSize = 64 * 1024 ** 2;

/** Volumes, mounts and the root file system. */
export function storageOf(config: Raw, host: Raw, image: Raw): Partial<RunOptions> {
	const imageVolumes = objectAt(image, 'Volumes');
	const shmSize = numberAt(host, 'ShmSize');
	const anonymous = Object.keys(objectAt(config, 'Volumes')).filter(target => !(target in imageVolumes));
	return {
		mounts: [
			...anonymous.map((target): MountRow => ({ kind: 'anonymous', target })),
			...textsAt(host, 'Binds').map(parseVolume),
			...pairsAt(host, 'Tmpfs').map(({ name, value }): MountRow => ({ kind: 'tmpfs', target: name, options: value })),
			...objectsAt(host, 'Mounts').map((mount): MountRow => ({ kind: 'mount', text: mountText(mount) })),
		],
		volumesFrom: textsAt(host, 'VolumesFrom'),
		volumeDriver: textAt(host, 'VolumeDriver'),
		readOnly: host.ReadonlyRootfs === true,
		shmSize: shmSize === defaultShmSize ? 0 : shmSize,
		storageOpt: pairsAt(host, 'StorageOpt'),
	};
}

/** The value of `--mount` for an entry of `HostConfig.Mounts`. */
function mountText(mount: Raw): string {
	const bind = objectAt(mount, 'BindOptions');
	const volume = objectAt(mount, 'VolumeOptions');
	const driver = objectAt(volume, 'DriverConfig');
	const tmpfs = objectAt(mount, 'TmpfsOptions');
	const field = (key: string, value: string | number | boolean) =>
		value === '' || value === 0 || !value ? [] : [`${key}=${value}`];
	const mode = numberAt(tmpfs, 'Mode');
	return formatCsvLine([
		`type=${textAt(mount, 'Type')}`,
		...field('src', textAt(mount, 'Source')),
		`dst=${textAt(mount, 'Target')}`,
		...(mount.ReadOnly === true ? ['readonly'] : []),
		...field('consistency', textAt(mount, 'Consistency').replace('default', '')),
		...field('bind-propagation', textAt(bind, 'Propagation')),
		...field('bind-recursive', recursion(bind)),
		...(volume.NoCopy === true ? ['volume-nocopy'] : []),
		...field('volume-subpath', textAt(volume, 'Subpath')),
		...pairsAt(volume, 'Labels').map(({ name, value }) => `volume-label=${name}=${value}`),
		...field('volume-driver', textAt(driver, 'Name')),
		...pairsAt(driver, 'Options').map(({ name, value }) => `volume-opt=${name}=${value}`),
		...field('image-subpath', textAt(objectAt(mount, 'ImageOptions'), 'Subpath')),
		...field('tmpfs-size', numberAt(tmpfs, 'SizeBytes')),
		...field('tmpfs-mode', mode === 0 ? '' : mode.toString(8)),
	]);
}

function recursion(bind: Raw): string {
	if (bind.NonRecursive === true) {
		return 'disabled';
	}
	return bind.ReadOnlyNonRecursive === true ? 'writable' : bind.ReadOnlyForceRecursive === true ? 'readonly' : '';
}
