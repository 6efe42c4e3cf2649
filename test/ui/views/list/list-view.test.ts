import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Band, Line } from '../../../../source/domain/text/line.js';
import { plainText } from '../../../../source/domain/text/lines.js';
import { panes } from '../../../../source/panes/panes.js';
import { layoutOf } from '../../../../source/state/layout.js';
import { failListing, patchItem } from '../../../../source/state/lists/listing.js';
import { moveSelection, toggleMark, withPane } from '../../../../source/state/lists/selection.js';
import { openInput } from '../../../../source/state/modals/inline-input.js';
import type { State } from '../../../../source/state/state.js';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { listView } from '../../../../source/ui/views/list/list-view.js';
import { filterField } from '../../../../source/ui/views/list/pane-title.js';
import { container, longId, volume } from '../../../helpers/state/builders.js';
import { fleet } from '../../../helpers/state/fleet.js';
import { text } from '../../../helpers/state/frame.js';
import { loadingList, select, state, withList } from '../../../helpers/state/state.js';

const view = (state: State): readonly Line[] => listView(state, 62, 38, unicodeGlyphs);
const row = (state: State, name: string): Line => view(state).find(line => plainText(line).includes(` ${name} `))!;

afterEach(() => vi.restoreAllMocks());

describe('the list', () => {
	test('draws only the visible rows of a list of any length', () => {
		const many = state({ containers: Array.from({ length: 10_000 }, (_, index) => container(`c${index}`)) });
		view(many);
		const cell = vi.spyOn(panes.containers.columns[0]!, 'cell');
		const rows = view({ ...many, now: many.now + 1000 }).length;
		expect(cell.mock.calls.length).toBeGreaterThan(0);
		expect(cell.mock.calls.length).toBeLessThan(rows);
	});

	test('makes the cells that depend on their item alone once, however many samples arrive', () => {
		const before = state({ containers: Array.from({ length: 5 }, (_, index) => container(`fixed${index}`)) });
		const spies = ['image', 'published', 'cpu'].map(id =>
			vi.spyOn(panes.containers.columns.find(column => column.id === id)!, 'cell'),
		);
		view(before);
		for (const spy of spies) {
			spy.mockClear();
		}
		view({ ...before, now: before.now + 1000, stats: new Map() });
		expect(spies.map(spy => spy.mock.calls.length)).toEqual([0, 0, 5]);
	});

	test('returns the same line for an unchanged row', () => {
		const before = fleet();
		const patched = patchItem(before, 'containers', longId('api'), item => ({
			...item,
			health: 'healthy',
		}));
		const after = { ...patched, now: before.now + 10 };
		expect(row(after, 'db')).toBe(row(before, 'db'));
		expect(row(after, 'api')).not.toBe(row(before, 'api'));
	});

	test('builds only the two changed rows when the selection moves, and reuses rows that it has built before', () => {
		const before = select(fleet(), 'web');
		const lines = view(before);
		const moved = moveSelection(before, 1);
		const after = view(moved);
		// Only rows change: the panes below keep their lines.
		expect(after.filter((line, index) => line !== lines[index])).toHaveLength(2);
		const cell = vi.spyOn(panes.containers.columns[0]!, 'cell');
		const back = view(moveSelection(moved, -1));
		expect(back.every((line, index) => line === lines[index])).toBe(true);
		expect(cell).not.toHaveBeenCalled();
	});

	test('shows the selected row on a band with its gauges and colours, fainter while the detail has the focus', () => {
		const selected = select(fleet(), 'web');
		const plain = row(select(fleet(), 'db'), 'web').slice(1, -1);
		expect(plain.some(part => part.band !== undefined)).toBe(false);
		expect(plain.some(part => part.role === 'good')).toBe(true);
		const banded = (band: Band) => plain.map(part => ({ ...part, band }));
		expect(row(selected, 'web').slice(1, -1)).toEqual(banded('focused'));
		expect(row({ ...selected, focus: 'detail' }, 'web').slice(1, -1)).toEqual(banded('unfocused'));
	});

	describe('the columns of a list of 120 columns', () => {
		const publishing = (name: string) =>
			container(name, {
				image: 'library/nginx:1.29-alpine',
				ports: [{ ip: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
			});
		const header = (base: State, width = 62) => plainText(listView(base, width, 38, unicodeGlyphs)[1]!);

		test.each(['webshop1', 'vigilant_antonelli', 'a', 'myproject-frontend-worker-12'])(
			'has IMAGE and PORTS beside the name %s',
			name => {
				const base = state({ containers: [publishing(name)] });
				expect(header(base)).toMatch(/NAMES +IMAGE +CPU +MEMORY +PORTS/);
				expect(plainText(view(base)[2]!)).toMatch(/8080(?:->80)? /);
				expect(plainText(view(base)[2]!)).toContain('-alpine');
			},
		);

		test.each([
			[62, 'a', /shop\/api:2\.7\.0 .*── .* 3000 /],
			[62, 'postgres-main', /3000 /],
			[78, 'a', /shop\/api:2\.7\.0 .*─── .*127\.0\.0\.1:3000->3000/],
			[78, 'postgres-main', /shop\/api:2\.7\.0 .*─── .* 3000->3000/],
			[90, 'postgres-main', /shop\/api:2\.7\.0 .*─── .*127\.0\.0\.1:3000->3000/],
		])(
			'shows in %s cells a short image whole and the longest form of a port that fits, for %s',
			(width, name, wanted) => {
				const ports = [{ ip: '127.0.0.1', hostPort: 3000, containerPort: 3000, protocol: 'tcp' }] as const;
				const base = state({ containers: [container(name, { image: 'shop/api:2.7.0', ports })] });
				const line = plainText(listView(base, width, 38, unicodeGlyphs)[2]!);
				expect(line).toMatch(wanted);
				expect(line).toContain(name);
			},
		);

		test('has whole names before bars, and in the zoomed list before more ids and commands', () => {
			const name = 'shop-production-eu-west-1-frontend-1';
			const listed = [container(name, { image: 'etl:v3' }), container('a', { image: 'etl:v3' })];
			const base = state({ containers: listed });
			const shown = (from: State, width: number) => text(listView(from, width, 38, unicodeGlyphs));
			expect(shown(base, 84)).toContain(name);
			expect(shown({ ...base, zoom: 'list' }, 120)).toContain(name);
		});

		test('gives the ports no space in which none of them gets longer', () => {
			const ports = ['0.0.0.0', '::'].map(ip => ({
				ip,
				hostPort: 18443,
				containerPort: 443,
				protocol: 'tcp' as const,
			}));
			const exposed = [53, 80].map(containerPort => ({ containerPort, protocol: 'tcp' as const }));
			const base = state({ containers: [container('a', { ports: [...ports, ...exposed], command: 'sleep 1000' })] });
			const zoomed = { ...base, zoom: 'list' as const };
			const head = plainText(listView(zoomed, 120, 38, unicodeGlyphs)[1]!);
			expect(head).toMatch(/PORTS {1,14}STATUS/);
		});

		test('counts the ports that do not fit', () => {
			const ports = [80, 443, 8080].map(port => ({
				ip: '0.0.0.0',
				hostPort: port,
				containerPort: port,
				protocol: 'tcp' as const,
			}));
			const base = state({ containers: [container('proxy-of-the-shop', { image: 'traefik:v3.5', ports })] });
			const at = (width: number) => plainText(listView(base, width, 38, unicodeGlyphs)[2]!);
			expect(at(62)).toMatch(/80 \+2 /);
			expect(at(80)).toMatch(/80->80, 443->443 \+1|80->80 \+2/);
			expect(at(120)).toContain('80->80, 443->443, 8080->8080');
		});

		test('has no PORTS while no container publishes one, and the others have its cells', () => {
			const base = state({ containers: [container('webshop1', { image: 'library/nginx:1.29-alpine', ports: [] })] });
			expect(header(base)).not.toContain('PORTS');
			expect(plainText(view(base)[2]!)).toContain('nginx:1.29-alpine');
		});

		test('shows numbers instead of bars before a name, an image or the ports are left out', () => {
			const of = (name: string) => plainText(view(state({ containers: [publishing(name)] }))[2]!);
			expect(of('webshop1')).toMatch(/── +--/);
			expect(of('vigilant_antonelli')).toContain('vigilant_antonelli');
			expect(of('vigilant_antonelli')).not.toMatch(/── +--/);
		});

		test('has the whole status of a stopped container once in the zoomed list', () => {
			const zoomed = { ...fleet(), zoom: 'list' as const };
			for (const width of [80, 120, 160, 200, 260]) {
				const lines = listView(zoomed, width, 38, unicodeGlyphs).map(plainText);
				const line = lines.find(each => each.includes(' batch '))!;
				expect(line.match(/Exited \(137\)/g)).toHaveLength(1);
			}
		});

		describe('with the names of a real host', () => {
			const at = (hostPort: number, containerPort: number) =>
				({ ip: '0.0.0.0', hostPort, containerPort, protocol: 'tcp' }) as const;
			const host = state({
				containers: [
					container('shop-api-1', { image: 'registry.gitlab.com/acme/shop/api:2.7.0', ports: [at(13000, 3000)] }),
					container('elasticsearch-master-0', {
						image: 'docker.elastic.co/elasticsearch/elasticsearch:8.15.3',
						ports: [at(19200, 9200), at(19300, 9300)],
					}),
					container('vigilant_antonelli', {
						image: '123.dkr.ecr.eu-west-1.amazonaws.com/platform/payments:main-4f2c9ab',
					}),
					container('db', { image: 'postgres:16-alpine' }),
				],
			});

			test.each([
				[80, 22, 19, '19200+'],
				[100, 14, 12, '19200+'],
				[120, 17, 12, '19200+'],
				[160, 22, 19, '19200+'],
				[200, 22, 25, '19200 +1'],
			])('gives them space in a window of %i columns', (columns, name, image, ports) => {
				const { width } = layoutOf({
					...host,
					size: { columns, rows: 40 },
					lists: [{ id: 'containers', count: 4, maxUnfocusedRows: 5 }],
				}).panes[0]!.rect;
				const lines = listView(host, width, 38, unicodeGlyphs).map(plainText);
				const place = (header: string) => lines[1]!.indexOf(header);
				expect([place('IMAGE') - place('NAMES') - 1, place('CPU') - place('IMAGE') - 1]).toEqual([name, image]);
				expect(lines.find(line => line.includes('8.15.3'))).toContain(` ${ports} `);
			});
		});

		test('has every column of docker ps in a zoomed list of 200 columns', () => {
			const base = { ...state({ containers: [publishing('web')] }), zoom: 'list' as const };
			const shown = header(base, 200);
			for (const name of ['NAMES', 'CONTAINER ID', 'IMAGE', 'PORTS', 'STATUS', 'CREATED', 'COMMAND']) {
				expect(shown).toContain(name);
			}
			expect(plainText(listView(base, 200, 38, unicodeGlyphs)[2]!)).toContain('0.0.0.0:8080->80/tcp');
		});
	});

	test('shows the sizes of volumes once docker system df has answered', () => {
		const none = { total: 0, active: 0, size: 0, reclaimable: 0 };
		const sized = {
			kind: 'volume',
			id: 'data',
			label: 'data',
			size: 12_300_000,
			shared: 0,
			inUse: false,
			dangling: true,
		} as const;
		const diskUsage = {
			status: 'ready',
			value: { images: none, containers: none, volumes: none, buildCache: none, items: [sized] },
		} as const;
		const before: State = { ...state({ volumes: [volume('data'), volume('newer')] }), pane: 'volumes' };
		const lines = (of: State) =>
			view(of)
				.map(plainText)
				.filter(line => /SIZE|VOLUME NAME| data | newer /.test(line));
		expect(lines(before).join()).not.toContain('SIZE');
		const after = lines({ ...before, diskUsage });
		expect(after[0]).toContain('SIZE');
		expect(after.find(line => line.includes(' data '))).toContain(' 12.3MB ');
		expect(after.find(line => line.includes(' newer '))).not.toContain('MB');
	});

	test('shows different names differently where both are cut', () => {
		const names = [
			'shop-frontend-payments-service-with-a-long-name-1',
			'shop-frontend-customer-service-with-a-long-name-1',
		];
		const shown = view(state({ containers: names.map(name => container(name)) })).map(plainText);
		const rows = shown.filter(line => line.includes('shop-'));
		expect(rows).toHaveLength(2);
		expect(rows[0]).not.toBe(rows[1]);
	});

	test('shows marks and counts them', () => {
		const marked = toggleMark(select(fleet(), 'db'));
		expect(plainText(row(marked, 'db'))).toContain('✓');
		expect(text(view(marked))).toContain('1 Containers 6/10 1 marked');
	});

	test('shows the filter and its number of matches, even while the user types it', () => {
		const filtered = withPane(fleet(), 'containers', { filter: 'postgres' });
		expect(text(view(filtered))).toContain('/postgres · 2 found');
		const typed = openInput(filtered, 'filter');
		const { edit, rect } = filterField(typed, unicodeGlyphs)!;
		expect(edit.text).toBe(typed.panes.containers.filter);
		// The text field covers this gap, which includes a cell for the cursor.
		const title = plainText(view(typed)[0]!);
		expect(title.slice(rect.x - 2, rect.x + rect.width)).toBe(` /${' '.repeat(edit.text.length + 1)}`);
	});

	test('shows a loading, a failed and an empty list differently', () => {
		expect(text(view(withList(state(), 'containers', loadingList)))).toContain('loading…');
		const failed = failListing(withList(state(), 'containers', loadingList), 'containers', 'permission denied');
		expect(text(view(failed))).toContain('✗ permission denied');
		expect(text(view(state()))).toContain('No containers');
		expect(text(view(withPane(fleet(), 'containers', { filter: 'nothing-like-it' })))).toContain(
			'nothing matches nothing-like-it',
		);
		const none = text(view(withPane(state(), 'containers', { filter: 'web' })));
		expect(none).toContain('nothing matches web');
		expect(none).not.toContain('No containers');
	});
});
