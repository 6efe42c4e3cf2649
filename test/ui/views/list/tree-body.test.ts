import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Line } from '../../../../source/domain/text/line.js';
import { plainText } from '../../../../source/domain/text/lines.js';
import { panes } from '../../../../source/panes/panes.js';
import { toggleAllFolds, toggleFold, toggleGrouping } from '../../../../source/state/lists/grouping.js';
import { patchItem } from '../../../../source/state/lists/listing.js';
import { moveSelection, selectIndex, toggleMark } from '../../../../source/state/lists/selection.js';
import { receiveResource } from '../../../../source/state/resources.js';
import { treeIn } from '../../../../source/state/selectors.js';
import type { State } from '../../../../source/state/state.js';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { listView } from '../../../../source/ui/views/list/list-view.js';
import { container, detail, exited, mebibyte, noLimits, reading } from '../../../helpers/state/builders.js';
import { foundProject, projectVolume, replica } from '../../../helpers/state/compose.js';
import { state, withReadings } from '../../../helpers/state/state.js';

const web1 = replica('web', {}, { health: 'unhealthy' });
const web2 = replica('web', { number: 2 });
const db = replica('db');
const alone = container('lonely');

const grouped = (containers = [web1, web2, db, alone]) =>
	toggleGrouping(state({ containers, volumes: [projectVolume('old', 'data')] }));
const view = (of: State, width = 62, glyphs: Glyphs = unicodeGlyphs): readonly Line[] =>
	listView(of, width, 38, glyphs);
const texts = (of: State, width?: number, glyphs?: Glyphs): readonly string[] =>
	view(of, width, glyphs).map(line => plainText(line).slice(1, -1).trimEnd());
const select = (of: State, name: string) =>
	selectIndex(
		of,
		treeIn(of).rows.findIndex(({ item }) => item.name === name),
	);

const limited = (name: string, memory: number) =>
	detail(name, {
		limits: { ...noLimits, memory, nanoCpus: 1e9 },
		restartPolicy: { name: 'always', maximumRetryCount: 0 },
	});

afterEach(() => vi.restoreAllMocks());

