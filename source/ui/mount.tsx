import { type Key, render } from 'ink';
import { type ReactNode, useMemo } from 'react';
import type { ThemeName } from '../domain/text/theme-name.js';
import { shownTheme } from '../state/shown-theme.js';
import type { State } from '../state/state.js';
import { App } from './app.js';
import { DrawingContext } from './drawing/drawing-context.js';
import { createInkOutput, inkOptions } from './drawing/ink-output.js';
import type { Screen } from './drawing/screen.js';
import type { Glyphs } from './glyphs.js';
import type { Surfaces } from './surfaces.js';
import type { Palette } from './theme.js';
import { StateContext, type StateSource, useSelector } from './use-selector.js';

export type MountOptions = {
	readonly store: StateSource;
	readonly surfaces: Surfaces;
	readonly glyphs: Glyphs;
	/** Returns the same object for the same theme. */
	palette(theme: ThemeName): Palette;
	/** If undefined, Ink writes to the terminal itself. */
	readonly screen: Screen<State> | undefined;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	onInput(input: string, key: Key): void;
	onPaste(text: string): void;
	onReady(suspend: (work: () => Promise<void>) => Promise<void>): void;
};

/** Starts Ink. With a screen, the compositor takes Ink's frames and puts them between its layers. */
export function mount(options: MountOptions): { unmount(): void; readonly exited: Promise<number> } {
	const { store, surfaces, glyphs, palette, screen, stdin, stdout, onInput, onPaste, onReady } = options;
	const ink = render(
		<StateContext value={store}>
			<Themed screen={screen} palette={palette} glyphs={glyphs}>
				<App surfaces={surfaces} onInput={onInput} onPaste={onPaste} onReady={onReady} />
			</Themed>
		</StateContext>,
		screen
			? { ...inkOptions, stdin, stdout: createInkOutput(screen.ink, stdout) }
			: { stdin, stdout, interactive: true, incrementalRendering: true, exitOnCtrlC: false, patchConsole: false },
	);
	return {
		unmount: () => ink.unmount(),
		// Ink ends by itself only if a component throws; the caller handles that error.
		exited: ink.waitUntilExit().then(() => 0),
	};
}

type ThemedProps = Pick<MountOptions, 'screen' | 'palette' | 'glyphs'> & { readonly children: ReactNode };

/** Gives the components the colours of the theme. */
function Themed({ screen, palette: paletteOf, glyphs, children }: ThemedProps) {
	const palette = paletteOf(useSelector(shownTheme));
	const drawing = useMemo(() => ({ screen, palette, glyphs }), [screen, palette, glyphs]);
	return <DrawingContext value={drawing}>{children}</DrawingContext>;
}
