import { expect, test } from 'vitest';
import type { VolumeDetail } from '../../source/domain/nouns/volume.js';
import { applyEvent } from '../../source/state/lists/events.js';
import { replaceItems } from '../../source/state/lists/listing.js';
import { receiveResource } from '../../source/state/resources.js';
import type { State } from '../../source/state/state.js';
import { detail, longId, volume } from '../helpers/state/builders.js';
import { fleet } from '../helpers/state/fleet.js';

const web = longId('web');
const known = (state: State) => [...state.resources.container.keys(), ...state.stats.keys()].filter(id => id === web);
const others = (state: State) => state.lists.containers.items.filter(({ id }) => id !== web);

test('details and statistics are removed with their container, after an event as after a list', () => {
	const before = fleet();
	expect(known(before)).toEqual([web, web]);
	const destroyed = { type: 'container', action: 'destroy', id: web, attributes: {}, at: 0 } as const;
	expect(known(applyEvent(before, destroyed))).toEqual([]);
	// Events were missed while the connection was lost.
	expect(known(replaceItems(before, 'containers', others(before)))).toEqual([]);
	expect(replaceItems(before, 'containers', before.lists.containers.items).resources).toBe(before.resources);
});

test('an answer about an item that is no longer listed is dropped', () => {
	const before = fleet();
	const gone = replaceItems(before, 'containers', others(before));
	expect(receiveResource(gone, { of: 'container', id: web }, detail('web'))).toBe(gone);
	const answer: VolumeDetail = { volume: volume('pgdata'), raw: 1 };
	expect(receiveResource(gone, { of: 'volume', id: 'nowhere' }, answer)).toBe(gone);
	const received = receiveResource(gone, { of: 'volume', id: 'pgdata' }, answer);
	expect(received.resources.volume.get('pgdata')).toMatchObject({ status: 'ready' });
	expect(replaceItems(received, 'volumes', []).resources.volume.has('pgdata')).toBe(false);
});
