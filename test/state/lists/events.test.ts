import { describe, expect, test } from 'vitest';
import type { Container } from '../../../source/domain/nouns/container.js';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import { applyEvent } from '../../../source/state/lists/events.js';
import { failListing, patchItem, putItem, replaceItems } from '../../../source/state/lists/listing.js';
import { settle, withPane } from '../../../source/state/lists/selection.js';
import { invalidate, receiveResource, setResource } from '../../../source/state/resources.js';
import { shownContainers } from '../../../source/state/selectors.js';
import type { State } from '../../../source/state/state.js';
import { container, imageDetail, longId, network, now } from '../../helpers/state/builders.js';
import { fleet } from '../../helpers/state/fleet.js';
import { withList } from '../../helpers/state/state.js';

const at = now + 5000;
const event = (action: string, change: Partial<EngineEvent> = {}): EngineEvent => ({
	type: 'container',
	action,
	id: longId('web'),
	at,
	attributes: { name: 'web', image: 'helloworld:latest' },
	...change,
});
const web = (state: State): Container | undefined => state.lists.containers.byKey.get(longId('web'));

describe('an event', () => {
	test.each<[string, Record<string, string>, Partial<Container>]>([
		['die', { exitCode: '137' }, { state: 'exited', exitCode: 137, finishedAt: at, health: 'none' }],
		['start', {}, { state: 'running', startedAt: at, exitCode: undefined, finishedAt: undefined }],
		['pause', {}, { state: 'paused' }],
		['unpause', {}, { state: 'running' }],
		['rename', { name: 'web2' }, { name: 'web2' }],
		['health_status: unhealthy', {}, { health: 'unhealthy' }],
		['health_status: healthy', {}, { health: 'healthy' }],
	])('%s is shown at once', (action, attributes, expected) => {
		const after = applyEvent(fleet(), event(action, { attributes }));
		expect(web(after)).toMatchObject(expected);
		expect(after.lists.containers.items.filter(({ id }) => id === longId('web'))).toHaveLength(1);
		expect(after.events.at(-1)?.action).toBe(action);
	});

	test('destroy removes the container with its details and statistics', () => {
		const before = fleet();
		expect(before.stats.has(longId('web'))).toBe(true);
		const after = applyEvent(before, event('destroy'));
		expect(web(after)).toBeUndefined();
		expect(after.stats.has(longId('web'))).toBe(false);
		expect([...after.resources.container.keys()]).not.toContain(longId('web'));
		expect(after.lists.containers.items).toHaveLength(before.lists.containers.items.length - 1);
	});

	test('die removes the statistics of the container', () => {
		expect(applyEvent(fleet(), event('die')).stats.has(longId('web'))).toBe(false);
	});

	test('leaves the list alone if it changes nothing or its container is not listed', () => {
		const before = fleet();
		for (const other of [event('start', { id: 'unknown' }), event('exec_start: sh'), event('top')]) {
			expect(applyEvent(before, other).lists.containers).toBe(before.lists.containers);
		}
	});

	test('makes the details of its item stale, unless it is an exec', () => {
		const known = (after: State) => after.resources.container.get(longId('web'));
		const status = (after: State) => known(after)?.status;
		expect(status(applyEvent(fleet(), event('exec_die')))).toBe('ready');
		expect(status(applyEvent(fleet(), event('update')))).toBe('loading');
		const joined = event('connect', { type: 'network', id: 'n1', attributes: { container: longId('web') } });
		expect(status(applyEvent(fleet(), joined))).toBe('loading');
		expect(known(applyEvent(fleet(), event('update')))?.value).toBeDefined();
	});

	test('of an image makes the details of all images stale, since a push names a reference', () => {
		const image = fleet().lists.images.items[0]!.id;
		const value = imageDetail(image);
		const asked = setResource(fleet(), { of: 'image', id: image }, { status: 'ready', value });
		for (const [action, id] of Object.entries({ tag: image, untag: image, push: 'localhost:5000/app:v1' })) {
			const after = applyEvent(asked, event(action, { type: 'image', id }));
			expect(after.resources.image.get(image)).toMatchObject({ status: 'loading', value });
		}
	});

	test('is listed among the latest five hundred', () => {
		let state = fleet();
		for (let index = 0; index < 520; index++) {
			state = applyEvent(state, event('kill', { at: index }));
		}
		expect(state.events).toHaveLength(500);
		expect(state.events[0]?.at).toBe(20);
		// Health checks drop each other, not the other events.
		for (let index = 0; index < 600; index++) {
			state = applyEvent(state, event('exec_create: true', { at: 1000 }));
		}
		expect(state.events.filter(({ action }) => action === 'kill')).toHaveLength(499);
	});

	test('of an exec, top or resize is not listed, and makes no detail stale', () => {
		const before = fleet();
		for (const echo of ['exec_start: true', 'exec_die', 'top', 'resize']) {
			expect(applyEvent(before, event(echo))).toMatchObject({ events: before.events, resources: before.resources });
		}
	});
});

