import type { WriteStream } from 'node:tty';
import type { ThemeName } from '../domain/text/theme-name.js';
import type { Runtime } from '../runtime/runtime.js';
import { shownTheme } from '../state/shown-theme.js';
import type { State } from '../state/state.js';
import { type Compositor, createCompositor } from '../ui/drawing/compositor.js';
import { createScreen, type Screen } from '../ui/drawing/screen.js';
import type { Glyphs } from '../ui/glyphs.js';
import { createSurfaces, type Surfaces } from '../ui/surfaces.js';
import type { Palette } from '../ui/theme.js';
import { type Costs, debugSurface } from '../ui/views/debug-view.js';

/** The characters and colours of the dashboard. */
export type Look = { readonly glyphs: Glyphs; palette(theme: ThemeName): Palette };

/** The dashboard's picture on the terminal. */
export type Drawing = {
	readonly compositor: Compositor;
	readonly screen: Screen<State>;
	/** The screen; undefined when Ink draws everything (`PLIMSOLL_RENDERER=ink`). */
	readonly composed: Screen<State> | undefined;
	readonly surfaces: Surfaces;
	/** Takes the size of the window. */
	resize(): void;
	/** Draws the whole screen again, over whatever is there. */
	redraw(): void;
	/** Follows the window, until the returned function is called. */
	followWindow(): () => void;
	stop(): void;
};

/** The detail follows a selection that rests for this long, as the streams of the detail do. */
const restMs = 100;

/** Draws the state of a runtime on `stdout`. */
export function createDrawing(runtime: Runtime, { glyphs, palette }: Look, stdout: WriteStream): Drawing {
	const { store, actions } = runtime;
	const isComposed = process.env.PLIMSOLL_RENDERER !== 'ink';
	const first = palette(shownTheme(store.getState()));
	const compositor = createCompositor({ write: text => stdout.write(text) }, windowSize(stdout), first);
	const surfaces = createSurfaces(glyphs, actions);
	const screen: Screen<State> = createScreen({
		compositor,
		store,
		surfaces: isComposed
			? [...Object.values(surfaces), debugSurface(() => costsOf({ compositor, screen, runtime }), glyphs)]
			: [],
		restMs,
	});

	function resize(): void {
		const size = windowSize(stdout);
		compositor.resize(size);
		runtime.resize(size);
	}

	function redraw(): void {
		compositor.forget();
		screen.draw();
	}

	return {
		compositor,
		screen,
		composed: isComposed ? screen : undefined,
		surfaces,
		resize,
		redraw,
		followWindow() {
			let isResized = false;
			const onResize = () => {
				isResized = true;
				resize();
				// Ink moves the dialogs in the same write.
				screen.ink.requestPaint();
			};
			// Node emits no `resize` for a window that is back at its old size, but the terminal has cut its text meanwhile.
			const onWindowChange = () => {
				if (!isResized) {
					redraw();
				}
				isResized = false;
			};
			stdout.on('resize', onResize);
			process.on('SIGWINCH', onWindowChange);
			return () => {
				stdout.off('resize', onResize);
				process.off('SIGWINCH', onWindowChange);
			};
		},
		stop() {
			compositor.pause();
			screen.stop();
		},
	};
}

/** The size of a terminal's window, or of a VT100 where the terminal reports none. */
export const windowSize = ({ columns, rows }: WriteStream) => ({ columns: columns ?? 80, rows: rows ?? 24 });

/** The resources that this process has used until now. */
function costsOf({
	compositor,
	screen,
	runtime,
}: Pick<Drawing, 'compositor' | 'screen'> & { runtime: Runtime }): Costs {
	const { heapUsed, rss } = process.memoryUsage();
	const { user, system } = process.cpuUsage();
	return {
		...compositor.counters,
		frameTimeMs: screen.frameTimeMs,
		streams: runtime.active().length,
		idle: runtime.store.getState().statsPaused,
		heapBytes: heapUsed,
		residentBytes: rss,
		cpuSeconds: (user + system) / 1e6,
		uptimeSeconds: process.uptime(),
	};
}
