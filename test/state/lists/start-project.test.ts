import { describe, expect, test } from 'vitest';
import type { FoundProject } from '../../../source/domain/compose/found.js';
import type { Container } from '../../../source/domain/nouns/container.js';
import type { Volume } from '../../../source/domain/nouns/volume.js';
import { toggleGrouping } from '../../../source/state/lists/grouping.js';
import { replaceItems } from '../../../source/state/lists/listing.js';
import { openTab } from '../../../source/state/lists/selection.js';
import { keepSelection, nextOfFound, openStartProject, putFound } from '../../../source/state/lists/start-project.js';
import { currentTab, treeIn } from '../../../source/state/selectors.js';
import type { State } from '../../../source/state/state.js';
import { wanted } from '../../../source/state/wanted.js';
import { container } from '../../helpers/state/builders.js';
import { foundProject, projectVolume, replica } from '../../helpers/state/compose.js';
import { state as emptyState } from '../../helpers/state/state.js';

const web = replica('web');
const db = replica('db');
const proxy = replica('proxy', { project: 'edge' });

type Start = Partial<Pick<State, 'startProject' | 'startFolder' | 'found' | 'endpoint'>>;

const flat = (start: Start, containers: readonly Container[] = [web, db, proxy], volumes: readonly Volume[] = []) => ({
	...replaceItems(replaceItems(emptyState(), 'volumes', volumes), 'containers', containers),
	...start,
});
const started = (...input: Parameters<typeof flat>) => openStartProject(flat(...input));
const nameOfSelected = (state: State) => treeIn(state).rows[state.panes.containers.index]?.item.name;
const rowsOf = (state: State) => treeIn(state).rows.map(({ item, depth }) => `${'  '.repeat(depth)}${item.name}`);
const remote = { url: 'ssh://host', origin: 'test' };

describe('the project that plimsoll is started for', () => {
	test('is selected by its name, in the grouped list', () => {
		const state = started({ startProject: { name: 'shop' } });
		expect([nameOfSelected(state), state.startProject]).toEqual(['shop', undefined]);
		const left = started({ startProject: { name: 'old' } }, [web], [projectVolume('old', 'data')]);
		expect(nameOfSelected(left)).toBe('old');
	});

	test('is selected by its folder on this machine', () => {
		expect(nameOfSelected(started({ startProject: 'folder', startFolder: '/srv/edge' }))).toBe('edge');
		const there = started({ startProject: 'folder', startFolder: '/srv/edge', endpoint: remote });
		expect(there.grouped).toBe(false);
	});

	test('is selected from a folder inside, once its files are found', () => {
		const before = started({ startProject: 'folder', startFolder: '/srv/edge/src' });
		expect([before.grouped, before.startProject]).toEqual([false, 'folder']);
		const state = putFound(before, foundProject('edge'));
		expect([nameOfSelected(state), state.startProject]).toEqual(['edge', undefined]);
	});

	test('groups the list by a name that no project has, and not for a folder without a project', () => {
		const named = started({ startProject: { name: 'gone' } });
		expect(named.grouped).toBe(true);
		expect(named.toasts.map(({ text }) => text)).toEqual(['no project is named gone']);
		const state = putFound(started({ startProject: 'folder', startFolder: '/srv/gone' }), 'none');
		expect([state.grouped, state.startProject]).toEqual([false, undefined]);
		expect(state.toasts).toEqual([]);
	});

	test('is waited for until the lists are there', () => {
		const before = flat({ startProject: { name: 'old' } });
		const loading = { ...before.lists.volumes, status: 'loading' as const };
		const waiting = openStartProject({ ...before, lists: { ...before.lists, volumes: loading } });
		expect([waiting.grouped, waiting.startProject]).toEqual([true, { name: 'old' }]);
	});

	test('is not selected any more after a key', () => {
		const state = keepSelection(started({ startProject: 'folder', startFolder: '/srv/new' }));
		expect(putFound(state, foundProject('new')).grouped).toBe(false);
		expect(
			keepSelection(started({ startProject: 'folder', startFolder: '/srv/new' }, [])).startProject,
		).toBeUndefined();
	});
});

