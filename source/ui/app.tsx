import { type Key, useApp, useInput, usePaste, useStdin } from 'ink';
import { useLayoutEffect } from 'react';
import type { Runtime } from '../runtime/runtime.js';
import type { State } from '../state/state.js';
import { Stage, Surface } from './drawing/surface.js';
import type { Glyphs } from './glyphs.js';
import { screenParts } from './layers.js';
import { ActiveField } from './modals/active-field.js';
import { useSelector } from './use-selector.js';

export type AppProps = {
	readonly runtime: Runtime;
	readonly glyphs: Glyphs;
	/** Whether a compositor paints the screen; without one, Ink draws all of it. */
	readonly composed: boolean;
	/** What was typed in one chunk, as Ink tells it. */
	onInput(input: string, key: Key): void;
	onPaste(text: string): void;
	/** Gives out what suspends Ink while a session has the terminal. */
	onReady(suspend: (work: () => Promise<void>) => Promise<void>): void;
};

/** The root of what Ink draws: the text field in use, and the screen itself where no compositor does. The only reader of keys. */
export function App({ runtime, glyphs, composed, onInput, onPaste, onReady }: AppProps) {
	const { suspendTerminal } = useApp();
	const { isRawModeSupported } = useStdin();
	useInput(onInput, { isActive: isRawModeSupported });
	usePaste(onPaste, { isActive: isRawModeSupported });
	useLayoutEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal]);
	return (
		<Stage>
			{!composed && <Screen runtime={runtime} glyphs={glyphs} />}
			<ActiveField runtime={runtime} glyphs={glyphs} />
		</Stage>
	);
}

const whole = (state: State) => state;

/** The screen drawn by Ink alone. */
function Screen({ runtime, glyphs }: { readonly runtime: Runtime; readonly glyphs: Glyphs }) {
	const state = useSelector(runtime, whole);
	return screenParts(state, { glyphs, actions: runtime.actions }).map(({ id, z, rect, lines }) => (
		<Surface key={id} id={id} z={z} rect={rect} view={() => lines} />
	));
}
