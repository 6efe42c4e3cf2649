import { describe, expect, test } from 'vitest';
import type { Container } from '../../source/domain/nouns/container.js';
import type { Cell } from '../../source/panes/pane.js';
import { panes } from '../../source/panes/panes.js';
import { factsOf } from '../../source/state/facts.js';
import { withPane } from '../../source/state/lists/selection.js';
import { shownContainers } from '../../source/state/selectors.js';
import type { State } from '../../source/state/state.js';
import {
	container,
	detail,
	exited,
	host,
	hour,
	longId,
	mebibyte,
	noLimits,
	now,
	reading,
} from '../helpers/state/builders.js';
import { fleet } from '../helpers/state/fleet.js';
import { state, withDetails, withReadings } from '../helpers/state/state.js';

const pane = panes.containers;

function cells(state: State, name: string): Record<string, Cell> {
	const item = state.lists.containers.items.find(each => each.name === name) as Container;
	return Object.fromEntries(pane.columns.map(column => [column.id, column.cell(item, factsOf(state))]));
}

describe('the containers pane', () => {
	test('shows the values of docker stats', () => {
		const web = cells(fleet(), 'web');
		expect(web['cpu-percent']?.text).toBe('18.03%');
		expect(web['memory-usage']?.text).toBe('41.8MiB / 300MiB');
		expect(web['memory-percent']?.text).toBe('13.73%');
		expect(web.net?.text).toBe('2.21MB / 341kB');
		expect(web.block?.text).toBe('4.1MB / 242kB');
		expect(web.pids?.text).toBe('7');
	});

	test('shows the values of docker ps', () => {
		const db = cells(fleet(), 'db');
		expect(db.id?.text).toBe(longId('db').slice(0, 12));
		expect(db.status?.text).toBe('Up 3 hours (healthy)');
		expect(db.created?.text).toBe('3 hours ago');
		expect(db.ports?.text).toBe('5432/tcp');
		expect(pane.columns.map(column => column.header)).toEqual(
			expect.arrayContaining(['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES']),
		);
		expect(pane.columns.map(column => column.header)).toEqual(
			expect.arrayContaining(['CPU %', 'MEM USAGE / LIMIT', 'MEM %', 'NET I/O', 'BLOCK I/O', 'PIDS']),
		);
	});

	test('names a failed start in the status, in red, where docker ps has only the state', () => {
		const error = 'driver failed programming external connectivity: port is already allocated';
		const created = state({ containers: [container('a', { state: 'created', status: 'Created' })] });
		expect(cells(created, 'a').status).toMatchObject({ text: 'Created', role: 'dim', note: undefined });
		const failed = withDetails(created, detail('a', { error, exitCode: 128 }));
		expect(cells(failed, 'a').status).toMatchObject({ text: 'Created', role: 'bad', note: { text: 'start failed' } });
		expect(cells(failed, 'a').cpu).toMatchObject({ text: 'Created', note: { text: 'start failed', stays: true } });
		expect(pane.bullet?.(failed.lists.containers.items[0]!, factsOf(failed))).toMatchObject({ role: 'bad' });
		const ranBefore = withDetails(state({ containers: [exited('a', 128)] }), detail('a', { error, exitCode: 128 }));
		expect(cells(ranBefore, 'a').status?.note).toMatchObject({ text: 'start failed' });
		expect(cells(ranBefore, 'a').status).toMatchObject({
			text: 'Exited (128) 2 hours ago',
			short: 'Exited (128)',
			shortest: 'Exited',
		});
		const runs = withDetails(state({ containers: [container('a')] }), detail('a', { error }));
		expect(cells(runs, 'a').status?.note).toBeUndefined();
	});

	test('shows the uptime from the list until inspect has answered, then counts on', () => {
		const listed = state({ containers: [container('a', { status: 'Up 2 seconds', startedAt: undefined })] });
		expect(cells(listed, 'a').status?.text).toBe('Up 2 seconds');
		expect(cells(withDetails(listed, detail('a', { startedAt: now - 3 * hour })), 'a').status?.text).toBe('Up 3 hours');
	});

	test('finds a container by the exit code in its status', () => {
		const listed = container('a', { state: 'exited', status: 'Exited (3) 2 hours ago', exitCode: undefined });
		const base = state({ containers: [listed, exited('b', 0)] });
		expect(shownContainers(withPane(base, 'containers', { filter: 'exited=3' }))).toEqual([listed]);
	});

	test('measures load against the limit of the container', () => {
		const web = cells(fleet(), 'web');
		expect(web.cpu).toMatchObject({ text: '  18/20%', gauge: { level: 'near' } });
		expect(web.cpu?.gauge?.ratio).toBeCloseTo(0.9015);
		expect(web.memory?.text).toBe('  42/300M');
		expect(web.memory?.gauge?.ratio).toBeCloseTo(41.8 / 300);
	});

	test('measures load against the host and shows ∞ without a limit', () => {
		const db = cells(fleet(), 'db');
		expect(db.cpu?.text).toBe('    3% ∞');
		expect(db.cpu?.gauge?.ratio).toBeCloseTo(3.21 / 800);
	});

	test('shows no ∞ before inspect has answered', () => {
		const base = state({ containers: [container('a')] });
		const measured = withReadings(base, {
			[longId('a')]: [reading({ memoryLimit: 100 * mebibyte, memory: 50 * mebibyte })],
		});
		expect(cells(measured, 'a').cpu?.text.trim()).toBe('3%');
		expect(cells(measured, 'a').memory?.text.trim()).toBe('50/100M');
	});

	test('shows -- instead of 0 without a reading', () => {
		const worker = cells(fleet(), 'worker');
		expect(worker.cpu).toMatchObject({ text: '      --', gauge: { ratio: undefined } });
		expect(cells(state({ containers: [container('a')] }), 'a')).toMatchObject({
			'cpu-percent': { text: '--' },
			pids: { text: '--' },
		});
	});

	test('shows the exit of a container in words over its gauges and ports, a failure in red', () => {
		const fleetState = fleet();
		expect(cells(fleetState, 'batch').cpu).toMatchObject({
			text: 'Exited (137) 2 hours ago',
			short: 'Exited (137) 2h ago',
			role: 'bad',
			span: 3,
			note: { text: 'OOM', role: 'bad' },
		});
		expect(cells(fleetState, 'migrate').cpu).toMatchObject({ role: 'dim' });
		expect(cells(fleetState, 'migrate').cpu).toMatchObject({ text: 'Exited (0) 26 hours ago', note: undefined });
		expect(cells(fleetState, 'typo').cpu?.note?.text).toBe('the command was not found');
	});

	test('takes a failure from the status of the list until inspect has answered', () => {
		const exit = (code: number) =>
			container('a', { state: 'exited', status: `Exited (${code}) 2 hours ago`, exitCode: undefined });
		const failed = state({ containers: [exit(3)] });
		expect(cells(failed, 'a').cpu).toMatchObject({ role: 'bad' });
		expect(panes.containers.bullet!(exit(3), factsOf(failed)).role).toBe('bad');
		expect(panes.containers.bullet!(exit(0), factsOf(failed)).role).toBe('dim');
		expect(cells(state({ containers: [exit(0)] }), 'a').cpu).toMatchObject({ role: 'dim' });
	});

	test('shows the status of a stopped container once in the zoomed list', () => {
		const batch = cells(fleet(), 'batch');
		expect(batch['whole-cpu']).toEqual({ text: '' });
		expect(batch['whole-memory']).toEqual({ text: '' });
		expect(batch.status).toMatchObject({ text: 'Exited (137) 2 hours ago', note: { text: 'OOM' } });
	});

	test('shows only the use where a column is too narrow for the limit, too', () => {
		const base = withDetails(
			state({ containers: [container('a')] }, { host: { ...host, cpus: 64 } }),
			detail('a', { limits: { ...noLimits, nanoCpus: 32e9 } }),
		);
		const busy = withReadings(base, { [longId('a')]: [reading({ cpuPercent: 1600 })] });
		expect(cells(busy, 'a').cpu).toMatchObject({ text: '1600/3200%', short: '1600%' });
	});

	test('shows bad health and restarts in words', () => {
		const fleetState = fleet();
		expect(cells(fleetState, 'api').name?.note?.text).toBe('unhealthy');
		expect(cells(fleetState, 'worker').name?.note?.text).toBe('starting');
		expect(cells(fleetState, 'flaky').name?.note?.text).toBe('restarts 31');
		expect(cells(fleetState, 'db').name?.note).toBeUndefined();
	});

	test('shows no restarts once the container has run for a while', () => {
		const restarted = (startedAt: number) =>
			cells(withDetails(state({ containers: [container('a', { startedAt })] }), detail('a', { restartCount: 3 })), 'a');
		expect(restarted(now - 60_000).name?.note?.text).toBe('restarts 3');
		expect(restarted(now - 3_600_000).name?.note).toBeUndefined();
	});

	test('shows each state by a glyph, not only by colour', () => {
		const facts = factsOf(fleet());
		const glyph = (item: Container) => pane.bullet?.(item, facts).glyph;
		expect(glyph(container('a'))).toBe('running');
		expect(glyph(container('a', { health: 'unhealthy' }))).toBe('unhealthy');
		expect(glyph(container('a', { state: 'paused' }))).toBe('paused');
		expect(glyph(container('a', { state: 'restarting' }))).toBe('restarting');
		expect(glyph(exited('a', 1))).toBe('stopped');
	});
});