describe('a project that only its files name', () => {
	const found = (project: FoundProject, containers?: readonly Container[]) =>
		putFound(started({ startProject: 'folder', startFolder: project.files.workingDir }, containers), project);

	test('is selected with its plan, and has its services below it', () => {
		const state = found(foundProject('new', ['web db', 'db']));
		expect([nameOfSelected(state), currentTab(state)]).toEqual(['new', 'plan']);
		const rows = rowsOf(state);
		expect(rows.slice(rows.indexOf('new'))).toEqual(['new', '  db', '  web']);
	});

	test('stays selected when compose gives it another name, and when it is created', () => {
		const named = putFound(found(foundProject('new')), {
			...foundProject('new', ['web']),
			files: { ...foundProject('new').files, name: 'other' },
		});
		expect(nameOfSelected(named)).toBe('other');
		const before = found(foundProject('new', ['web']));
		const created = replaceItems(before, 'containers', [web, replica('web', { project: 'new' })]);
		expect(nameOfSelected(created)).toBe('new');
		expect(created.panes.containers.selected).toBe(before.panes.containers.selected);
	});

	test('is hidden with everything that does not run, and found by its name and its services', () => {
		const state = found(foundProject('new', ['web db', 'cache']));
		const { containers } = state.panes;
		const withPane = (change: Partial<typeof containers>): State => ({
			...state,
			panes: { ...state.panes, containers: { ...containers, ...change } },
		});
		expect(rowsOf(withPane({ all: false }))).not.toContain('new');
		expect(rowsOf(withPane({ filter: 'cache' }))).toEqual(['new', '  cache', '  web']);
		expect(rowsOf(withPane({ filter: 'project=new' }))).toEqual(['new', '  cache', '  web']);
		expect(rowsOf(withPane({ filter: 'nothing' }))).toEqual([]);
	});
});

describe('the start folder', () => {
	const start = { startProject: 'folder', startFolder: '/srv/new' } as const;

	test('is looked at once the containers are listed, and then compose is asked for the services', () => {
		const state = started(start);
		expect(nextOfFound(state)).toBe('files');
		expect(
			nextOfFound({
				...state,
				lists: { ...state.lists, containers: { ...state.lists.containers, status: 'loading' } },
			}),
		).toBeUndefined();
		const found = putFound(state, foundProject('new'));
		expect(nextOfFound(found)).toBe('services');
		const keys = (state: State) => wanted(state).map(({ key }) => key);
		// The open Plan tab reads the services, too.
		expect(keys(found)).not.toContain('found:services');
		expect(keys(openTab(found, 'compose', 'logs'))).toContain('found:services');
		expect(nextOfFound(putFound(found, foundProject('new', [])))).toBeUndefined();
	});

	test('is read when it no longer has the containers that it had at the start', () => {
		const files = foundProject('edge');
		const before = putFound(started({ ...start, startFolder: '/srv/edge' }), files);
		expect(nextOfFound(before)).toBeUndefined();
		const left = replaceItems(before, 'containers', [web, db]);
		expect(nextOfFound(left)).toBe('services');
	});

	test.each([
		['of a project with containers', putFound(started({ ...start, startFolder: '/srv/edge' }), foundProject('edge'))],
		['without a compose file', putFound(started(start), 'none')],
		['of another machine', started({ ...start, endpoint: remote })],
		['while the list is flat', { ...started(start), startProject: undefined }],
		['of the demo', started({ startProject: 'folder' })],
	])('is not looked at %s', (_, state) => {
		expect(nextOfFound(state)).toBeUndefined();
	});

	test('is looked at when the list is grouped later', () => {
		const state = toggleGrouping({ ...started(start, [container('lonely')]), startProject: undefined });
		expect(nextOfFound(state)).toBe('files');
	});
});
