import type { Runtime } from '../../source/runtime/runtime.js';
import { type Compositor, createCompositor } from '../../source/ui/drawing/compositor.js';
import { createScreen, type Screen } from '../../source/ui/drawing/screen.js';
import { glyphs } from '../../source/ui/glyphs.js';
import { screenParts } from '../../source/ui/layers.js';

/**
 * Draws a runtime's state as on a terminal, but without one. Each turn that changes the screen is one frame; a real terminal
 * gets at most 30 frames per second.
 */
export function drawn({ store, actions }: Pick<Runtime, 'store' | 'actions'>): {
	readonly compositor: Compositor;
	readonly screen: Screen;
} {
	const compositor = createCompositor({ write() {} }, store.getState().size);
	const screen = createScreen({
		compositor,
		subscribe: store.subscribe,
		layers: () => screenParts(store.getState(), { glyphs: glyphs(false), actions }),
		interval: 0,
	});
	screen.draw();
	return { compositor, screen };
}
