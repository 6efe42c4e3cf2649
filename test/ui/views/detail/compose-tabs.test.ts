import { describe, expect, test } from 'vitest';
import { plainText } from '../../../../source/domain/text/lines.js';
import type { TabId } from '../../../../source/panes/noun.js';
import { toggleGrouping } from '../../../../source/state/lists/grouping.js';
import { openTab, selectIndex } from '../../../../source/state/lists/selection.js';
import { receiveResource } from '../../../../source/state/resources.js';
import { treeIn } from '../../../../source/state/selectors.js';
import type { State } from '../../../../source/state/state.js';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { detailView } from '../../../../source/ui/views/detail/detail-view.js';
import { container, detail, exited, mebibyte, reading } from '../../../helpers/state/builders.js';
import { replica } from '../../../helpers/state/compose.js';
import { state, withReadings } from '../../../helpers/state/state.js';

const db = replica('db', {}, { health: 'healthy' });
const migrate = { ...exited('shop-migrate-1', 0), labels: replica('migrate').labels };
const web1 = replica('web', {
	dependsOn: 'db:service_healthy:true,migrate:service_completed_successfully:false',
});
const web2 = replica('web', { number: 2 });
const proxy = replica('proxy', { dependsOn: 'web:service_started:false' });
const alone = container('lonely');

function open(name: string, tab: TabId<'compose'>, change: (of: State) => State = of => of, columns = 100): string {
	const grouped = change(toggleGrouping(state({ containers: [db, migrate, web1, web2, proxy, alone] })));
	const at = treeIn(grouped).rows.findIndex(({ item }) => item.name === name);
	return detailView(openTab(selectIndex(grouped, at), 'compose', tab), columns, 30, unicodeGlyphs)
		.map(line => plainText(line).trimEnd())
		.join('\n');
}

describe('the tabs of a project', () => {
	test('have the name of the project and their own titles', () => {
		expect(open('shop', 'logs').split('\n')[0]).toMatch(/^┌ shop {2}\[Logs\] {2}Stats {2}Graph/);
		expect(open('web', 'graph').split('\n')[0]).toMatch(/^┌ web {2}Logs {2}Stats {2}\[Graph\]/);
	});

	test('Logs of a project merges the logs of its containers', () => {
		expect(open('shop', 'logs')).toMatch(/loading….*following · 5 sources/s);
	});

	test('Logs of a service with one container is the log of that container', () => {
		expect(open('db', 'logs')).toContain('loading');
	});

	test('Stats sums up each service and the project', () => {
		const text = open('shop', 'stats', of =>
			[web1, web2, db].reduce(
				(next, { id }) => withReadings(next, { [id]: [reading({ cpuPercent: 20, memory: 10 * mebibyte, pids: 3 })] }),
				of,
			),
		);
		expect(text).toMatch(/web +2\/2 +40% +20M .* 6 *│/);
		// One of the four containers is not measured yet.
		expect(text).toMatch(/total +4\/4 +≥60% +≥30M .* ≥9 *│/);
		expect(text).toMatch(/proxy +1\/1 +--/);
	});

	test('Stats has only the columns that fit, each with its whole text', () => {
		const measured = (of: State) =>
			withReadings(of, { [db.id]: [reading({ cpuPercent: 20, memory: mebibyte, pids: 3 })] });
		const headsAt = (columns: number) =>
			/ NAME [^│]*/
				.exec(open('shop', 'stats', measured, columns))?.[0]
				.trim()
				.split(/ {2,}/);
		expect(headsAt(100)).toEqual(['NAME', 'UP', 'CPU', 'MEMORY', 'NET I/O', 'BLOCK I/O', 'PIDS']);
		expect(headsAt(40)).toEqual(['NAME', 'UP', 'CPU', 'MEMORY']);
		const narrow = open('shop', 'stats', measured, 40).split('\n');
		expect(narrow.join('\n')).not.toContain('…');
		const at = narrow.find(row => row.includes('MEMORY'))?.indexOf('MEMORY');
		expect(narrow.find(row => row.includes('1M'))?.indexOf('1M')).toBe(at);
	});

	test('Graph of a project puts what does not fit beside a service below it', () => {
		const text = open('web', 'graph', undefined, 56);
		expect(text).toMatch(/web +1\/2|web +2\/2/);
		expect(text).not.toContain('…');
		expect(text.replace(/[\s│]+/g, ' ')).toContain('after db healthy, restarts with it; migrate completed');
	});

	test('Stats of a service has a line for each container', () => {
		const text = open('web', 'stats');
		expect(text).toMatch(/web-1 +1\/1/);
		expect(text).toMatch(/web-2 +1\/1/);
	});

	test('Graph shows the services in the order in which they start, with state and conditions', () => {
		const text = open('shop', 'graph');
		expect(text).toMatch(
			/Starts first[\s\S]* db +1\/1 healthy[\s\S]* migrate +done[\s\S]*Step 2[\s\S]* web +2\/2 +after db healthy, restarts with it; migrate completed[\s\S]*Step 3[\s\S]* proxy +1\/1 +after web started/,
		);
	});

	test('Graph of a service shows what it needs and what needs it', () => {
		const text = open('web', 'graph');
		expect(text).toMatch(/Needs[\s\S]* db [\s\S]* migrate [\s\S]*Is needed by[\s\S]* proxy /);
		expect(open('no project', 'graph')).toContain('have no dependencies');
	});

	test('count a job as done by its restart policy', () => {
		const job = { ...exited('shop-job-1', 0), labels: replica('job', { project: 'jobs' }).labels };
		const grouped = toggleGrouping(state({ containers: [job] }));
		const known = receiveResource(grouped, { of: 'container', id: job.id }, detail('job'));
		const row = (of: State) =>
			detailView(openTab(of, 'compose', 'stats'), 100, 30, unicodeGlyphs)
				.map(plainText)
				.join('\n');
		expect(row(grouped)).toMatch(/total +0\/1/);
		expect(row(known)).toMatch(/total +done/);
	});
});
