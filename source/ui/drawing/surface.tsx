import { Box, Text } from 'ink';
import { type ReactNode, useId, useLayoutEffect } from 'react';
import type { Rect } from '../../domain/text/line.js';
import type { State } from '../../state/state.js';
import { Words } from '../components/words.js';
import { useSelector } from '../use-selector.js';
import { useDrawing } from './drawing-context.js';
import type { SurfaceModel } from './screen.js';

export type StageProps = {
	readonly size: State['size'];
	/** Text of Ink's own is in it, such as a text field; default true. */
	readonly hasText?: boolean;
	readonly children: ReactNode;
};

/**
 * The root of what Ink draws, as large as the terminal. Ink cuts off what lies below its root, and what is placed on the
 * screen does not make that any taller.
 */
export function Stage({ size, hasText = true, children }: StageProps) {
	const { screen } = useDrawing();
	// Ink takes time for each cell of its root, whether there is text in it or not.
	const height = hasText || !screen ? size.rows : 0;
	return (
		<Box width={size.columns} height={height} flexShrink={0}>
			{children}
		</Box>
	);
}

/** A dense part of the screen: while it is mounted, the screen repaints it on every change, without a React render. */
export function Surface({ of: surface }: { readonly of: SurfaceModel<State> }) {
	const { screen } = useDrawing();
	useLayoutEffect(() => screen?.add(surface), [screen, surface]);
	return screen ? null : <SurfaceOfInk surface={surface} />;
}

const wholeState = (state: State) => state;

/** The same drawn by Ink alone. */
function SurfaceOfInk({ surface }: { readonly surface: SurfaceModel<State> }) {
	const state = useSelector(wholeState);
	const rect = surface.rect(state);
	return (
		rect && (
			<Place rect={rect}>
				{surface.lines(state, rect.width, rect.height).map((line, row) => (
					<Words key={row} line={line} />
				))}
			</Place>
		)
	);
}

export type HoleProps = { readonly rect: Rect; readonly z: number; readonly children: ReactNode };

/** Text of Ink's own at a place on the screen, above all surfaces of a lower `z`. */
export function Hole({ rect, z, children }: HoleProps) {
	const { screen } = useDrawing();
	const id = useId();
	useLayoutEffect(() => {
		screen?.ink.setLayer({ id, z, rect, lines: 'base' });
		screen?.ink.requestPaint();
	});
	useLayoutEffect(
		() => () => {
			screen?.ink.removeLayer(id);
			screen?.ink.requestPaint();
		},
		[screen, id],
	);
	return <Place rect={rect}>{children}</Place>;
}

type PlaceProps = { readonly rect: Rect; readonly children: ReactNode };

/** Ink's elements at a place on the screen. Where Ink draws alone, those below do not show through the gaps. */
export function Place({ rect, children }: PlaceProps) {
	const { screen } = useDrawing();
	const { x, y, width, height } = rect;
	const blank = Array<string>(Math.max(0, height))
		.fill(' '.repeat(Math.max(0, width)))
		.join('\n');
	return (
		<Box position="absolute" left={x} top={y} width={width} height={height} flexDirection="column" overflow="hidden">
			{!screen && (
				<Box position="absolute">
					<Text>{blank}</Text>
				</Box>
			)}
			{children}
		</Box>
	);
}