describe('a new container', () => {
	const id = longId('guest');
	const labels = { 'com.docker.compose.project': 'shop' };
	const made = event('create', { id, attributes: { name: 'guest', image: 'redis:7', ...labels } });
	const guest = (state: State): Container | undefined => state.lists.containers.byKey.get(id);

	test('has a row by its create event alone, with empty fields for the rest', () => {
		const before = fleet();
		const after = applyEvent(before, made);
		expect(guest(after)).toEqual({
			id,
			name: 'guest',
			image: 'redis:7',
			imageId: '',
			command: '',
			createdAt: at,
			state: 'created',
			status: 'Created',
			health: 'none',
			ports: [],
			labels,
			mounts: [],
			networks: {},
			provisional: true,
		});
		expect(after.lists.containers.items).toHaveLength(before.lists.containers.items.length + 1);
		expect(after.events.at(-1)).toBe(made);
	});

	test('stands among the running ones until the engine lists it as created', () => {
		const place = (state: State) => shownContainers(state).findIndex(row => row.id === id);
		const running = (state: State) => state.lists.containers.items.filter(row => row.state === 'running').length;
		const created = applyEvent(fleet(), made);
		expect(place(created)).toBeLessThan(running(created));
		expect(place(applyEvent(created, event('start', { id })))).toBe(place(created));
		const listed = putItem(created, 'containers', container('guest', { state: 'created' }));
		expect(place(listed)).toBeGreaterThanOrEqual(running(listed));
	});

	test('is started, renamed, stopped and removed by events like any other', () => {
		let state = applyEvent(fleet(), made);
		state = applyEvent(state, event('start', { id }));
		expect(guest(state)).toMatchObject({ state: 'running', startedAt: at });
		state = applyEvent(state, event('rename', { id, attributes: { name: 'lodger' } }));
		expect(guest(state)?.name).toBe('lodger');
		state = applyEvent(state, event('die', { id, attributes: { exitCode: '3' } }));
		expect(guest(state)).toMatchObject({ state: 'exited', exitCode: 3, finishedAt: at });
		expect(guest(applyEvent(state, event('destroy', { id })))).toBeUndefined();
	});

	test('leaves the selection on its container, even if the new row is above', () => {
		const before = settle(withPane(fleet(), 'containers', { sort: 'created', selected: longId('web') }), 'containers');
		const after = applyEvent(before, made);
		expect(guest(after)).toBeDefined();
		expect(after.panes.containers.selected).toBe(longId('web'));
		expect(after.panes.containers.index).toBe(before.panes.containers.index + 1);
	});

	test('stays unchanged if it is already listed', () => {
		const listed = putItem(fleet(), 'containers', container('guest', { mounts: ['data'] }));
		expect(applyEvent(listed, made).lists.containers).toBe(listed.lists.containers);
	});

	test('gets no row from its event while a filter is set, before the first list, or without a name', () => {
		const filtered = withPane(fleet(), 'containers', { filter: 'network=shop' });
		expect(guest(applyEvent(filtered, made))).toBeUndefined();
		const loading = withList(fleet(), 'containers', { status: 'loading' });
		expect(guest(applyEvent(loading, made))).toBeUndefined();
		expect(guest(applyEvent(fleet(), { ...made, attributes: {} }))).toBeUndefined();
		// Images and networks are created, too.
		expect(guest(applyEvent(fleet(), { ...made, type: 'network' }))).toBeUndefined();
	});
});

describe('a fetched detail', () => {
	test('that became stale on its way stays loading until the next answer', () => {
		const shop = { of: 'network', id: longId('netshop') } as const;
		const known = (state: State) => state.resources.network.get(shop.id);
		const asked = setResource(fleet(), shop, { status: 'loading' });
		const stale = invalidate(asked, shop);
		const first = receiveResource(stale, shop, { network: network('shop'), raw: 1 }, true);
		expect(known(first)).toMatchObject({ status: 'loading', value: { raw: 1 } });
		const second = receiveResource(first, shop, { network: network('shop'), raw: 2 });
		expect(known(second)).toMatchObject({ status: 'ready', value: { raw: 2 } });
		expect(known(invalidate(fleet(), shop))).toBeUndefined();
	});
});

describe('a list', () => {
	test('keeps its items when the next fetch fails', () => {
		const before = fleet();
		const failed = failListing(before, 'containers', 'out of order');
		expect(failed.lists.containers).toMatchObject({ status: 'failed', error: 'out of order' });
		expect(failed.lists.containers.items).toBe(before.lists.containers.items);
		expect(replaceItems(failed, 'containers', []).lists.containers).toMatchObject({ status: 'ready', items: [] });
	});

	test('replaces the item with the same key, and stays the same for the same item', () => {
		const before = fleet();
		const after = putItem(before, 'containers', container('web', { image: 'other' }));
		expect(after.lists.containers.items.map(({ name }) => name)).toEqual(
			before.lists.containers.items.map(({ name }) => name),
		);
		expect(web(after)?.image).toBe('other');
		expect(patchItem(before, 'containers', longId('web'), same => same)).toBe(before);
		expect(patchItem(before, 'containers', 'unknown', () => container('other'))).toBe(before);
	});
});
