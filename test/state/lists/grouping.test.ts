import { describe, expect, test } from 'vitest';
import type { Container } from '../../../source/domain/nouns/container.js';
import type { Volume } from '../../../source/domain/nouns/volume.js';
import { toggleAllFolds, toggleFold, toggleGrouping } from '../../../source/state/lists/grouping.js';
import { patchItem, removeItem, replaceItems } from '../../../source/state/lists/listing.js';
import {
	moveSelection,
	selectIndex,
	settle,
	toggleAllMarks,
	toggleMark,
	withPane,
} from '../../../source/state/lists/selection.js';
import {
	currentTab,
	detailNoun,
	rowCount,
	selectedContainer,
	selectedItem,
	shownItems,
	targetNoun,
	targetsOf,
	treeIn,
	treeRowsInView,
} from '../../../source/state/selectors.js';
import type { State } from '../../../source/state/state.js';
import { wanted } from '../../../source/state/wanted.js';
import { container, exited } from '../../helpers/state/builders.js';
import { projectVolume, replica } from '../../helpers/state/compose.js';
import { state as emptyState } from '../../helpers/state/state.js';

const web1 = replica('web');
const web2 = replica('web', { number: 2 });
const db = replica('db');
const proxy = replica('proxy', { project: 'edge' });
const alone = container('lonely');

const flat = (containers: readonly Container[], volumes: readonly Volume[] = []): State =>
	replaceItems(replaceItems(emptyState(), 'volumes', volumes), 'containers', containers);
const grouped = (containers: readonly Container[] = [web1, web2, db, proxy, alone], volumes: readonly Volume[] = []) =>
	toggleGrouping(flat(containers, volumes));

/** The rows as text: `> web` is folded, a container has no mark. */
const rowsOf = (state: State) =>
	treeIn(state).rows.map(row => {
		const mark = row.kind === 'container' ? '' : row.folded ? '> ' : 'v ';
		return `${'  '.repeat(row.depth)}${mark}${row.item.name}`;
	});
const indexOf = (state: State, key: string) => treeIn(state).indexOf.get(key) ?? -1;
const select = (state: State, name: string) =>
	selectIndex(
		state,
		treeIn(state).rows.findIndex(row => row.item.name === name),
	);
const nameOfSelected = (state: State) => treeIn(state).rows[state.panes.containers.index]?.item.name;

