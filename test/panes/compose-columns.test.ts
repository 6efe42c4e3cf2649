import { expect, test } from 'vitest';
import { projectsOf } from '../../source/domain/compose/projects.js';
import { panes } from '../../source/panes/panes.js';
import { factsOf } from '../../source/state/facts.js';
import { detail, mebibyte, noLimits, reading } from '../helpers/state/builders.js';
import { replica } from '../helpers/state/compose.js';
import { state, withDetails, withReadings } from '../helpers/state/state.js';

const replicas = [replica('web'), replica('web', { number: 2 })];

test('the rows of a project and a service show the sums of CPU and memory in the zoomed list as well', () => {
	const limits = { ...noLimits, memory: 64 * mebibyte };
	const load = reading({ cpuPercent: 10, memory: 8 * mebibyte });
	const before = state({ containers: replicas });
	const details = replicas.map(({ id }) => ({ ...detail('web', { limits }), id }));
	const measured = withReadings(
		withDetails(before, ...details),
		Object.fromEntries(replicas.map(({ id }) => [id, [load]])),
	);
	const facts = factsOf(measured);
	const [project] = projectsOf({ containers: replicas, networks: [], volumes: [] }).projects;
	for (const item of [project!, project!.services[0]!]) {
		const cells = Object.fromEntries(
			panes.compose.columns.map(column => [column.id, column.cell(item, facts).text.trim()]),
		);
		expect(cells).toMatchObject({ cpu: '20%', 'whole-cpu': '20%', memory: '16/128M', 'whole-memory': '16/128M' });
	}
});
