import { describe, expect, test } from 'vitest';
import { LineList } from '../../../source/domain/logs/line-list.js';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import { applyEvent } from '../../../source/state/lists/events.js';
import { putItem, putProjects, removeItem, replaceItems } from '../../../source/state/lists/listing.js';
import { clearMarks, moveSelection, toggleMark, withPane } from '../../../source/state/lists/selection.js';
import { selectedItem, shownContainers, shownItems } from '../../../source/state/selectors.js';
import type { State } from '../../../source/state/state.js';
import { container, image, longId, network, now, volume } from '../../helpers/state/builders.js';
import { select, state } from '../../helpers/state/state.js';

const labels = (service: string) => ({
	'com.docker.compose.project': 'shop',
	'com.docker.compose.service': service,
	'com.docker.compose.container-number': '1',
	'com.docker.compose.oneoff': 'False',
});
const old = container('shop-web-1', { labels: labels('web') });
const rows = [container('a'), old, container('zz-neighbour')];
const chosen = () => select(state({ containers: rows }), 'shop-web-1');
const newId = longId('new web');
const event = (action: string, id: string, attributes: Record<string, string> = {}): EngineEvent => ({
	type: 'container',
	action,
	id,
	at: now,
	attributes,
});
const temporary = `${old.id.slice(0, 12)}_shop-web-1`;
const create = event('create', newId, {
	name: temporary,
	image: 'web:2',
	'com.docker.compose.replace': 'web-1',
	...labels('web'),
});
/** The events of `docker compose up` for a changed service, in the order of a real engine. */
const recreation = [
	create,
	event('kill', old.id, { signal: '15' }),
	event('die', old.id, { exitCode: '0' }),
	event('stop', old.id),
	event('destroy', old.id),
	event('rename', newId, { name: 'shop-web-1', oldName: `/${temporary}` }),
	event('start', newId),
];
const selected = (of: State) => selectedItem(of, 'containers');
const selectedKey = (of: State) => of.panes.containers.selected;
const marks = (of: State) => [...of.panes.containers.marks];

describe('the selection, when compose replaces its container', () => {
	test('stays on the service through every event, and ends on the new container', () => {
		let at = chosen();
		for (const each of recreation) {
			at = applyEvent(at, each);
			expect(selected(at)?.labels, each.action).toMatchObject(labels('web'));
		}
		expect(selected(at)).toMatchObject({ id: newId, name: 'shop-web-1', state: 'running' });
		expect(selected(at)?.replacement).toBeUndefined();
	});

	test('stays on the service in a list of running containers only', () => {
		let at = withPane(chosen(), 'containers', { all: false });
		for (const each of recreation) {
			at = applyEvent(at, each);
			expect(selected(at)?.labels, each.action).toMatchObject(labels('web'));
		}
	});

	test('stays on the service at any split of the events into lists', () => {
		for (let split = 0; split < recreation.length; split++) {
			const known = recreation.slice(0, split).reduce(applyEvent, chosen());
			const end = [container('a'), container('zz-neighbour')];
			const fresh = container('shop-web-1', { id: newId, labels: labels('web'), createdAt: now });
			const listed = replaceItems(known, 'containers', [fresh, ...end]);
			expect(selected(listed)?.id, `after ${split} events`).toBe(newId);
		}
	});

	test('takes the marks, the open log and the scroll position along', () => {
		const marked = toggleMark(chosen());
		let at = select(marked, 'shop-web-1');
		at = {
			...at,
			logs: { ...at.logs, container: old.id, lines: LineList.of([{ stream: 'stdout', time: '', text: 'first' }]) },
		};
		for (const each of recreation) {
			at = applyEvent(at, each);
		}
		expect(marks(at)).toEqual([newId]);
		expect(at.logs.container).toBe(newId);
		expect([...at.logs.lines].map(({ text, note }) => note?.kind ?? text)).toEqual(['first', 'recreated']);
	});

	test('keeps the row of a container that is being replaced, with a note, and its place in the order', () => {
		const during = recreation.slice(0, 4).reduce(applyEvent, chosen());
		const row = shownContainers(during).find(({ id }) => id === old.id);
		expect(row).toMatchObject({ state: 'exited', replacement: 'old' });
		expect(shownContainers(during).findIndex(({ id }) => id === old.id)).toBeLessThan(3);
	});
});

