import type { Action } from '../actions/action.js';
import type { Line, Rect } from '../domain/text/line.js';
import { tracked } from '../platform/tracked.js';
import { currentLayout, isConnectScreen } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { asciiLines } from './ascii.js';
import type { SurfaceModel } from './drawing/screen.js';
import { asciiGlyphs, type Glyphs } from './glyphs.js';
import { createKeyHints } from './key-hints.js';
import { detailTarget, listTarget } from './pointer-targets.js';
import { connectView } from './views/connect-view.js';
import { detailView } from './views/detail/detail-view.js';
import { footerView } from './views/footer-view.js';
import { headerView } from './views/header/header-view.js';
import { listView } from './views/list/list-view.js';
import { openingView } from './views/opening-view.js';
import { smallView } from './views/small-view.js';

export type SurfaceId = 'header' | 'list' | 'detail' | 'footer' | 'connect' | 'small' | 'opening';
export type Surfaces = Readonly<Record<SurfaceId, SurfaceModel<State>>>;

type View = (state: State, width: number, height: number) => readonly Line[];

/** The session line lies above all dialogs. */
const top = 900;

/** The parts of the screen that change often. Each returns its own place, or undefined while it is not on screen. */
export function createSurfaces(glyphs: Glyphs, actions: readonly Action[]): Surfaces {
	const surface = (
		id: SurfaceId,
		rect: (state: State) => Rect | undefined,
		view: View,
		{ z = 0, subject, targetAt }: Partial<Pick<SurfaceModel<State>, 'z' | 'subject' | 'targetAt'>> = {},
	): SurfaceModel<State> => ({
		id,
		z,
		rect,
		lines: glyphs === asciiGlyphs ? asciiView(view) : view,
		subject,
		targetAt,
	});
	// A view whose part of the state is unchanged returns its previous lines: a statistics sample does not rebuild the log.
	const header = tracked(headerView);
	const detail = tracked(detailView);
	const footer = tracked(footerView);
	const keyHints = createKeyHints(actions);
	return {
		header: surface('header', barOf('header'), (state, width, height) => header(state, width, height, glyphs)),
		list: surface('list', listRect, (state, width, height) => listView(state, width, height, glyphs), {
			targetAt: listTarget,
		}),
		detail: surface('detail', detailRect, (state, width, height) => detail(state, width, height, glyphs), {
			subject: ({ focus, pane, panes }) => (focus === 'list' ? `${pane} ${panes[pane].selected}` : undefined),
			targetAt: (state, x, y) => detailTarget(state, x, y, glyphs),
		}),
		footer: surface('footer', barOf('footer'), (state, width, height) =>
			footer(state, width, height, glyphs, keyHints(state)),
		),
		connect: surface('connect', connectRect, (state, width, height) =>
			connectView(state, width, height, glyphs, actions),
		),
		small: surface('small', smallRect, (state, width, height) => smallView(state, width, height, glyphs)),
		opening: surface('opening', openingRect, (state, width) => openingView(state, width, glyphs), { z: top }),
	};
}

const asciiView =
	(view: View): View =>
	(state, width, height) =>
		asciiLines(view(state, width, height));

const barOf = (bar: 'header' | 'footer') => (state: State) => {
	const layout = currentLayout(state);
	return layout.tooSmall ? undefined : layout[bar];
};

/** The lists are stacked and share one rectangle. */
function listRect(state: State): Rect | undefined {
	const { panes } = currentLayout(state);
	const first = panes[0]?.rect;
	if (!first || isConnectScreen(state)) {
		return undefined;
	}
	return { ...first, height: panes.reduce((sum, { rect }) => sum + rect.height, 0) };
}

const detailRect = (state: State): Rect | undefined =>
	isConnectScreen(state) ? undefined : currentLayout(state).detail;

/** The connect screen lies between header and footer until an engine answers. */
function connectRect(state: State): Rect | undefined {
	const { screen, tooSmall } = currentLayout(state);
	return tooSmall || !isConnectScreen(state) ? undefined : { ...screen, y: 1, height: screen.height - 2 };
}

function smallRect(state: State): Rect | undefined {
	const { screen, tooSmall } = currentLayout(state);
	return tooSmall ? screen : undefined;
}

/** The session line replaces the footer, in a window of any size. */
const openingRect = ({ opening, size }: State): Rect | undefined =>
	opening && { x: 0, y: Math.max(0, size.rows - 1), width: size.columns, height: 1 };
