import type { Rect } from '../domain/text/line.js';
import type { NounId } from '../panes/noun.js';
import type { State } from './state.js';

/** In a smaller window plimsoll shows only a message about the size. */
export const smallest = { columns: 40, rows: 10 };

/** With fewer rows for all lists, the focused one takes those that it needs. */
const lowRows = 12;
/** The focused list keeps this many rows with its column headers, even if it is empty. */
const minFocusedRows = 6;

/** In a window of at least this many columns, lists and detail stand side by side. */
const sideBySideColumns = 100;

/** Names, images, both numbers with their limits and ports have space in 59 columns, and bars as well in 80. */
const listColumns = (columns: number): number =>
	Math.max(59, Math.min(Math.round(columns * 0.52), Math.max(80, Math.round(columns * 0.46))));

/**
 * One pane of the accordion. `rect` holds its title row and its body; the last pane's also the bottom border. `columns` is
 * true if the body begins with a row of column headers; `rows` counts the item rows below it.
 */
export type PaneLayout = { readonly id: NounId; readonly rect: Rect; readonly columns: boolean; readonly rows: number };

export type Layout = {
	readonly tooSmall: boolean;
	readonly screen: Rect;
	readonly header: Rect;
	readonly footer: Rect;
	/** The lists; empty while the detail fills the screen. */
	readonly panes: readonly PaneLayout[];
	/** The detail with its border; undefined while the lists fill the screen. */
	readonly detail: Rect | undefined;
};

/** The size of a body, in cells. */
export type BodySize = Pick<Rect, 'width' | 'height'>;

/** The size of what is inside a border. */
export const insideBorder = ({ width, height }: BodySize): BodySize => ({
	width: Math.max(0, width - 2),
	height: Math.max(0, height - 2),
});

/** A list on screen: the number of its items, and the most rows that it has while another list has the focus. */
export type ListSize = { readonly id: NounId; readonly count: number; readonly maxUnfocusedRows: number };

type LayoutInput = Pick<State, 'size' | 'pane' | 'focus' | 'zoom'> & { readonly lists: readonly ListSize[] };

/** The place of everything in a window. A pure function, so that the first paint needs no layout engine. */
export function layoutOf({ size: { columns, rows }, pane, focus, zoom, lists }: LayoutInput): Layout {
	const screen = { x: 0, y: 0, width: columns, height: rows };
	const header = { x: 0, y: 0, width: columns, height: 1 };
	const footer = { x: 0, y: rows - 1, width: columns, height: 1 };
	if (columns < smallest.columns || rows < smallest.rows) {
		return { tooSmall: true, screen, header, footer, panes: [], detail: undefined };
	}
	const body = { x: 0, y: 1, width: columns, height: rows - 2 };
	const { list, detail } = split(body, focus, zoom);
	return { tooSmall: false, screen, header, footer, panes: list ? accordion(list, pane, lists) : [], detail };
}

function split(body: Rect, focus: State['focus'], zoom: State['zoom']): { list?: Rect; detail?: Rect } {
	// The focus may have moved since the zoom: what fills the screen is always the side that has the keys.
	if (zoom !== 'none') {
		return focus === 'list' ? { list: body } : { detail: body };
	}
	if (body.width >= sideBySideColumns) {
		const width = listColumns(body.width);
		return {
			list: { ...body, width },
			detail: { ...body, x: width, width: body.width - width },
		};
	}
	// Lists and detail stand one above the other; in a low window the focused side takes all rows.
	if (body.height < 16) {
		return focus === 'list' ? { list: body } : { detail: body };
	}
	const height = Math.round(body.height * (focus === 'list' ? 0.6 : 0.4));
	return { list: { ...body, height }, detail: { ...body, y: body.y + height, height: body.height - height } };
}

function accordion(area: Rect, focused: NounId, lists: readonly ListSize[]): PaneLayout[] {
	// Each list has a title row, and the last one the bottom border; in a low window the focused list stands alone.
	const titles = lists.length + 1;
	const spare = area.height - titles;
	if (lists.length === 0) {
		return [];
	}
	if (spare < 3) {
		return [paneLayout(focused, area, true)];
	}
	const rowsOf = rowsOfOthers(spare, focused, lists);
	const used = [...rowsOf.values()].reduce((a, b) => a + b, 0);
	let y = area.y;
	return lists.map(({ id }, index) => {
		const last = index === lists.length - 1;
		const height = 1 + (rowsOf.get(id) ?? spare - used) + (last ? 1 : 0);
		const rect = { x: area.x, y, width: area.width, height };
		y += height;
		return paneLayout(id, rect, last, id === focused);
	});
}

/**
 * Returns the rows of the lists without the focus. The focused list keeps two thirds of the rows, and all of them in a low
 * window; the rows that it does not need are the others'.
 */
function rowsOfOthers(spare: number, focused: NounId, lists: readonly ListSize[]): Map<NounId, number> {
	const others = lists.filter(({ id }) => id !== focused);
	const rowsOf = new Map<NounId, number>(others.map(({ id }) => [id, 0]));
	const give = (rows: number, limit: (list: ListSize) => number) => {
		let left = rows;
		// A row each, round by round.
		for (let before = -1; before !== left; ) {
			before = left;
			for (const list of others) {
				if (left > 0 && rowsOf.get(list.id)! < limit(list)) {
					rowsOf.set(list.id, rowsOf.get(list.id)! + 1);
					left--;
				}
			}
		}
		return left;
	};
	const needed = Math.max(minFocusedRows, 1 + (lists.find(({ id }) => id === focused)?.count ?? 0));
	const share = spare < lowRows ? 0 : Math.floor(spare / 3);
	const unused = give(share, ({ count, maxUnfocusedRows }) => Math.min(maxUnfocusedRows, Math.max(1, count)));
	give(Math.max(0, spare - needed - (share - unused)), ({ count, maxUnfocusedRows }) =>
		maxUnfocusedRows === 0 ? 0 : Math.max(1, count),
	);
	return rowsOf;
}

function paneLayout(id: NounId, rect: Rect, last: boolean, focused = true): PaneLayout {
	const body = rect.height - 1 - (last ? 1 : 0);
	const columns = focused && body >= 6;
	return { id, rect, columns, rows: Math.max(0, body - (columns ? 1 : 0)) };
}
