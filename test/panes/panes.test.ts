import { describe, expect, test } from 'vitest';
import { type ItemOf, keysOf, type NounId } from '../../source/panes/noun.js';
import { nounIds, panes } from '../../source/panes/panes.js';
import { factsOf } from '../../source/state/facts.js';
import { withPane } from '../../source/state/lists/selection.js';
import { shownItems } from '../../source/state/selectors.js';
import type { State } from '../../source/state/state.js';
import { container, image, longId, network, now, volume } from '../helpers/state/builders.js';
import { fleet } from '../helpers/state/fleet.js';
import { state } from '../helpers/state/state.js';

const facts = factsOf(fleet());
const cell = <N extends NounId>(id: N, column: string, item: ItemOf<N>) =>
	panes[id].columns.find(each => each.id === column)!.cell(item, facts);
const shownNames = <N extends NounId>(state: State, id: N) => shownItems(state, id).map(item => panes[id].name(item));

describe.each(nounIds)('the %s pane', id => {
	test('has a tab, an essential column, unique column ids and valid widths', () => {
		const pane = panes[id];
		expect(pane.id).toBe(id);
		expect(keysOf(pane.tabs).length).toBeGreaterThan(0);
		expect(new Set(pane.columns.map(column => column.id)).size).toBe(pane.columns.length);
		expect(pane.columns.some(column => column.priority === 0 && !column.zoomOnly)).toBe(true);
		for (const { min, max } of pane.columns) {
			expect(min).toBeLessThanOrEqual(max);
		}
	});
});

describe('an image event', () => {
	const event = (action: string) => ({ type: 'image', action, id: 'web:1', attributes: {}, at: 0 });

	test('refreshes the containers if it may move a name to another image', () => {
		for (const action of ['tag', 'untag', 'delete', 'pull', 'load', 'import']) {
			expect(panes.containers.onEvent?.(event(action))).toEqual({ list: true });
		}
		for (const action of ['push', 'save']) {
			expect(panes.containers.onEvent?.(event(action))).toEqual({});
		}
	});
});

describe('an event of a container, a network or a volume that comes or goes', () => {
	test.each(['container', 'network', 'volume'])('makes plans stale: %s', type => {
		const event = (action: string) => ({ type, action, id: 'a', attributes: {}, at: 0 });
		for (const action of ['create', 'destroy']) {
			expect(panes.compose.onEvent?.(event(action))).toEqual({ stale: [{ of: 'planned' }] });
		}
		expect(panes.compose.onEvent?.(event('connect'))).toEqual({});
	});
});

describe('the images pane', () => {
	test('shows the first reference and the number of the others', () => {
		const tagged = image('web:1', { tags: ['web:1', 'web:2', 'web:3'] });
		expect(cell('images', 'reference', tagged)).toMatchObject({ text: 'web:1', note: { text: '+2' } });
		expect(cell('images', 'tags', tagged).text).toBe('web:2 web:3');
		expect(cell('images', 'id', tagged).text).toBe(tagged.id.slice(7, 19));
	});

	test('names an untagged image as docker does', () => {
		expect(cell('images', 'reference', image('')).text).toBe('<none>');
		const pulled = image('', { digests: ['nginx@sha256:abc'] });
		expect(cell('images', 'reference', pulled).text).toBe('nginx:<none>');
		expect(panes.images.name(image('', { id: `sha256:${longId('a')}` }))).toBe(longId('a').slice(0, 12));
	});

	test('hides dangling images until all are shown', () => {
		const images = [
			image('a:1'),
			image('', { id: 'sha256:d' }),
			image('', { id: 'sha256:e', digests: ['b@sha256:f'] }),
		];
		const some = state({ images });
		expect(shownItems(some, 'images')).toHaveLength(2);
		expect(shownItems(withPane(some, 'images', { all: true }), 'images')).toHaveLength(3);
	});

	test('finds an image by any of its tags', () => {
		const images = [image('a:1', { tags: ['a:1', 'shop/api:prod'] }), image('b:1')];
		expect(shownNames(withPane(state({ images }), 'images', { filter: 'prod' }), 'images')).toEqual(['a:1']);
	});

	test('marks used images by a glyph, not only by colour', () => {
		const used = image('helloworld:latest');
		expect(panes.images.bullet?.(used, facts).glyph).toBe('used');
		expect(panes.images.bullet?.(image('unused:1'), facts).glyph).toBe('unused');
	});

	test('shows sizes and ages as docker images does', () => {
		expect(cell('images', 'size', image('a:1', { size: 149_000_000 })).text).toBe('149MB');
		expect(cell('images', 'created', image('a:1', { createdAt: now - 7 * 60_000 })).text).toBe('7 minutes ago');
	});
});

describe('the volumes and networks panes', () => {
	const lists = {
		containers: [container('db', { mounts: ['pgdata'], networks: { shop: '' } })],
		volumes: [volume('pgdata'), volume('old')],
		networks: [network('bridge'), network('shop'), network('stale')],
	};

	test('show only unused items until all are shown', () => {
		const base = state(lists);
		expect(shownNames(withPane(base, 'volumes', { all: false }), 'volumes')).toEqual(['old']);
		expect(shownNames(withPane(base, 'networks', { all: false }), 'networks')).toEqual(['stale']);
	});

	test('put anonymous volumes last', () => {
		const volumes = [volume('0'.repeat(64)), volume('pgdata'), volume('cache')];
		expect(shownNames(state({ volumes }), 'volumes')).toEqual(['cache', 'pgdata', '0'.repeat(64)]);
	});

	test('show the containers that use an item', () => {
		const known = factsOf(state(lists));
		const column = panes.volumes.columns.find(each => each.id === 'users')!;
		expect(column.cell(lists.volumes[0]!, known).text).toBe('db');
		expect(column.cell(lists.volumes[1]!, known)).toEqual({ text: 'unused', role: 'dim' });
		const attached = panes.networks.columns.find(each => each.id === 'users')!;
		expect(attached.cell(lists.networks[0]!, known).text).toBe('predefined');
		expect(attached.cell(lists.networks[1]!, known).text).toBe('db');
	});

	test('show -- for an unknown size', () => {
		expect(cell('volumes', 'size', volume('pgdata')).text).toBe('--');
	});
});