describe('the columns of the list', () => {
	test('leave out the registry of an image', () => {
		const image = (text: string) => cells(state({ containers: [container('a', { image: text })] }), 'a').image?.text;
		expect(image('registry.example.com/shop/api:2026.05')).toBe('shop/api:2026.05');
		expect(image('localhost:5000/api')).toBe('api');
		expect(image('localhost/api')).toBe('api');
		expect(image('shop/api:1')).toBe('shop/api:1');
		expect(image('postgres:16')).toBe('postgres:16');
	});

	test('list each published port once', () => {
		const port = { containerPort: 80, hostPort: 4000, protocol: 'tcp' } as const;
		const published = (ports: Container['ports']) =>
			cells(state({ containers: [container('a', { ports })] }), 'a').published?.text;
		expect(
			published([
				{ ...port, ip: '0.0.0.0' },
				{ ...port, ip: '::' },
			]),
		).toBe('4000->80');
		expect(published([{ ...port, ip: '127.0.0.1', protocol: 'udp' }])).toBe('127.0.0.1:4000->80/udp');
		expect(published([{ containerPort: 443, protocol: 'tcp' }])).toBe('');
	});
});

describe('the order of containers', () => {
	const names = (state: State) => shownContainers(state).map(({ name }) => name);

	test('is by state at the start, with running containers on top', () => {
		expect(names(fleet())).toEqual([
			'api',
			'db',
			'web',
			'worker',
			'flaky',
			'cache',
			'fresh',
			'batch',
			'migrate',
			'typo',
		]);
	});

	test('puts the greatest load first and unmeasured containers last when sorted by load', () => {
		const sorted = withPane(fleet(), 'containers', { sort: 'cpu' });
		expect(names(sorted).slice(0, 4)).toEqual(['api', 'web', 'db', 'cache']);
		expect(names(withPane(fleet(), 'containers', { sort: 'memory' })).slice(0, 2)).toEqual(['db', 'api']);
	});

	test('puts the newest container first when sorted by creation', () => {
		const containers = [container('old', { createdAt: now - 9 }), container('new', { createdAt: now })];
		expect(names(withPane(state({ containers }), 'containers', { sort: 'created' }))).toEqual(['new', 'old']);
	});

	test('compares numbers in names by their value', () => {
		const containers = ['web-10', 'web-9', 'Web-1'].map(name => container(name));
		expect(names(withPane(state({ containers }), 'containers', { sort: 'name' }))).toEqual([
			'Web-1',
			'web-9',
			'web-10',
		]);
	});
});

