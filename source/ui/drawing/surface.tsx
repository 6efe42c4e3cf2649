import { Box, Text } from 'ink';
import { createContext, type ReactNode, useCallback, useContext, useId, useLayoutEffect, useState } from 'react';
import type { Rect } from '../../domain/text/line.js';
import type { State } from '../../state/state.js';
import { Words } from '../components/words.js';
import { useSelector } from '../use-selector.js';
import { useDrawing } from './drawing-context.js';
import type { SurfaceModel } from './screen.js';

export type StageProps = {
	readonly size: State['size'];
	/** If true, Ink itself draws text, such as a text field; default true. */
	readonly hasText?: boolean;
	readonly children: ReactNode;
};

/** Makes a row of the screen the one that Ink draws. */
export const ShowRowContext = createContext<(row: number) => void>(() => {});

/**
 * The root of Ink's tree. Ink cuts off everything below its root, and absolute children do not make the root taller. Ink makes
 * an object for each cell of its root in every frame, so with a compositor the root is one row: that of the text field, the only
 * text that Ink draws. (Measured for a form at 120×40, together with memoized words: a quarter less CPU for a key.) Children are laid
 * out as in the whole screen.
 */
export function Stage({ size, hasText = true, children }: StageProps) {
	const { screen } = useDrawing();
	const [row, setRow] = useState(0);
	const showRow = useCallback(
		(next: number) => {
			screen?.ink.setBaseTop(next);
			setRow(next);
		},
		[screen],
	);
	return (
		<ShowRowContext value={showRow}>
			<Box
				width={size.columns}
				height={screen ? Number(hasText) : size.rows}
				contentOffsetY={screen ? row : 0}
				flexShrink={0}
			>
				{children}
			</Box>
		</ShowRowContext>
	);
}

/** Mounts a part of the screen, which the screen repaints on every change without a React render. */
export function Surface({ of: surface }: { readonly of: SurfaceModel<State> }) {
	const { screen } = useDrawing();
	useLayoutEffect(() => screen?.add(surface), [screen, surface]);
	return screen ? null : <SurfaceOfInk surface={surface} />;
}

const wholeState = (state: State) => state;

/** Draws a surface with Ink if there is no compositor. */
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

/** Shows Ink's own text in a row of the screen, above all surfaces with a lower `z`. */
export function Hole({ rect, z, children }: HoleProps) {
	const { screen } = useDrawing();
	const showRow = useContext(ShowRowContext);
	const id = useId();
	useLayoutEffect(() => {
		showRow(rect.y);
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

/** Puts elements at a place on the screen. Without a compositor it blanks the place, to hide the elements below. */
export function Place({ rect, children }: PlaceProps) {
	const { screen } = useDrawing();
	const { x, y, width, height } = rect;
	return (
		<Box position="absolute" left={x} top={y} width={width} height={height} flexDirection="column" overflow="hidden">
			{!screen && (
				<Box position="absolute">
					<Text>{blankText(width, height)}</Text>
				</Box>
			)}
			{children}
		</Box>
	);
}

const blankText = (width: number, height: number): string =>
	Array<string>(Math.max(0, height))
		.fill(' '.repeat(Math.max(0, width)))
		.join('\n');
