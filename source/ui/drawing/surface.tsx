import { Box, type DOMElement, measureElement, Text } from 'ink';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import type { Line, Rect } from '../../domain/text/line.js';
import type { State } from '../../state/state.js';
import { Words } from '../components/words.js';
import { useSelector } from '../use-selector.js';
import { useDrawing } from './drawing-context.js';
import type { SurfaceModel } from './screen.js';

/**
 * The root of what Ink draws, as large as the terminal. Ink cuts off what lies below its root, and what is placed on the
 * screen does not make that any taller.
 */
export function Stage({ size, children }: { readonly size: State['size']; readonly children: ReactNode }) {
	const { columns, rows } = size;
	return (
		<Box width={columns} height={rows} flexShrink={0}>
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
			<Place rect={rect} isOpaque>
				{surface.lines(state, rect.width, rect.height).map((line, row) => (
					<Words key={row} line={line} />
				))}
			</Place>
		)
	);
}

export type HoleProps = {
	readonly rect: Rect;
	readonly z: number;
	/** Whether other elements of Ink lie below it, which must not show through its gaps. */
	readonly isOpaque?: boolean;
	readonly children: ReactNode;
};

/** Ink's own elements at a place on the screen, above all surfaces of a lower `z`. */
export function Hole({ rect, z, isOpaque = false, children }: HoleProps) {
	const { screen } = useDrawing();
	const id = useId();
	useLayoutEffect(() => {
		screen?.ink.setLayer({ id, z, rect, lines: 'base' });
		screen?.ink.requestPaint();
	});
	useRemoval(id);
	return (
		<Place rect={rect} isOpaque={isOpaque || !screen}>
			{children}
		</Place>
	);
}

export type LinesProps = {
	readonly lines: readonly Line[];
	readonly width: number;
	readonly height: number;
	readonly z: number;
};

/** Many lines inside of a dialog: laid out by Ink, painted by the compositor, which is quicker at it. */
export function Lines({ lines, width, height, z }: LinesProps) {
	const { screen } = useDrawing();
	const box = useRef<DOMElement>(null);
	const id = useId();
	useLayoutEffect(() => {
		if (box.current) {
			const { x, y } = measureElement(box.current);
			screen?.ink.setLayer({ id, z, rect: { x, y, width, height }, lines });
			screen?.ink.requestPaint();
		}
	});
	useRemoval(id);
	return (
		<Box ref={box} width={width} height={height} flexDirection="column">
			{!screen && lines.map((line, row) => <Words key={row} line={line} />)}
		</Box>
	);
}

type PlaceProps = { readonly rect: Rect; readonly isOpaque: boolean; readonly children: ReactNode };

function Place({ rect, isOpaque, children }: PlaceProps) {
	const blankRow = ' '.repeat(Math.max(0, rect.width));
	const blank = Array<string>(Math.max(0, rect.height)).fill(blankRow).join('\n');
	return (
		<Box
			position="absolute"
			left={rect.x}
			top={rect.y}
			width={rect.width}
			height={rect.height}
			flexDirection="column"
			overflow="hidden"
		>
			{isOpaque && (
				<Box position="absolute">
					<Text>{blank}</Text>
				</Box>
			)}
			{children}
		</Box>
	);
}

/** Takes a layer off when its component is unmounted. */
function useRemoval(id: string): void {
	const { screen } = useDrawing();
	useLayoutEffect(
		() => () => {
			screen?.ink.removeLayer(id);
			screen?.ink.requestPaint();
		},
		[screen, id],
	);
}
