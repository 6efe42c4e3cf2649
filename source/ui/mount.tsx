import { type Key, render } from 'ink';
import type { Runtime } from '../runtime/runtime.js';
import { App } from './app.js';
import type { Compositor } from './drawing/compositor.js';
import { createInkOutput, inkOptions } from './drawing/ink-output.js';
import { DrawingContext } from './drawing/surface.js';
import type { Glyphs } from './glyphs.js';
import type { Palette } from './theme.js';

export type MountOptions = {
	readonly runtime: Runtime;
	readonly glyphs: Glyphs;
	readonly palette: Palette;
	/** Undefined: Ink writes to the terminal itself. */
	readonly compositor: Compositor | undefined;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	onInput(input: string, key: Key): void;
	onPaste(text: string): void;
	onReady(suspend: (work: () => Promise<void>) => Promise<void>): void;
};

/** Starts Ink: with a compositor it draws only modals, into frames that the compositor lays under its layers. */
export function mount(options: MountOptions): { unmount(): void; readonly exited: Promise<number> } {
	const { runtime, glyphs, palette, compositor, stdin, stdout, onInput, onPaste, onReady } = options;
	const ink = render(
		<DrawingContext.Provider value={{ compositor, palette }}>
			<App
				runtime={runtime}
				glyphs={glyphs}
				composed={compositor !== undefined}
				onInput={onInput}
				onPaste={onPaste}
				onReady={onReady}
			/>
		</DrawingContext.Provider>,
		compositor
			? { ...inkOptions, stdin, stdout: createInkOutput(compositor, stdout) }
			: { stdin, stdout, interactive: true, incrementalRendering: true, exitOnCtrlC: false, patchConsole: false },
	);
	return {
		unmount: () => ink.unmount(),
		// Ink ends by itself only when a component throws: that error is the program's.
		exited: ink.waitUntilExit().then(() => 0),
	};
}