describe('the grouped containers', () => {
	test('are below their services and projects, with those without a project last', () => {
		expect(rowsOf(grouped())).toEqual([
			'v edge',
			'  > proxy',
			'v shop',
			'  > db',
			'  v web',
			'    shop-web-1',
			'    shop-web-2',
			'v no project',
			'  lonely',
		]);
		expect(rowCount(grouped(), 'containers')).toBe(9);
	});

	test('are one flat list again after another press, with the same items', () => {
		const before = flat([web1, web2, db]);
		const after = toggleGrouping(toggleGrouping(before));
		expect(shownItems(after, 'containers')).toEqual(shownItems(before, 'containers'));
		expect(after.panes.containers.selected).toBe(before.panes.containers.selected);
	});

	test('show a project of which only volumes are left, unless a filter or running containers only are asked for', () => {
		const state = grouped([web1], [projectVolume('old', 'data')]);
		expect(rowsOf(state)).toContain('v old');
		const filtered = settle(withPane(state, 'containers', { filter: 'web' }), 'containers');
		expect(rowsOf(filtered)).toEqual(['v shop', '  > web']);
		expect(rowsOf(settle(withPane(state, 'containers', { all: false }), 'containers'))).not.toContain('v old');
		expect(rowsOf(settle(withPane(state, 'containers', { filter: 'old' }), 'containers'))).toEqual(['v old']);
	});

	test('lose a project when its last volume goes', () => {
		const state = grouped([web1], [projectVolume('old', 'data')]);
		expect(rowsOf(removeItem(state, 'volumes', 'old_data'))).not.toContain('v old');
	});

	test('follow the list: a new replica unfolds its service, the last one removes it', () => {
		const one = grouped([web1, db]);
		expect(rowsOf(one)).toEqual(['v shop', '  > db', '  > web']);
		const two = replaceItems(one, 'containers', [web1, web2, db]);
		expect(rowsOf(two)).toEqual(['v shop', '  > db', '  v web', '    shop-web-1', '    shop-web-2']);
		expect(rowsOf(removeItem(removeItem(two, 'containers', web1.id), 'containers', web2.id))).toEqual([
			'v shop',
			'  > db',
		]);
	});

	test('are found by the names of their project and service, too', () => {
		const named = container('frontend', { labels: web1.labels });
		const find = (filter: string) =>
			rowsOf(settle(withPane(grouped([named, proxy]), 'containers', { filter }), 'containers'));
		expect(find('shop')).toEqual(['v shop', '  > web']);
		expect(find('project=edge')).toEqual(['v edge', '  > proxy']);
		expect(find('service=web')).toEqual(['v shop', '  > web']);
		expect(find('nothing')).toEqual([]);
	});

	test('are shown by a filter although their project is folded', () => {
		const folded = toggleAllFolds(grouped());
		expect(rowsOf(folded)).toEqual(['> edge', '> shop', '> no project']);
		const state = settle(withPane(folded, 'containers', { filter: 'web' }), 'containers');
		expect(rowsOf(state)).toEqual(['v shop', '  v web', '    shop-web-1', '    shop-web-2']);
	});

	test('are sorted with their projects and services by the same key', () => {
		const old = replica('proxy', { project: 'edge' }, { createdAt: 1000 });
		const sorted = (sort: string, reverse = false) =>
			rowsOf(settle(withPane(grouped([web1, db, old, alone]), 'containers', { sort, reverse }), 'containers'));
		expect(sorted('name')[0]).toBe('v edge');
		expect(sorted('name', true).slice(0, 3)).toEqual(['v shop', '  > web', '  > db']);
		expect(sorted('created')[0]).toBe('v shop');
		expect(sorted('created', true)[0]).toBe('v edge');
		expect(sorted('name', true).at(-1)).toBe('  lonely');
	});

	test('put projects that run before those that have stopped in the order of states', () => {
		const stopped = { ...exited('x', 0), labels: proxy.labels, name: 'edge-proxy-1' };
		expect(rowsOf(grouped([stopped, web1])).map(row => row.trim())).toEqual(['v shop', '> web', 'v edge', '> proxy']);
	});
});

describe('the selection of the grouped containers', () => {
	test('stays on the container when the list is grouped and flat again', () => {
		const state = selectIndex(flat([web1, web2, db]), 2);
		const chosen = state.panes.containers.selected;
		const group = toggleGrouping(state);
		expect(toggleGrouping(group).panes.containers.selected).toBe(chosen);
	});

	test('moves to the service of a container that is folded away, and back to its first container', () => {
		const state = toggleGrouping(selectIndex(flat([db]), 0));
		expect(nameOfSelected(state)).toBe('db');
		expect(detailNoun(state)).toBe('compose');
		expect(toggleGrouping(state).panes.containers.selected).toBe(db.id);
	});

	test('moves from a container to its group when that is folded', () => {
		const state = toggleFold(select(grouped(), 'shop-web-2'));
		expect(nameOfSelected(state)).toBe('web');
		expect(rowsOf(state)).toContain('  > web');
		const folded = toggleFold(select(state, 'shop'));
		expect(nameOfSelected(folded)).toBe('shop');
		expect(rowsOf(toggleFold(folded))).toEqual(rowsOf(state));
	});

	test('stays on its project while containers of others come and go', () => {
		const state = select(grouped(), 'shop');
		const after = replaceItems(state, 'containers', [replica('a', { project: 'aaa' }), web1, web2, db, proxy]);
		expect(nameOfSelected(after)).toBe('shop');
		expect(indexOf(after, after.panes.containers.selected ?? '')).toBe(after.panes.containers.index);
	});

	test('decides which tabs the detail has', () => {
		const state = select(grouped(), 'shop');
		expect([detailNoun(state), currentTab(state)]).toEqual(['compose', 'logs']);
		expect(selectedItem(state, 'compose')?.name).toBe('shop');
		expect(selectedItem(state, 'containers')).toBeUndefined();
		const below = moveSelection(select(grouped(), 'web'), 1);
		expect(detailNoun(below)).toBe('containers');
		expect(selectedItem(below, 'containers')).toBe(web1);
		expect(selectedItem(below, 'compose')).toBeUndefined();
	});

	test('stands for the only container of a service', () => {
		expect(selectedContainer(select(grouped(), 'db'))).toBe(db);
		expect(selectedContainer(select(grouped(), 'web'))).toBeUndefined();
		expect(selectedContainer(select(grouped(), 'shop-web-1'))).toBe(web1);
	});
});

