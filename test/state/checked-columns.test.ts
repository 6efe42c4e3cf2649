import { describe, expect, test } from 'vitest';
import { checkedColumns } from '../../source/state/checked-columns.js';

describe('the columns of the config file', () => {
	test('are taken by pane, in their order', () => {
		const columns = { containers: ['name', 'status', 'cpu'], images: ['reference'] };
		expect(checkedColumns(columns)).toEqual({ columns, problems: [] });
	});

	test('that there are not are reported with their place, and left out', () => {
		const { columns, problems } = checkedColumns({ containers: ['name', 'colour', 'cpu', 'cpu'], pods: ['name'] });
		expect(columns).toEqual({ containers: ['name', 'cpu'] });
		expect(problems).toEqual([
			{ pane: 'containers', index: 1, message: expect.stringMatching(/^containers has no column "colour": name, /) },
			{ pane: 'containers', index: 3, message: 'the column "cpu" is there twice' },
			{
				pane: 'pods',
				index: undefined,
				message: expect.stringMatching(/^there is no pane "pods": containers, images/),
			},
		]);
	});
});