describe('the grouped list', () => {
	test('indents services and containers, counts what runs and names what is wrong', () => {
		const rows = texts(grouped());
		expect(rows.slice(2, 10).map(row => row.slice(0, 40).trimEnd())).toEqual([
			expect.stringMatching(/^ ✗ ▾ shop 3\/3 1 unhealthy/),
			expect.stringMatching(/^ ● {5}db/),
			expect.stringMatching(/^ ✗ {3}▾ web 2\/2 1 unhealthy/),
			expect.stringMatching(/^ ✗ {7}web-1/),
			expect.stringMatching(/^ ● {7}web-2/),
			expect.stringMatching(/^ ◌ {3}old down · 1 volume/),
			expect.stringMatching(/^ ● ▾ no project 1\/1/),
			expect.stringMatching(/^ ● {5}lonely/),
		]);
	});

	test('keeps the name of a group with several problems, and counts all but the worst', () => {
		const paused = replica('web', { number: 2 }, { state: 'paused' });
		const failed = replica('db', {}, { state: 'exited', status: 'Exited (1) 2 hours ago' });
		const rows = texts(grouped([web1, paused, failed, alone]));
		expect(rows[2]).toMatch(/^ ✗ ▾ shop 2\/3 1 unhealthy \+2/);
	});

	test('shortens the note before it cuts the name of a service', () => {
		const sick = replica('worker', {}, { health: 'unhealthy' });
		const paused = replica('worker', { number: 2 }, { state: 'paused' });
		const rows = texts(grouped([sick, paused, alone]), 60);
		expect(rows[2]).toMatch(/^ ✗ ▾ shop 2\/2 1 unhealthy/);
		expect(rows[3]).toMatch(/^ ✗ {3}▾ worker 2\/2 (1 )?unhealthy/);
	});

	test('shows a project that is not created, with its services and their images', () => {
		const found = foundProject('shop', ['web db', 'db']);
		const rows = texts(toggleGrouping(state({ containers: [] }, { found })));
		expect(rows.slice(2, 5)).toEqual([
			expect.stringMatching(/^ ◌ {3}shop not created$/),
			expect.stringMatching(/^ ◌ {5}db +db:1$/),
			expect.stringMatching(/^ ◌ {5}web +web:1$/),
		]);
	});

	test('names the image of a service as in the rows of its containers, without the host of a registry', () => {
		const image = 'registry.example:5000/team/web:1';
		const rows = texts(grouped([replica('web', {}, { image }), replica('web', { number: 2 }, { image })]), 90);
		expect(rows.slice(3, 6)).toEqual([
			expect.stringMatching(/▾ web 2\/2 +team\/web:1/),
			expect.stringMatching(/web-1 +team\/web:1/),
			expect.stringMatching(/web-2 +team\/web:1/),
		]);
	});

	test('sums up CPU and memory against the sum of the limits', () => {
		let of = grouped([web1, web2]);
		for (const { id } of [web1, web2]) {
			of = receiveResource(of, { of: 'container', id }, limited(id, 100 * mebibyte));
			of = withReadings(of, { [id]: [reading({ cpuPercent: 40, memory: 30 * mebibyte })] });
		}
		const shop = texts(of).find(row => row.includes('shop'));
		expect(shop).toMatch(/80\/200%.* 60\/200M$/);
	});

	test('shows no limit for the sum when a container has none', () => {
		let of = grouped([web1, web2]);
		of = receiveResource(of, { of: 'container', id: web1.id }, limited('web1', 100 * mebibyte));
		of = receiveResource(of, { of: 'container', id: web2.id }, detail('web2'));
		of = withReadings(of, { [web1.id]: [reading({ cpuPercent: 40, memory: 30 * mebibyte })] });
		of = withReadings(of, { [web2.id]: [reading({ cpuPercent: 0, memory: 0 })] });
		expect(texts(of).find(row => row.includes('shop'))).toMatch(/ 40% .* 30M$/);
	});

	test('marks a sum as incomplete until all running containers are measured', () => {
		const of = withReadings(grouped([web1, web2]), {
			[web1.id]: [reading({ cpuPercent: 40, memory: 30 * mebibyte })],
		});
		const shop = (glyphs?: Glyphs) => texts(of, 62, glyphs).find(row => row.includes('shop'));
		expect(shop()).toMatch(/ ≥40% .* ≥30M$/);
		const zoomed = texts({ ...of, zoom: 'list', size: { columns: 200, rows: 40 } }, 200).find(row =>
			row.includes('shop'),
		);
		expect(zoomed).toMatch(/ ≥1\.24MB \/ 312kB .* ≥7/);
		const whole = withReadings(of, { [web2.id]: [reading({ cpuPercent: 0, memory: 0 })] });
		expect(texts(whole).find(row => row.includes('shop'))).not.toContain('≥');
	});

	test('shows the status of a stopped container in the row of its service', () => {
		const stopped = { ...exited('shop-job-1', 3), labels: replica('job').labels };
		expect(texts(grouped([stopped])).find(row => row.includes(' job'))).toContain('Exited (3) 2 hours ago');
	});

	test('keeps the widths of its columns while groups are folded', () => {
		const of = grouped();
		const header = (each: State) => texts(each)[1];
		expect(header(toggleAllFolds(of))).toBe(header(of));
		expect(header(toggleFold(select(of, 'web')))).toBe(header(of));
	});

	test('marks what is folded', () => {
		expect(texts(toggleAllFolds(grouped())).filter(row => row.includes('▸'))).toHaveLength(2);
		expect(texts(toggleAllFolds(grouped()), 62, asciiGlyphs).filter(row => row.includes('+ shop'))).toHaveLength(1);
	});

	test('names the folders of two projects with one name, and Swarm stacks', () => {
		const of = grouped([replica('web', { folder: '/srv/a' }), replica('web', { folder: '/srv/b' })]);
		const rows = texts(of, 110);
		expect(rows.filter(row => /shop 1\/1 \/srv\/[ab]/.test(row))).toHaveLength(2);
	});

	test('shows marks on rows of all kinds', () => {
		const of = toggleMark(toggleMark(toggleMark(select(grouped(), 'shop'))));
		expect(texts(of).filter(row => row.startsWith('✓'))).toHaveLength(3);
	});

	test('builds only the two changed rows when the selection moves', () => {
		const before = select(grouped(), 'shop');
		const lines = view(before);
		const after = view(moveSelection(before, 1));
		expect(after.filter((line, index) => line !== lines[index])).toHaveLength(2);
		const cell = vi.spyOn(panes.containers.columns[0]!, 'cell');
		view(before);
		expect(cell).not.toHaveBeenCalled();
	});

	test('returns the same lines for the rows of other projects when a container changes', () => {
		const proxy = replica('proxy', { project: 'edge' });
		const before = grouped([web1, web2, proxy]);
		const after = patchItem(before, 'containers', web2.id, item => ({ ...item, health: 'healthy' }));
		const line = (of: State, name: string) => view(of).find(each => plainText(each).includes(` ${name}`));
		expect(line(after, 'proxy')).toBe(line(before, 'proxy'));
	});

	test('draws only the visible rows of 200 services', () => {
		const of = grouped(Array.from({ length: 200 }, (_, index) => replica(`service-${index}`)));
		view(of);
		const cell = vi.spyOn(panes.containers.columns[0]!, 'cell');
		const rows = view({ ...of, now: of.now + 1000 }).length;
		expect(cell.mock.calls.length).toBeLessThan(rows);
	});
});
