import { type ColumnChoice, columnNames } from '../panes/chosen-columns.js';
import type { NounId } from '../panes/noun.js';
import { paneIds, panes } from '../panes/panes.js';

/** A column or a pane that there is not: its pane, and its place in the list of names. */
export type ColumnProblem = { readonly pane: string; readonly index: number | undefined; readonly message: string };

/** Returns the choices of columns that there are, and the problems of the others. */
export function checkedColumns(wanted: Readonly<Record<string, readonly string[]>>): {
	readonly columns: ColumnChoice;
	readonly problems: readonly ColumnProblem[];
} {
	const problems: ColumnProblem[] = [];
	const columns: Partial<Record<NounId, readonly string[]>> = {};
	for (const [pane, names] of Object.entries(wanted)) {
		const noun = paneIds.find(id => id === pane);
		if (noun === undefined) {
			problems.push({ pane, index: undefined, message: `there is no pane "${pane}": ${paneIds.join(', ')}` });
			continue;
		}
		const known = columnNames(panes[noun].columns);
		for (const [index, name] of names.entries()) {
			if (!known.includes(name)) {
				problems.push({ pane, index, message: `${pane} has no column "${name}": ${known.join(', ')}` });
			} else if (names.indexOf(name) < index) {
				problems.push({ pane, index, message: `the column "${name}" is there twice` });
			}
		}
		columns[noun] = [...new Set(names.filter(name => known.includes(name)))];
	}
	return { columns, problems };
}
