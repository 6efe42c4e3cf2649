import { quote } from '../domain/command.js';
import type { EngineEvent } from '../domain/nouns/events.js';
import type { Volume } from '../domain/nouns/volume.js';
import { decimalSize } from '../domain/text/units.js';
import { ageCell } from './age-cell.js';
import { byNumber, byText } from './compare.js';
import { labelTexts } from './labels.js';
import { type Column, type EventEffect, type Facts, type Pane, whileEngine } from './pane.js';
import { usersCell } from './users.js';

const users = (volume: Volume, facts: Facts) => facts.usersOfVolume(volume.name);

/** Anonymous volumes come last: their name is a hash. */
const anonymous = ({ name }: Volume) => (/^[0-9a-f]{64}$/.test(name) ? 1 : 0);
const byWholeName = byText((volume: Volume) => volume.name);
const byName = (a: Volume, b: Volume) => anonymous(a) - anonymous(b) || byWholeName(a, b);

/** The sizes of `docker system df`. */
const sizeColumn = (
	rest: Pick<Column<Volume>, 'zoomOnly' | 'listOnly' | 'priority' | 'hidesEmpty'>,
): Column<Volume> => ({
	id: rest.listOnly ? 'known-size' : 'size',
	...(rest.listOnly && { formOf: 'size' }),
	header: 'SIZE',
	align: 'right',
	min: 7,
	max: 8,
	fitsContent: true,
	...rest,
	cell: (volume, facts) => {
		const size = facts.volumeSize(volume.name);
		const unknown = rest.hidesEmpty ? '' : '--';
		return size === undefined ? { text: unknown, role: 'dim' } : { text: decimalSize(size) };
	},
});

/** `docker volume ls`, with the containers that use each volume. */
export const volumes: Pane<'volumes'> = {
	id: 'volumes',
	title: 'Volumes',
	source: 'engine',
	shown: whileEngine,
	key: volume => volume.name,
	name: volume => volume.name,
	succeeds: (item, former) => item.name === former.name,
	columns: [
		{
			id: 'name',
			header: 'VOLUME NAME',
			min: 12,
			max: 40,
			fitsContent: true,
			priority: 0,
			cut: 'middle',
			cell: volume => ({ text: volume.name }),
		},
		{
			id: 'users',
			header: 'USED BY',
			min: 8,
			max: Number.POSITIVE_INFINITY,
			priority: 1,
			cell: (volume, facts) => usersCell(users(volume, facts)),
		},
		sizeColumn({ zoomOnly: true, priority: 3 }),
		sizeColumn({ listOnly: true, priority: 1.5, hidesEmpty: true }),
		{
			id: 'driver',
			header: 'DRIVER',
			min: 5,
			max: 10,
			priority: 2,
			cell: volume => ({ text: volume.driver, role: volume.driver === 'local' ? 'dim' : 'text' }),
		},
		{
			id: 'created',
			header: 'CREATED',
			zoomOnly: true,
			min: 14,
			max: 18,
			priority: 4,
			cell: (volume, facts) => ageCell(volume.createdAt, facts.now),
		},
		{
			id: 'mountpoint',
			header: 'MOUNTPOINT',
			zoomOnly: true,
			min: 20,
			max: Number.POSITIVE_INFINITY,
			priority: 5,
			cell: volume => ({ text: volume.mountpoint, role: 'dim' }),
		},
	],
	tabs: {
		inspect: { title: 'Inspect', needs: () => ['volume'] },
		'used-by': { title: 'Used by', needs: () => ['users'] },
	},
	resources: { volume: 'once' },
	inspect: 'volume',
	sortKeys: [
		{ id: 'name', title: 'Name', compare: byName },
		{ id: 'created', title: 'Created', compare: byNumber(volume => volume.createdAt), reversed: true },
		{
			id: 'size',
			title: 'Size',
			compare: byNumber((volume: Volume, facts: Facts) => facts.volumeSize(volume.name)),
			reversed: true,
		},
	],
	bullet: (volume, facts) =>
		users(volume, facts).length > 0 ? { glyph: 'used', role: 'good' } : { glyph: 'unused', role: 'dim' },
	filterText: (volume, facts) => ({
		text: `${volume.name} ${volume.driver} ${users(volume, facts).join(' ')}`,
		fields: {
			name: volume.name,
			driver: volume.driver,
			label: labelTexts(volume.labels),
			container: users(volume, facts),
			dangling: String(users(volume, facts).length === 0),
		},
	}),
	hidden: (volume, facts) => users(volume, facts).length > 0,
	showsAll: true,
	usedBy: (volume, container) => container.mounts.includes(volume.name),
	copyables: ({ name, mountpoint }) => [
		{ key: 'n', label: 'Name', text: name },
		{ key: 'p', label: 'Mountpoint', text: mountpoint },
		{ key: 'c', label: 'docker volume inspect', text: quote(['docker', 'volume', 'inspect', name]) },
	],
	onEvent,
	empty: 'No volumes',
	maxUnfocusedRows: 2,
};

function onEvent({ type, action, id }: EngineEvent): EventEffect<'volumes'> {
	if (type !== 'volume') {
		return {};
	}
	const isGone = action === 'destroy';
	return { list: action === 'create' || isGone, ...(isGone && { gone: id }), stale: [{ of: 'volume', id }] };
}
