import { describe, expect, test } from 'vitest';
import { replaceItems } from '../../source/state/lists/listing.js';
import { withPane } from '../../source/state/lists/selection.js';
import { changeLogSettings } from '../../source/state/logs/log-settings.js';
import { visibleItems } from '../../source/state/selectors.js';
import type { State } from '../../source/state/state.js';
import { wanted } from '../../source/state/wanted.js';
import { container, detail, host, image, longId } from '../helpers/state/builders.js';
import { fleet } from '../helpers/state/fleet.js';
import { open, resized, select, state, withDetails } from '../helpers/state/state.js';

const keys = (of: State, kind: string) =>
	wanted(of)
		.filter(want => want.kind === kind)
		.map(({ key }) => key);

describe('the wants of the screen', () => {
	test('are none while no engine is connected', () => {
		const reconnecting = { status: 'reconnecting', attempt: 1, reason: '', retryAt: 0 } as const;
		expect(wanted(fleet({ connection: reconnecting }))).toEqual([]);
	});

	test('contain the statistics of each running container on screen once', () => {
		const hundred = Array.from({ length: 100 }, (_, index) =>
			container(`c${index}`, index % 2 ? { state: 'exited' } : {}),
		);
		const now = state({ containers: hundred });
		const running = visibleItems(now, 'containers').filter(row => row.state === 'running');
		expect(keys(now, 'stats').sort()).toEqual(running.map(({ id }) => `stats:${id}`).sort());
		expect(keys(resized(now, 80, 24), 'stats').length).toBeLessThan(keys(now, 'stats').length);
		expect(new Set(wanted(now).map(({ key }) => key)).size).toBe(wanted(now).length);
	});

	test('contain no statistics of an engine without cgroups, which would send those of the whole machine', () => {
		const without = state({ containers: [container('a')] }, { host: { ...host, cgroupDriver: 'none' } });
		expect(keys(without, 'stats')).toEqual([]);
		expect(keys(open(without, 'stats'), 'stats')).toEqual([]);
	});

	test('contain the log of the selected container once its details say if it has a TTY', () => {
		const bare = state({ containers: [container('new')] });
		expect(keys(bare, 'logs')).toEqual([]);
		const known = withDetails(bare, detail('new', { tty: true }));
		expect(wanted(known).find(({ kind }) => kind === 'logs')).toMatchObject({
			id: longId('new'),
			tty: true,
			running: true,
		});
	});

	test('have another log key for another container or window', () => {
		const web = select(fleet(), 'web');
		const all = [
			keys(web, 'logs'),
			keys(select(fleet(), 'db'), 'logs'),
			keys(changeLogSettings(web, longId('web'), { window: '5m' }), 'logs'),
		].flat();
		expect(new Set(all).size).toBe(3);
	});

	test('contain a log below the Overview only while it may replace it, or after the end', () => {
		const running = withDetails(state({ containers: [container('new')] }), detail('new', { tty: false }));
		expect(keys(running, 'logs')).toHaveLength(1);
		expect(keys(open(running, 'overview'), 'logs')).toEqual([]);
		const ended = withDetails(
			state({ containers: [container('new', { state: 'exited' })] }),
			detail('new', { tty: false }),
		);
		expect(keys(open(ended, 'overview'), 'logs')).toHaveLength(1);
	});

	test('contain only what the open tab shows', () => {
		expect(keys(select(open(fleet(), 'top'), 'web'), 'poll')).toEqual([`processes:${longId('web')}`]);
		expect(keys(select(open(fleet(), 'top'), 'web'), 'logs')).toEqual([]);
		expect(keys(select(open(fleet(), 'top'), 'batch'), 'poll')).toEqual([]);
		expect(keys(fleet({ zoom: 'list' }), 'logs')).toEqual([]);
		const images = fleet({ pane: 'images' });
		expect(keys(images, 'resource').filter(key => !key.startsWith('container:'))).toHaveLength(1);
		expect(keys(open(images, 'used-by'), 'resource').filter(key => !key.startsWith('container:'))).toEqual([]);
	});

	test('contain the details of the containers that use the selected image, as many as fit the screen', () => {
		const users = Array.from({ length: 60 }, (_, index) => container(`c${index}`));
		const images = open({ ...state({ containers: users, images: [image('i:1')] }), pane: 'images' }, 'used-by');
		const shown = replaceItems(
			images,
			'containers',
			users.map(user => ({ ...user, imageId: image('i:1').id })),
		);
		const wants = keys(shown, 'resource');
		expect(wants).toHaveLength(images.size.rows);
	});

	test('contain a sweep of the rows off screen while the list is sorted by load', () => {
		const hundred = state({ containers: Array.from({ length: 100 }, (_, index) => container(`c${index}`)) });
		expect(keys(hundred, 'sweep')).toEqual([]);
		expect(keys(withPane(hundred, 'containers', { sort: 'cpu' }), 'sweep')).toEqual(['sweep']);
		const few = state({ containers: [container('a'), container('b')] });
		expect(keys(withPane(few, 'containers', { sort: 'cpu' }), 'sweep')).toEqual([]);
	});
});
