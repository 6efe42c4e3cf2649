import { describe, expect, test } from 'vitest';
import { cellWidth } from '../../../../source/domain/text/cell-width.js';
import { plainText } from '../../../../source/domain/text/lines.js';
import { focusPane } from '../../../../source/state/lists/selection.js';
import { openLog } from '../../../../source/state/logs/log-scroll.js';
import { openInput } from '../../../../source/state/modals/inline-input.js';
import { failResource } from '../../../../source/state/resources.js';
import { currentTab, tabsOf } from '../../../../source/state/selectors.js';
import type { State } from '../../../../source/state/state.js';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { detailView } from '../../../../source/ui/views/detail/detail-view.js';
import { container, detail, exited, longId, network, now } from '../../../helpers/state/builders.js';
import { fleet } from '../../../helpers/state/fleet.js';
import { text } from '../../../helpers/state/frame.js';
import { type LogChange, log } from '../../../helpers/state/log.js';
import { open, select, state, withDetails, withResource } from '../../../helpers/state/state.js';

const view = (state: State, width = 80, height = 24) => text(detailView(state, width, height, unicodeGlyphs));
const web = select(fleet(), 'web');
const known = (change: Parameters<typeof detail>[1]) => withDetails(web, detail('web', change));

describe('the detail', () => {
	test('shows the name of the item and marks the open tab by more than colour', () => {
		expect(view(open(web, 'env'))).toContain(
			'┌ web  Overview  Logs  Stats  Inspect  [Env]  Top  Mounts  Network  Changes ─',
		);
		expect(view(open(web, 'env'), 30)).toContain('┌ web  ← [Env] → ─');
	});

	test('cuts a long name in its middle rather than the names of its tabs', () => {
		const name = 'shop-checkout-service-with-a-long-name-1';
		const [line] = view(open(select(state({ containers: [container(name)] }), name), 'logs'), 80).split('\n');
		expect(line).toMatch(/^┌ shop-\S*…\S*-1 {2}/);
		for (const { title } of tabsOf('containers')) {
			expect(line).toContain(title);
		}
	});

	test.each([40, 48, 58, 80])('shows the open tab between its neighbours in %i cells, whatever the name', width => {
		for (const name of ['a', 'ninechars', 'shop-checkout-service-with-a-long-name-1', '数据库服务器主要实例一号']) {
			const selected = select(state({ containers: [container(name)] }), name);
			const titles = tabsOf('containers').map(tab => tab.title);
			for (const [at, { id, title }] of tabsOf('containers').entries()) {
				const [line = ''] = view(open(selected, id), width).split('\n');
				expect(cellWidth(line)).toBe(width);
				const around = [titles[at - 1], `[${title}]`, titles[at + 1]].filter(each => each !== undefined);
				expect(line).toContain(around.join(line.includes('·') ? '·' : '  '));
				const shown = line
					.slice(line.indexOf('  '))
					.split(/[·\s─┐←→[\]]+/)
					.filter(each => each !== '');
				expect(line.includes('←')).toBe(shown[0] !== titles[0]);
				expect(line.includes('→')).toBe(shown.at(-1) !== titles.at(-1));
			}
		}
	});

	test('shows that nothing is selected', () => {
		expect(view(state())).toContain('nothing selected');
	});

	test('shows a tab that is loading and one that failed differently', () => {
		const fresh = select(state({ containers: [exited('gone', 1)] }), 'gone');
		expect(view(open(fresh, 'inspect'))).toContain('loading…');
		const failed = failResource(fresh, { of: 'container', id: longId('gone') }, 'No such container');
		expect(view(open(failed, 'inspect'))).toContain('✗ No such container');
	});

	test('scrolls text, but not past its end', () => {
		const raw = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, index]));
		const inspected = open(known({ raw }), 'inspect');
		const at = (top: number) => view({ ...inspected, text: { ...inspected.text, top } }, 80, 12).split('\n');
		expect(at(0)[1]).toContain('{');
		expect(at(1)[1]).toContain('"key0": 0');
		expect(at(1_000_000)[10]).toContain('}');
	});

	test('marks the hits of a search', () => {
		const inspected = open(known({ raw: { Name: 'needle', Other: 'x' } }), 'inspect');
		const found = detailView({ ...inspected, text: { ...inspected.text, search: 'needle' } }, 80, 12, unicodeGlyphs);
		const hits = found.flat().filter(part => part.role === 'match');
		expect(hits.map(part => part.text)).toEqual(['needle']);
		expect(text(found)).toContain('/needle');
	});

	test('shows the search while the user types it', () => {
		const typing = openInput({ ...open(web, 'env', 'detail') }, 'search');
		expect(view(typing).trimEnd().split('\n').at(-1)).toContain(' / ');
	});

	test('returns the same lines while nothing changes', () => {
		const inspected = open(known({ raw: { a: { b: [1, 2] } } }), 'inspect');
		const first = detailView(inspected, 60, 12, unicodeGlyphs);
		const second = detailView({ ...inspected, now: now + 5000 }, 60, 12, unicodeGlyphs);
		expect(second[2]).toBe(first[2]);
	});
});