describe('a row that disappears', () => {
	const removed = () => applyEvent(chosen(), event('destroy', old.id));
	const run = (id: string, name: string) => event('create', id, { name, image: 'web:2' });

	test('gives the selection back to a container of the same name, as `docker rm -f` and `docker run` make it', () => {
		expect(selected(removed())?.name).toBe('zz-neighbour');
		const other = applyEvent(removed(), run(longId('else'), 'else'));
		expect(selected(other)?.name).toBe('zz-neighbour');
		expect(selected(applyEvent(other, run(newId, 'shop-web-1')))?.id).toBe(newId);
	});

	test('does not take the selection back after the user has moved it, even to the same row', () => {
		const moved = moveSelection(moveSelection(removed(), -1), 1);
		expect(selected(moved)?.name).toBe('zz-neighbour');
		expect(selected(applyEvent(moved, run(newId, 'shop-web-1')))?.name).toBe('zz-neighbour');
		const atEnd = moveSelection(removed(), 1);
		expect(selected(applyEvent(atEnd, run(newId, 'shop-web-1')))?.name).toBe('zz-neighbour');
	});

	test('gives back the selection when its neighbours disappear, too, and all come again in another order', () => {
		let at = removed();
		at = applyEvent(at, event('destroy', longId('zz-neighbour')));
		at = applyEvent(at, event('destroy', longId('a')));
		expect(selected(at)).toBeUndefined();
		at = applyEvent(at, run(longId('a2'), 'a'));
		at = applyEvent(at, run(newId, 'shop-web-1'));
		at = applyEvent(at, run(longId('zz2'), 'zz-neighbour'));
		expect(selected(at)?.id).toBe(newId);
	});

	test('gives its mark to its successor, unless the marks were cleared meanwhile', () => {
		const marked = applyEvent(toggleMark(chosen()), event('destroy', old.id));
		expect(marks(marked)).toEqual([]);
		expect(marks(applyEvent(marked, run(newId, 'shop-web-1')))).toEqual([newId]);
		const others = applyEvent(toggleMark(toggleMark(chosen())), event('destroy', old.id));
		expect(others.panes.containers.marks.size).toBe(1);
		expect(marks(applyEvent(clearMarks(others, 'containers'), run(newId, 'shop-web-1')))).toEqual([]);
	});

	test('because its container stopped in a list of running ones gets the selection back when it starts again', () => {
		const running = withPane(chosen(), 'containers', { all: false });
		const stopped = applyEvent(running, event('die', old.id, { exitCode: '0' }));
		expect(selected(stopped)?.name).toBe('zz-neighbour');
		expect(selected(applyEvent(stopped, event('start', old.id)))?.id).toBe(old.id);
	});

	test('is remembered only while something was selected or marked', () => {
		expect(removed().panes.containers.departed).toMatchObject([{ item: { name: 'shop-web-1' }, isRecent: true }]);
		const other = applyEvent(chosen(), event('destroy', longId('a')));
		expect(other.panes.containers.departed).toEqual([]);
	});

	test('of a project gets the selection back, unless the user has moved it', () => {
		const web = container('edge-web-1', {
			labels: { ...labels('web'), 'com.docker.compose.project': 'edge' },
		});
		const all = putProjects({ ...state({ containers: [web, old] }), grouped: true });
		const edge = all.lists.compose.items[0]!.key;
		const gone = removeItem(withPane(all, 'containers', { selected: edge }), 'containers', web.id);
		expect(selectedKey(gone)).not.toBe(edge);
		const again = { ...web, id: longId('again') };
		expect(selectedKey(putItem(gone, 'containers', again))).toBe(edge);
		expect(selectedKey(putItem(moveSelection(gone, 1), 'containers', again))).not.toBe(edge);
	});

	test('of a volume or network gets the selection back under the same name', () => {
		let at: State = { ...state({ volumes: [volume('data'), volume('zz')] }), pane: 'volumes' };
		at = removeItem(select(at, 'data'), 'volumes', 'data');
		expect(selectedItem(at, 'volumes')?.name).toBe('zz');
		expect(selectedItem(putItem(at, 'volumes', volume('data')), 'volumes')?.name).toBe('data');
		at = { ...state({ networks: [network('shop'), network('zz')] }), pane: 'networks' };
		at = removeItem(select(at, 'shop'), 'networks', network('shop').id);
		const again = { ...network('shop'), id: longId('again') };
		expect(selectedItem(putItem(at, 'networks', again), 'networks')?.id).toBe(again.id);
	});

	test('of an image whose tag was built again follows the tag', () => {
		const app = image('app:1', { createdAt: now - 1000 });
		const all: State = { ...state({ images: [app, image('zz:1', { createdAt: now - 5000 })] }), pane: 'images' };
		const built = { ...app, id: `sha256:${longId('built')}`, createdAt: now };
		const after = replaceItems(select(all, 'app:1'), 'images', [built, { ...app, tags: [] }, image('zz:1')]);
		expect(shownItems(after, 'images').map(({ id }) => id)).not.toContain(app.id);
		expect(selectedItem(after, 'images')?.id).toBe(built.id);
	});
});
