import { describe, expect, test } from 'vitest';
import { chosenColumns, columnNames, usualColumnNames } from '../../source/panes/chosen-columns.js';
import { containerColumns } from '../../source/panes/containers/container-columns.js';
import { nounIds, panes } from '../../source/panes/panes.js';
import { listFacts } from '../../source/state/facts.js';
import { fleet } from '../helpers/state/fleet.js';

const idsOf = (choice: readonly string[] | undefined, zoomed = false) =>
	chosenColumns(containerColumns, choice, zoomed).map(({ id }) => id);

describe('the columns that can be chosen', () => {
	test('have one name for both forms of a column', () => {
		expect(usualColumnNames(containerColumns)).toEqual(['name', 'image', 'cpu', 'memory', 'ports']);
		for (const noun of nounIds) {
			const { columns } = panes[noun];
			const ids: readonly string[] = columns.map(({ id }) => id);
			for (const name of columnNames(columns)) {
				expect(ids, noun).toContain(name);
			}
		}
	});

	test('are the usual ones without a choice', () => {
		expect(idsOf(undefined)).toEqual(['name', 'image', 'cpu', 'memory', 'published']);
		expect(idsOf(undefined, true)).not.toContain('image');
	});

	test('come in the user’s order, with the name, and with columns of the zoomed list', () => {
		expect(idsOf(['status', 'name', 'ports', 'net'])).toEqual(['status', 'name', 'published', 'net']);
		expect(idsOf(['cpu'])).toEqual(['name', 'cpu']);
		expect(idsOf([])).toEqual(['name']);
	});

	test('come first in the zoomed list, which has all others behind them', () => {
		const zoomed = idsOf(['pids', 'cpu'], true);
		expect(zoomed.slice(0, 3)).toEqual(['name', 'pids', 'whole-cpu']);
		expect(new Set(zoomed)).toEqual(new Set(idsOf(undefined, true)));
	});

	test('let a status cover only the columns that it covers in the usual order', () => {
		const state = fleet();
		const stopped = state.lists.containers.items.find(container => container.state === 'exited')!;
		const spanAt = (choice: readonly string[], id: string) =>
			chosenColumns(containerColumns, choice, false)
				.find(column => column.id === id)
				?.cell(stopped, listFacts(state)).span;
		expect(spanAt(['name', 'cpu', 'memory', 'ports'], 'cpu')).toBe(3);
		expect(spanAt(['name', 'cpu', 'memory', 'image'], 'cpu')).toBe(2);
		expect(spanAt(['name', 'cpu', 'image'], 'cpu')).toBe(1);
	});
});