describe('the tab of a container until the user opens one', () => {
	const tabWith = (name: string, change: LogChange = {}) =>
		currentTab({ ...select(web, name), logs: log(longId(name), change) });
	const silent = { lines: [], dropped: 0 };

	test('is its log, or the Overview where it does not run or has written nothing', () => {
		expect(tabWith('web')).toBe('logs');
		expect(tabWith('web', { ...silent, status: 'loading' })).toBe('logs');
		expect(tabWith('web', silent)).toBe('overview');
		expect(tabWith('web', { ...silent, status: 'failed' })).toBe('overview');
		expect(tabWith('web', { ...silent, window: '1m' })).toBe('logs');
		expect(tabWith('flaky')).toBe('logs');
		expect(tabWith('cache')).toBe('logs');
		expect(tabWith('batch')).toBe('overview');
		expect(tabWith('fresh')).toBe('overview');
	});

	test('stays until the log of the next container is read', () => {
		const quiet = { ...select(web, 'web'), logs: log(longId('web'), silent) };
		const next = openLog(select(quiet, 'flaky'), longId('flaky'));
		expect(currentTab(select(quiet, 'flaky'))).toBe('overview');
		expect(currentTab(next)).toBe('overview');
		expect(currentTab(openLog(select(next, 'cache'), longId('cache')))).toBe('overview');
		const read: State = { ...next, logs: { ...next.logs, status: 'streaming', lines: log('flaky').lines } };
		expect(currentTab(read)).toBe('logs');
		expect(currentTab(openLog(select(read, 'web'), longId('web')))).toBe('logs');
	});

	test('is the opened tab for every container afterwards', () => {
		const opened = open(web, 'logs');
		expect(currentTab(select(opened, 'batch'))).toBe('logs');
		expect(currentTab(select(open(web, 'env'), 'fresh'))).toBe('env');
	});
});

describe('secrets', () => {
	const env = ['PATH=/bin', 'DB_PASSWORD=hunter2', 'DATABASE_URL=postgres://app:hunter2@db/app'];
	const raw = {
		Config: { Env: env, Labels: { 'api.token': 'hunter2', maintainer: 'me' } },
		SandboxKey: '/run/netns/1',
	};

	test.each(['env', 'inspect'] as const)('are masked in the %s tab until revealed', tab => {
		const shown = open(known({ env, raw }), tab);
		expect(view(shown)).not.toContain('hunter2');
		expect(view(shown)).toContain('PATH=/bin');
		expect(view(shown)).toContain('postgres://app:••••••@db/app');
		expect(view({ ...shown, text: { ...shown.text, reveal: true } })).toContain('hunter2');
	});

	test('stay visible in values that docker itself calls a key', () => {
		expect(view(open(known({ raw }), 'inspect'))).toContain('"SandboxKey": "/run/netns/1"');
	});
});

