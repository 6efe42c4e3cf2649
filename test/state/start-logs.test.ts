import { describe, expect, test } from 'vitest';
import { initialState } from '../../source/state/initial-state.js';
import { replaceItems } from '../../source/state/lists/listing.js';
import { logSettings } from '../../source/state/logs/log-settings.js';
import { mergedLog } from '../../source/state/logs/log-subject.js';
import { openStart } from '../../source/state/logs/start-logs.js';
import { currentTab, selectedContainer } from '../../source/state/selectors.js';
import type { StartLogs } from '../../source/state/state.js';
import { container, exited, now } from '../helpers/state/builders.js';
import { replica } from '../helpers/state/compose.js';

const items = [
	container('web'),
	container('proxy'),
	replica('web', { project: 'shop' }),
	replica('db', { project: 'shop' }),
	replica('db', { project: 'edge' }),
	exited('job', 1),
];
const nothing: StartLogs = { names: [], projects: [], project: undefined, raw: false, timestamps: false };

function started(logs: Partial<StartLogs>) {
	const size = { columns: 120, rows: 40 };
	const startLogs = { ...nothing, ...logs };
	const before = initialState({ endpoint: { url: 'demo://', origin: '' }, size, now, startLogs });
	return openStart(replaceItems(before, 'containers', items));
}
const mergedNames = (logs: Partial<StartLogs>) => mergedLog(started(logs))?.containers.map(({ name }) => name);

describe('the logs that plimsoll is started for', () => {
	test('are opened alone on the screen, with the settings of the command line', () => {
		const state = started({ names: ['web'], raw: true, timestamps: true });
		expect([selectedContainer(state)?.name, currentTab(state), state.focus, state.zoom]).toEqual([
			'web',
			'logs',
			'detail',
			'detail',
		]);
		expect(mergedLog(state)).toBeUndefined();
		expect([state.logs.timestamps, logSettings(state, items[0]!.id).raw, state.startLogs]).toEqual([
			true,
			true,
			undefined,
		]);
	});

	test('of a project or a service are those of its row, so that later containers join', () => {
		expect(mergedLog(started({ projects: ['shop'] }))?.key).toMatch(/^group:/);
		expect(mergedNames({ names: ['shop'] })).toEqual(['shop-db-1', 'shop-web-1']);
		expect(mergedNames({ names: ['shop/db'] })).toBeUndefined();
		expect(selectedContainer(started({ names: ['db'], project: 'edge' }))?.name).toBe('edge-db-1');
	});

	test('of several containers are merged, also of those that have ended', () => {
		expect(mergedNames({ names: ['job', 'proxy'] })).toEqual(['proxy', 'job']);
		expect(mergedNames({})).toHaveLength(items.length);
		expect(selectedContainer(started({ names: ['job'] }))?.name).toBe('job');
	});

	test('are not opened for unknown names, which end plimsoll', () => {
		expect(started({ names: ['wbe', 'web'] }).startProblem).toBe(
			'no container, service or project is named wbe. Similar names: web',
		);
		expect(started({ projects: ['shp'] }).startProblem).toBe('no project is named shp. Similar names: shop');
	});
});
