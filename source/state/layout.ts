import type { Rect } from '../domain/line.js';
import { type PaneId, paneIds } from '../panes/pane.js';
import type { State } from './state.js';

/** Below this plimsoll only says that the window is too small. */
export const smallest = { columns: 40, rows: 10 };

/** From this many columns on, lists and detail stand side by side. */
const sideBySide = 100;
/** Rows that an unfocused pane keeps at the most, by pane. */
const keeps: Readonly<Record<PaneId, number>> = { containers: 5, images: 3, volumes: 2, networks: 2 };

/**
 * One pane of the accordion. `rect` holds its title row and its body; the last pane's also the bottom border. `columns`
 * tells whether the body begins with a row of column headers; `rows` counts the item rows below it.
 */
export type PaneLayout = { readonly id: PaneId; readonly rect: Rect; readonly columns: boolean; readonly rows: number };

export type Layout = {
	readonly tooSmall: boolean;
	readonly screen: Rect;
	readonly header: Rect;
	readonly footer: Rect;
	/** Empty when the detail takes all the room. */
	readonly panes: readonly PaneLayout[];
	/** With its border; undefined when the lists take all the room. `rows`/`columns` of the body are two less. */
	readonly detail: Rect | undefined;
};

type LayoutInput = Pick<State, 'size' | 'pane' | 'focus' | 'zoom'> & {
	readonly counts: Readonly<Record<PaneId, number>>;
};

/** Where everything stands, for a window of 40×10 or more. A pure function, so that the first paint needs no layout engine. */
export function layoutOf({ size: { columns, rows }, pane, focus, zoom, counts }: LayoutInput): Layout {
	const screen = { x: 0, y: 0, width: columns, height: rows };
	const header = { x: 0, y: 0, width: columns, height: 1 };
	const footer = { x: 0, y: rows - 1, width: columns, height: 1 };
	if (columns < smallest.columns || rows < smallest.rows) {
		return { tooSmall: true, screen, header, footer, panes: [], detail: undefined };
	}
	const body = { x: 0, y: 1, width: columns, height: rows - 2 };
	const { list, detail } = split(body, focus, zoom);
	return { tooSmall: false, screen, header, footer, panes: list ? accordion(list, pane, counts) : [], detail };
}

function split(body: Rect, focus: State['focus'], zoom: State['zoom']): { list?: Rect; detail?: Rect } {
	if (zoom === 'list') return { list: body };
	if (zoom === 'detail') return { detail: body };
	if (body.width >= sideBySide) {
		const width = Math.round(body.width * (body.width >= 160 ? 0.46 : 0.52));
		return {
			list: { ...body, width },
			detail: { ...body, x: width, width: body.width - width },
		};
	}
	// One above the other; where neither would be of use, the focused side takes all.
	if (body.height < 16) return focus === 'list' ? { list: body } : { detail: body };
	const height = Math.round(body.height * (focus === 'list' ? 0.55 : 0.4));
	return { list: { ...body, height }, detail: { ...body, y: body.y + height, height: body.height - height } };
}

function accordion(area: Rect, focused: PaneId, counts: Readonly<Record<PaneId, number>>): PaneLayout[] {
	// A title row each and the bottom border; in a low window the focused pane stands alone.
	const titles = paneIds.length + 1;
	const spare = area.height - titles;
	if (spare < 3) return [paneLayout(focused, area, true)];
	const wish = (id: PaneId) => Math.min(keeps[id], Math.max(1, counts[id]));
	const others = paneIds.filter(id => id !== focused);
	const kept = new Map(others.map(id => [id, 0]));
	// Give rows round by round while the focused pane keeps two thirds of the room.
	let left = Math.floor(spare / 3);
	for (let round = 0; round < 5; round++) {
		for (const id of others) {
			if (left > 0 && kept.get(id)! < wish(id)) {
				kept.set(id, kept.get(id)! + 1);
				left--;
			}
		}
	}
	const used = [...kept.values()].reduce((a, b) => a + b, 0);
	let y = area.y;
	return paneIds.map((id, index) => {
		const last = index === paneIds.length - 1;
		const height = 1 + (id === focused ? spare - used : kept.get(id)!) + (last ? 1 : 0);
		const rect = { x: area.x, y, width: area.width, height };
		y += height;
		return paneLayout(id, rect, last, id === focused);
	});
}

function paneLayout(id: PaneId, rect: Rect, last: boolean, focused = true): PaneLayout {
	const body = rect.height - 1 - (last ? 1 : 0);
	const columns = focused && body >= 6;
	return { id, rect, columns, rows: Math.max(0, body - (columns ? 1 : 0)) };
}
