import type { Rect } from '../domain/text/line.js';
import type { NounId } from '../panes/noun.js';
import type { State } from './state.js';

/** Below this plimsoll only says that the window is too small. */
export const smallest = { columns: 40, rows: 10 };

/** From this many columns on, lists and detail stand side by side. */
const sideBySide = 100;
/**
 * One pane of the accordion. `rect` holds its title row and its body; the last pane's also the bottom border. `columns`
 * tells whether the body begins with a row of column headers; `rows` counts the item rows below it.
 */
export type PaneLayout = { readonly id: NounId; readonly rect: Rect; readonly columns: boolean; readonly rows: number };

export type Layout = {
	readonly tooSmall: boolean;
	readonly screen: Rect;
	readonly header: Rect;
	readonly footer: Rect;
	/** Empty when the detail takes all the room. */
	readonly panes: readonly PaneLayout[];
	/** With its border; undefined when the lists take all the room. */
	readonly detail: Rect | undefined;
};

/** The size of a body, in cells. */
export type BodySize = Pick<Rect, 'width' | 'height'>;

/** The size of what is inside a border. */
export const insideBorder = ({ width, height }: BodySize): BodySize => ({
	width: Math.max(0, width - 2),
	height: Math.max(0, height - 2),
});

/** A list that is to be on screen: how many items it has, and the most rows that it keeps without the focus. */
export type ListSize = { readonly id: NounId; readonly count: number; readonly rowsKept: number };

type LayoutInput = Pick<State, 'size' | 'pane' | 'focus' | 'zoom'> & { readonly lists: readonly ListSize[] };

/** Where everything stands, for a window of 40×10 or more. A pure function, so that the first paint needs no layout engine. */
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
	if (zoom === 'list') {
		return { list: body };
	}
	if (zoom === 'detail') {
		return { detail: body };
	}
	if (body.width >= sideBySide) {
		const width = Math.round(body.width * (body.width >= 160 ? 0.46 : 0.52));
		return {
			list: { ...body, width },
			detail: { ...body, x: width, width: body.width - width },
		};
	}
	// One above the other; where neither would be of use, the focused side takes all.
	if (body.height < 16) {
		return focus === 'list' ? { list: body } : { detail: body };
	}
	const height = Math.round(body.height * (focus === 'list' ? 0.55 : 0.4));
	return { list: { ...body, height }, detail: { ...body, y: body.y + height, height: body.height - height } };
}

function accordion(area: Rect, focused: NounId, lists: readonly ListSize[]): PaneLayout[] {
	// A title row each and the bottom border; in a low window the focused pane stands alone.
	const titles = lists.length + 1;
	const spare = area.height - titles;
	if (lists.length === 0) {
		return [];
	}
	if (spare < 3) {
		return [paneLayout(focused, area, true)];
	}
	const others = lists.filter(({ id }) => id !== focused);
	const kept = new Map<NounId, number>(others.map(({ id }) => [id, 0]));
	// Give rows round by round while the focused pane keeps two thirds of the room.
	let left = Math.floor(spare / 3);
	const rounds = Math.max(0, ...others.map(({ rowsKept }) => rowsKept));
	for (let round = 0; round < rounds; round++) {
		for (const { id, count, rowsKept } of others) {
			if (left > 0 && kept.get(id)! < Math.min(rowsKept, Math.max(1, count))) {
				kept.set(id, kept.get(id)! + 1);
				left--;
			}
		}
	}
	const used = [...kept.values()].reduce((a, b) => a + b, 0);
	let y = area.y;
	return lists.map(({ id }, index) => {
		const last = index === lists.length - 1;
		const height = 1 + (kept.get(id) ?? spare - used) + (last ? 1 : 0);
		const rect = { x: area.x, y, width: area.width, height };
		y += height;
		return paneLayout(id, rect, last, id === focused);
	});
}

function paneLayout(id: NounId, rect: Rect, last: boolean, focused = true): PaneLayout {
	const body = rect.height - 1 - (last ? 1 : 0);
	const columns = focused && body >= 6;
	return { id, rect, columns, rows: Math.max(0, body - (columns ? 1 : 0)) };
}