describe('the tabs of a container', () => {
	test('show load with its limit, rates, throttling and restarts in Stats', () => {
		const shown = view(open(web, 'stats'), 80, 30);
		expect(shown).toContain('CPU 18.03% of 20% near its limit');
		expect(shown).toContain('MEM 41.8MiB / 300MiB  13.73%');
		expect(shown).toMatch(/300M┤╌+/);
		expect(shown).toContain('PIDS       7 of 100');
		expect(shown).toContain('THROTTLED  30.00% now, 177 of 590 periods');
		expect(shown).toContain('RESTARTS   0  policy unless-stopped');
	});

	test('show Stats legibly in 30 by 8 cells', () => {
		const shown = view(open(web, 'stats'), 30, 8);
		expect(shown).toMatch(/CPU ━+╾?─* 18\.03% of/);
		expect(shown).toContain('PIDS       7 of 100');
	});

	test('show the exit code of a stopped container in Stats', () => {
		const ended = view(open(select(fleet(), 'batch'), 'stats'));
		expect(ended).toContain('Exited (137) 2 hours ago');
		expect(ended).toContain('137  killed (SIGKILL)');
		expect(ended).toContain('it needed more memory than its limit');
	});

	test('show the output of health checks in Stats', () => {
		const probes = [
			{ at: now - 60_000, exitCode: 0, output: 'ok' },
			{ at: now - 5000, exitCode: 1, output: 'connection refused' },
		];
		const shown = view(open(known({ probes }), 'stats'), 80, 30);
		expect(shown).toContain('✓✗  failed 5 seconds ago, exit code 1');
		expect(shown).toContain('connection refused');
		const timeout = [{ at: now - 9 * 60_000, exitCode: -1, output: 'Health check exceeded timeout (5s)' }];
		expect(view(open(known({ probes: timeout }), 'stats'), 80, 30)).toContain('✗  failed 9 minutes ago, no exit code');
		expect(view(open(known({ probes: probes.slice(0, 1) }), 'stats'), 80, 30)).toContain(
			'✓  passed about a minute ago',
		);
	});

	test('show the rows of docker top with the whole command in Top', () => {
		const processes = {
			titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'],
			rows: [['root', '1234', '1200', '0', '03:01', '?', '00:00:01', 'python app.py --port 80']],
		};
		const shown = open(withResource(web, 'processes', longId('web'), processes), 'top');
		expect(view(shown, 100)).toMatch(/UID +PID +PPID +C +STIME +TTY +TIME +CMD/);
		expect(view(shown, 58)).toContain('python app.py --port 80');
		expect(view(open(select(fleet(), 'batch'), 'top'))).toContain('batch is not running');
	});

	test('show the path on the host for each mount in Mounts', () => {
		const mounts = [
			{
				type: 'volume',
				name: 'data',
				source: '/var/lib/docker/volumes/data/_data',
				destination: '/data',
				readWrite: false,
			},
			{ type: 'tmpfs', source: '', destination: '/run', readWrite: true },
		];
		const shown = view(open(known({ mounts }), 'mounts'));
		expect(shown).toContain('/data  volume  read-only');
		expect(shown).toContain('/var/lib/docker/volumes/data/_data');
		expect(shown).toContain('/run  tmpfs  read-write');
		expect(view(open(known({ mounts: [] }), 'mounts'))).toContain('no mounts');
	});

	test('show addresses and URLs of published ports in Network', () => {
		const networks = [
			{
				name: 'shop',
				networkId: 'n',
				ip: '172.18.0.2',
				ipv6: '',
				gateway: '172.18.0.1',
				mac: '02:42',
				aliases: ['app'],
			},
		];
		const ports = [{ containerPort: 80, hostPort: 4000, ip: '0.0.0.0', protocol: 'tcp' as const }];
		const shown = view(open(known({ networks, ports }), 'network'));
		expect(shown).toContain('http://localhost:4000/');
		expect(shown).toMatch(/IP +172\.18\.0\.2/);
		expect(shown).toMatch(/aliases +app/);
	});
});

describe('the tabs of images and networks', () => {
	test('show every reference, then docker history, in Layers', () => {
		const images = focusPane(web, 'images');
		const id = images.lists.images.items.find(({ tags }) => tags.includes('helloworld:latest'))!.id;
		const layers = [
			{ id: 'x', createdAt: now - 7_200_000, createdBy: 'CMD ["sh"]', size: 12_300_000, comment: '', tags: [] },
		];
		const shown = view(open(withResource(images, 'history', id, layers), 'layers'));
		expect(shown).toContain('helloworld:v1');
		expect(shown).toMatch(/12\.3MB +2 hours ago +CMD \["sh"\]/);
	});

	test('show running and stopped containers in Used by', () => {
		const shown = view(open(select(focusPane(web, 'images'), 'postgres:16'), 'used-by'));
		expect(shown).toMatch(/db +postgres:16 +Up 3 hours \(healthy\)/);
		expect(shown).toMatch(/migrate +postgres:16 +Exited \(0\)/);
		const narrow = view(open(select(focusPane(web, 'images'), 'postgres:16'), 'used-by'), 50);
		expect(narrow).toMatch(/db +Up 3 hours \(healthy\)/);
		expect(view(open(select(focusPane(web, 'volumes'), 'pgdata'), 'used-by'))).toContain('db');
		expect(view(open(select(focusPane(web, 'volumes'), 'uploads'), 'used-by'))).toContain('no container uses it');
	});

	test('show the containers of a network with their addresses', () => {
		const place = { name: 'web', ipv4: '172.18.0.2/16', ipv6: '', mac: '02:42' };
		const shop = { network: network('shop', { containers: { a: place } }), raw: {} };
		const selected = select(focusPane(web, 'networks'), 'shop');
		const networks = withResource(selected, 'network', longId('netshop'), shop);
		const shown = view(open(networks, 'containers'));
		expect(shown).toMatch(/web +172\.18\.0\.2\/16 +02:42/);
		expect(plainText([{ text: shown }])).toContain('172.18.0.0/16');
	});
});
