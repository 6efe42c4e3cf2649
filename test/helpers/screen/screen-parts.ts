import type { Action } from '../../../source/actions/action.js';
import type { Line, Rect } from '../../../source/domain/text/line.js';
import type { State } from '../../../source/state/state.js';
import { type Glyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { inkLines, inkPicture, testSurfaces } from './ink-picture.js';

export type ScreenPart = {
	readonly id: string;
	readonly z: number;
	readonly rect: Rect;
	readonly lines: readonly Line[];
};

/** Returns the whole screen as lines in their places: the surfaces, and the dialogs as Ink draws them. */
export function screenParts(
	state: State,
	{ actions, glyphs = unicodeGlyphs }: { readonly actions: readonly Action[]; readonly glyphs?: Glyphs },
): readonly ScreenPart[] {
	const surfaces = testSurfaces(actions, glyphs);
	const main = Object.values(surfaces).flatMap(({ id, z, rect: rectOf, lines }): ScreenPart[] => {
		const rect = rectOf(state);
		return rect ? [{ id, z, rect, lines: lines(state, rect.width, rect.height) }] : [];
	});
	const { base, layers } = inkPicture(state, surfaces, glyphs);
	const dialogs = layers.map(
		({ id, z, rect, lines }): ScreenPart => ({ id, z, rect, lines: lines === 'base' ? inkLines(base, rect) : lines }),
	);
	return [...main, ...dialogs];
}