describe('the marks of the grouped containers', () => {
	test('can be on rows of all kinds, and decide what keys work on', () => {
		const onContainer = toggleMark(select(grouped(), 'shop-web-1'));
		expect(targetNoun(select(onContainer, 'shop'))).toBe('containers');
		const both = toggleMark(select(onContainer, 'edge'));
		expect(targetNoun(both)).toBe('compose');
		expect(targetsOf(both, 'compose').map(({ name }) => name)).toEqual(['edge']);
		expect(targetsOf(both, 'containers')).toEqual([web1]);
	});

	test('go with their project, and with the grouping', () => {
		const state = toggleMark(select(grouped(), 'edge'));
		expect(replaceItems(state, 'containers', [web1]).panes.containers.marks.size).toBe(0);
		expect(toggleGrouping(state).panes.containers.marks.size).toBe(0);
		expect(toggleGrouping(toggleMark(select(grouped(), 'lonely'))).panes.containers.marks.size).toBe(1);
	});

	test('of all rows are set and cleared together', () => {
		const all = toggleAllMarks(grouped());
		expect(all.panes.containers.marks.size).toBe(9);
		expect(toggleAllMarks(all).panes.containers.marks.size).toBe(0);
	});
});

describe('the wants of the grouped containers', () => {
	const wants = (state: State) => wanted({ ...state, connection: { status: 'connected' } }).map(({ key }) => key);

	test('include the details and statistics of containers in a folded project', () => {
		const folded = toggleAllFolds(grouped([web1, web2]));
		expect(wants(folded)).toEqual(
			expect.arrayContaining([`container:${web1.id}`, `stats:${web1.id}`, `stats:${web2.id}`]),
		);
	});

	test('are no more streams than the pane has rows: the other containers are swept', () => {
		const many = Array.from({ length: 200 }, (_, index) => replica(`service-${index}`));
		const keys = wants(select(grouped(many), 'service-0'));
		const streams = keys.filter(key => key.startsWith('stats:'));
		expect(streams.length).toBeLessThan(60);
		// The row of a service with one container shows that container.
		expect(streams).toContain(`stats:${many[1]!.id}`);
		expect(keys).toContain('sweep');
	});

	test('are streams only of containers on screen as soon as a group has more than the pane has rows', () => {
		const web = Array.from({ length: 200 }, (_, index) => replica('web', { number: index + 1 }));
		const streams = (state: State) => wants(state).filter(key => key.startsWith('stats:'));
		const all = grouped(web);
		const onScreen = treeRowsInView(all, 60).filter(({ kind }) => kind === 'container').length;
		expect(streams(all).length).toBeLessThanOrEqual(onScreen);
		const folded = toggleAllFolds(all);
		expect(streams(folded)).toEqual([]);
		expect(wants(folded)).toContain('sweep');
	});

	test('leave out a project that is not on screen', () => {
		const many = Array.from({ length: 90 }, (_, index) => replica('web', { project: `p${100 + index}` }));
		expect(wants(grouped(many))).not.toContain(`stats:${many[89]!.id}`);
	});

	test('stay the same objects while only statistics change', () => {
		const state: State = { ...grouped(), connection: { status: 'connected' } };
		const later = { ...state, stats: new Map() };
		expect(treeIn(later)).toBe(treeIn(state));
	});

	test('make no groups while the list is flat', () => {
		const state = flat([web1, db]);
		expect(state.lists.compose.byKey.size).toBe(0);
		expect(patchItem(state, 'containers', db.id, item => ({ ...item, state: 'paused' })).lists.compose).toBe(
			state.lists.compose,
		);
	});
});
