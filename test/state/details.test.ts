import { expect, it } from 'vitest';
import { applyEvent, receiveResource } from '../../source/state/events.js';
import { replaceItems } from '../../source/state/listing.js';
import type { State } from '../../source/state/state.js';
import { longId } from '../helpers/builders.js';
import { fleet } from '../helpers/fleet.js';

const web = longId('web');
const known = (state: State) => [...state.resources.keys(), ...state.stats.keys()].filter(key => key.includes(web));
const others = (state: State) => state.containers.items.filter(({ id }) => id !== web);

it('what was fetched and measured goes with its container, whether an event or a list tells that it is gone', () => {
	const before = fleet();
	expect(known(before)).toEqual([`container:${web}`, web]);
	const destroyed = { type: 'container', action: 'destroy', id: web, attributes: {}, at: 0 } as const;
	expect(known(applyEvent(before, destroyed))).toEqual([]);
	// Events were missed while the connection was lost.
	expect(known(replaceItems(before, 'containers', others(before)))).toEqual([]);
	expect(replaceItems(before, 'containers', before.containers.items).resources).toBe(before.resources);
});

it('an answer about something that has gone meanwhile is not kept', () => {
	const before = fleet();
	const gone = replaceItems(before, 'containers', others(before));
	expect(receiveResource(gone, `container:${web}`, {})).toBe(gone);
	expect(receiveResource(gone, 'volume:nowhere', {})).toBe(gone);
	expect(receiveResource(gone, 'volume:pgdata', { raw: 1 }).resources.get('volume:pgdata')).toMatchObject({
		status: 'ready',
	});
	expect(replaceItems(receiveResource(gone, 'volume:pgdata', {}), 'volumes', []).resources.has('volume:pgdata')).toBe(
		false,
	);
});
