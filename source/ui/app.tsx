import { type Key, useApp, useInput, usePaste, useStdin } from 'ink';
import { useLayoutEffect } from 'react';
import type { State } from '../state/state.js';
import { InlineField } from './components/inline-field.js';
import { Stage, Surface } from './drawing/surface.js';
import { Modals } from './modals/modals.js';
import type { Surfaces } from './surfaces.js';
import { useSelector } from './use-selector.js';

export type AppProps = {
	readonly surfaces: Surfaces;
	/** Receives one chunk of typed input, as Ink parsed it. */
	onInput(input: string, key: Key): void;
	onPaste(text: string): void;
	/** Receives the function that suspends Ink while a session has the terminal. */
	onReady(suspend: (work: () => Promise<void>) => Promise<void>): void;
};

/** The root of Ink's tree, and the only reader of keys. */
export function App({ surfaces, onInput, onPaste, onReady }: AppProps) {
	const { suspendTerminal } = useApp();
	const { isRawModeSupported } = useStdin();
	useInput(onInput, { isActive: isRawModeSupported });
	usePaste(onPaste, { isActive: isRawModeSupported });
	useLayoutEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal]);
	return <AppScreen surfaces={surfaces} />;
}

const sizeOf = (state: State) => state.size;
const hasTextField = ({ input, modals }: State) =>
	input !== undefined ||
	modals.some(modal => modal.kind === 'form' || (modal.kind === 'menu' && modal.query !== undefined));

/** The parts of the screen from top to bottom, then the parts above them. A part that is not on screen draws nothing. */
export function AppScreen({ surfaces }: Pick<AppProps, 'surfaces'>) {
	return (
		<Stage size={useSelector(sizeOf)} hasText={useSelector(hasTextField)}>
			<Header surfaces={surfaces} />
			<PaneStack surfaces={surfaces} />
			<Detail surfaces={surfaces} />
			<ConnectScreen surfaces={surfaces} />
			<Footer surfaces={surfaces} />
			<InlineField />
			<TooSmall surfaces={surfaces} />
			<Modals />
			<Opening surfaces={surfaces} />
		</Stage>
	);
}

type PartProps = Pick<AppProps, 'surfaces'>;

/** The engine, its state and its load. */
const Header = ({ surfaces }: PartProps) => <Surface of={surfaces.header} />;

/** The stack of lists. */
const PaneStack = ({ surfaces }: PartProps) => <Surface of={surfaces.list} />;

/** The open tab of the selected item. */
const Detail = ({ surfaces }: PartProps) => <Surface of={surfaces.detail} />;

/** Replaces lists and detail until an engine answers. */
const ConnectScreen = ({ surfaces }: PartProps) => <Surface of={surfaces.connect} />;

/** The toast or the last command, and the keys that apply. */
const Footer = ({ surfaces }: PartProps) => <Surface of={surfaces.footer} />;

/** Replaces all other parts in a window below the minimum size. */
const TooSmall = ({ surfaces }: PartProps) => <Surface of={surfaces.small} />;

/** Replaces the footer while a session opens. */
const Opening = ({ surfaces }: PartProps) => <Surface of={surfaces.opening} />;