describe('the filter', () => {
	const found = (filter: string) =>
		shownContainers(withPane(fleet(), 'containers', { filter }))
			.map(({ name }) => name)
			.sort();

	test.each([
		['postgres', ['db', 'migrate']],
		['network=shop', ['api', 'db', 'web']],
		['status=exited', ['batch', 'migrate', 'typo']],
		['health=unhealthy', ['api']],
		['publish=4000', ['web']],
		['exited=137', ['batch']],
		['volume=pgdata', ['db']],
	])('%s finds %j', (filter, names) => {
		expect(found(filter)).toEqual(names);
	});

	test('hides stopped containers until all are shown', () => {
		const running = withPane(fleet(), 'containers', { all: false });
		expect(shownContainers(running)).toHaveLength(6);
	});
});

test('the CPU gauge uses the limit of --cpus, --cpu-quota or --cpuset-cpus', () => {
	const base = state({ containers: [container('a')] });
	const measured = withReadings(base, { [longId('a')]: [reading({ cpuPercent: 50 })] });
	const limited = (limits: Partial<typeof noLimits>) =>
		cells(withDetails(measured, detail('a', { limits: { ...noLimits, ...limits } })), 'a').cpu?.text.trim();
	expect(limited({ nanoCpus: 5e8 })).toBe('50/50%');
	expect(limited({ cpuQuota: 200_000 })).toBe('50/200%');
	expect(limited({ cpusetCpus: '0,2' })).toBe('50/200%');
});
