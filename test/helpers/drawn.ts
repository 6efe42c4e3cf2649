import type { Runtime } from '../../source/runtime/runtime.js';
import type { State } from '../../source/state/state.js';
import { type Compositor, createCompositor } from '../../source/ui/drawing/compositor.js';
import { createScreen, type Screen } from '../../source/ui/drawing/screen.js';
import { unicodeGlyphs } from '../../source/ui/glyphs.js';
import { createSurfaces } from '../../source/ui/surfaces.js';
import { createPalette } from '../../source/ui/theme.js';

/** The colours of most terminals: the selected row is a band, not reverse video. */
const palette = createPalette({ env: { TERM: 'xterm-256color' } });

/**
 * Draws a runtime's state as on a terminal, but without one. Each turn that changes the screen is one frame; a real terminal
 * gets at most 30 frames per second.
 */
export function drawn({ store, actions }: Pick<Runtime, 'store' | 'actions'>): {
	readonly compositor: Compositor;
	readonly screen: Screen<State>;
} {
	const compositor = createCompositor({ write() {} }, store.getState().size, palette);
	const screen = createScreen({
		compositor,
		store,
		surfaces: Object.values(createSurfaces(unicodeGlyphs, actions)),
		frameIntervalMs: 0,
	});
	screen.draw();
	return { compositor, screen };
}
