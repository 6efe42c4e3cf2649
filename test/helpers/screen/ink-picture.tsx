import { type Instance, render } from 'ink';
import type { Action } from '../../../source/actions/action.js';
import type { Line, Rect } from '../../../source/domain/text/line.js';
import type { State } from '../../../source/state/state.js';
import { AppScreen } from '../../../source/ui/app.js';
import { type Cells, characterOf, createCellParser } from '../../../source/ui/drawing/cells.js';
import { characterText, continuation } from '../../../source/ui/drawing/characters.js';
import type { CursorCell } from '../../../source/ui/drawing/compositor.js';
import { DrawingContext } from '../../../source/ui/drawing/drawing-context.js';
import { createInkOutput, inkOptions } from '../../../source/ui/drawing/ink-output.js';
import type { Layer } from '../../../source/ui/drawing/layer.js';
import type { SurfaceModel } from '../../../source/ui/drawing/screen.js';
import { type Glyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { createSurfaces, type Surfaces } from '../../../source/ui/surfaces.js';
import { defaultPalette } from '../../../source/ui/theme.js';
import { StateContext } from '../../../source/ui/use-selector.js';
import { FakeStdin, FakeStdout } from './fake-streams.js';

/** Ink's output for a state: its frame, the layers of its components, and the cursor. */
export type InkPicture = {
	readonly base: string;
	readonly layers: readonly Layer[];
	readonly cursor: CursorCell | undefined;
};

const nothing: InkPicture = { base: '', layers: [], cursor: undefined };

// All tests of a file share one Ink, because a start takes longer than a test.
const stdout = new FakeStdout(80, 24);
const listeners = new Set<() => void>();
const layers = new Map<string, Layer>();
let base = '';
let baseTop = 0;
let cursor: CursorCell | undefined;
let current: State | undefined;
let instance: Instance | undefined;

const ink = {
	setBase(frame: string) {
		base = frame;
	},
	setBaseTop(top: number) {
		baseTop = top;
	},
	setLayer: (layer: Layer) => void layers.set(layer.id, layer),
	removeLayer: (id: string) => void layers.delete(id),
	setCursor(cell: CursorCell | undefined) {
		cursor = cell;
	},
	requestPaint() {},
};
/** The layers of dialogs; Ink does not draw the main surfaces. */
const plates = new Map<string, SurfaceModel<State>>();
const screen = {
	add(surface: SurfaceModel<State>) {
		plates.set(surface.id, surface);
		return () => {
			if (plates.get(surface.id) === surface) {
				plates.delete(surface.id);
			}
		};
	},
	ink,
};
const source = {
	getState: () => current!,
	subscribe(listener: () => void) {
		listeners.add(listener);
		return () => listeners.delete(listener);
	},
};

const surfacesOf = new Map<Glyphs, { readonly actions: readonly Action[]; readonly surfaces: Surfaces }>();

/** The surfaces of a screen with these actions. */
export function testSurfaces(actions: readonly Action[], glyphs: Glyphs = unicodeGlyphs): Surfaces {
	const known = surfacesOf.get(glyphs);
	if (known?.actions === actions) {
		return known.surfaces;
	}
	const surfaces = createSurfaces(glyphs, actions);
	surfacesOf.set(glyphs, { actions, surfaces });
	return surfaces;
}

/** Draws Ink's part of a state synchronously. */
export function inkPicture(state: State, surfaces: Surfaces, glyphs: Glyphs = unicodeGlyphs): InkPicture {
	if (state.modals.length === 0 && !state.input && (!current || current.modals.length === 0)) {
		return nothing;
	}
	current = state;
	stdout.columns = state.size.columns;
	stdout.rows = state.size.rows;
	for (const listener of [...listeners]) {
		listener();
	}
	const tree = (
		<DrawingContext value={{ screen, palette: defaultPalette, glyphs }}>
			<StateContext value={source}>
				<AppScreen surfaces={surfaces} />
			</StateContext>
		</DrawingContext>
	);
	// Ink renders a new tree synchronously, and React flushes its pending updates with it.
	if (instance) {
		instance.rerender(tree);
	} else {
		const stdin = new FakeStdin() as unknown as NodeJS.ReadStream;
		const output = createInkOutput(ink, stdout as unknown as NodeJS.WriteStream);
		instance = render(tree, { ...inkOptions, stdin, stdout: output });
	}
	const dialogs = [...plates.values()].flatMap((plate): Layer[] => {
		const rect = plate.rect(state);
		if (!rect || plate.id in surfaces) {
			return [];
		}
		return [{ id: plate.id, z: plate.z, rect, lines: plate.lines(state, rect.width, rect.height) }];
	});
	return { base: '\n'.repeat(baseTop) + base, layers: [...dialogs, ...layers.values()], cursor };
}

const parser = createCellParser(defaultPalette);

/** Returns the text of Ink's frame in a rectangle, one line per row. */
export function inkLines(frame: string, rect: Rect): readonly Line[] {
	const rows = frame.split('\n');
	return Array.from({ length: rect.height }, (_, at) => [
		{ text: textOf(parser.ansi(rows[rect.y + at] ?? ''), rect.x, rect.width) },
	]);
}

/** The cells put this before a mark that the terminal would otherwise combine with its neighbour. */
const circle = /^\u25cc(?=.)/;

function textOf(cells: Cells, from: number, width: number): string {
	let text = '';
	for (let x = from; x < from + width; x++) {
		const character = x < cells.length ? characterOf(cells[x]!) : 0x20;
		// Half of a wide character is drawn as a blank.
		text += character === continuation && x === from ? ' ' : characterText(character).replace(circle, '');
	}
	return text;
}
