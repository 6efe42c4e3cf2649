import type { NounId } from './noun.js';
import type { Cell, Column, Facts } from './pane.js';

/** The columns of lists by their names, in the user's order. A pane without an entry has its usual ones. */
export type ColumnChoice = Readonly<Partial<Record<NounId, readonly string[]>>>;

type Form = Pick<Column<never>, 'id' | 'formOf' | 'zoomOnly' | 'listOnly'>;

const nameOf = ({ id, formOf = id }: Form): string => formOf;

const isUsual = ({ zoomOnly, listOnly }: Form, zoomed: boolean): boolean => !(zoomed ? listOnly : zoomOnly);

/** The names of the columns that the user can choose: two forms of a column have one name. */
export const columnNames = (columns: readonly Form[]): readonly string[] => [...new Set(columns.map(nameOf))];

/** The names of the columns of a list that is not zoomed, while the user has not chosen any. */
export const usualColumnNames = (columns: readonly Form[]): readonly string[] =>
	columnNames(columns.filter(column => isUsual(column, false)));

/**
 * The columns of a list that may be shown, in their order. Without a choice, those of its form. A choice is for the list that is not
 * zoomed; the zoomed one has the others behind them. The first column is the name of the item and always stays.
 */
export function chosenColumns<T>(
	columns: readonly Column<T>[],
	choice: readonly string[] | undefined,
	zoomed: boolean,
): readonly Column<T>[] {
	const usual = columns.filter(column => isUsual(column, zoomed));
	const [first] = columns;
	if (choice === undefined || first === undefined) {
		return usual;
	}
	const names = choice.includes(nameOf(first)) ? choice : [nameOf(first), ...choice];
	const chosen = names.flatMap(name => {
		const forms = columns.filter(column => nameOf(column) === name);
		const form = forms.find(each => isUsual(each, zoomed)) ?? forms[0];
		return form === undefined ? [] : [form];
	});
	const others = zoomed ? usual.filter(column => !names.includes(nameOf(column))) : [];
	const all = [...chosen, ...others];
	return all.map((column, index) => ({
		...column,
		priority: index >= chosen.length ? column.priority : column === first ? 0 : priorityAt(index, chosen.length),
		cell: (item: T, facts: Facts) => withinSpan(column.cell(item, facts), column, usual, all.slice(index + 1)),
	}));
}

/** All chosen columns are added before any grows, the earlier ones first; the first two with the name at least. */
const priorityAt = (index: number, count: number): number => 1 + (3 * index) / count;

/** A cell covers only such columns behind it that it would cover in the usual order. */
function withinSpan<T>(cell: Cell, column: Column<T>, usual: readonly Column<T>[], behind: readonly Column<T>[]): Cell {
	if (cell.span === undefined) {
		return cell;
	}
	const from = usual.findIndex(each => nameOf(each) === nameOf(column));
	const covered = usual.slice(from + 1, from + cell.span).map(nameOf);
	const end = behind.findIndex(each => !covered.includes(nameOf(each)));
	return { ...cell, span: 1 + (end < 0 ? behind.length : end) };
}
