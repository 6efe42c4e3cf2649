import { Box, Text, useWindowSize } from 'ink';
import { createContext, type ReactNode, useContext, useId, useLayoutEffect } from 'react';
import type { Line, Rect } from '../../domain/text/line.js';
import { defaultPalette, type Palette } from '../theme.js';
import { toAnsi } from './ansi.js';
import type { Compositor } from './compositor.js';
import type { Layer } from './layer.js';

/** How what is under it is drawn. Without a compositor Ink draws all itself: in tests and as a fallback. */
export type Drawing = { readonly compositor: Compositor | undefined; readonly palette: Palette };

export const DrawingContext = createContext<Drawing>({ compositor: undefined, palette: defaultPalette });

/**
 * The root of what Ink draws, as large as the terminal. Ink cuts off what lies below its root, and what is placed on the
 * screen does not make that any taller.
 */
export function Stage({ children }: { readonly children: ReactNode }) {
	const { columns, rows } = useWindowSize();
	return (
		<Box width={columns} height={rows}>
			{children}
		</Box>
	);
}

export type SurfaceProps = {
	/** Unique on the screen. */
	readonly id: string;
	readonly rect: Rect;
	/** Above surfaces and holes of a lower one; 0. */
	readonly z?: number;
	/** Lines at most as wide and as many as asked for. */
	readonly view: (width: number, height: number) => readonly Line[];
};

/** Styled lines at a place on the screen. */
export function Surface({ id, rect, z = 0, view }: SurfaceProps) {
	const { compositor, palette } = useContext(DrawingContext);
	const lines = view(rect.width, rect.height);
	useLayer({ id, z, rect, lines });
	if (compositor !== undefined) {
		return null;
	}
	return (
		<Place rect={rect}>
			{lines.map((line, row) => (
				<Text key={row} wrap="truncate">
					{toAnsi(line, palette) || ' '}
				</Text>
			))}
		</Place>
	);
}

export type HoleProps = { readonly rect: Rect; readonly z: number; readonly children: ReactNode };

/** Ink's own elements at a place on the screen, above all surfaces of a lower `z`. */
export function Hole({ rect, z, children }: HoleProps) {
	useLayer({ id: useId(), z, rect, lines: 'base' });
	return <Place rect={rect}>{children}</Place>;
}

function Place({ rect, children }: { readonly rect: Rect; readonly children: ReactNode }) {
	const { compositor } = useContext(DrawingContext);
	const blank = Array<string>(Math.max(0, rect.height))
		.fill(' '.repeat(Math.max(0, rect.width)))
		.join('\n');
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
			{/* Ink alone would let show through what is under the gaps. */}
			{compositor === undefined && (
				<Box position="absolute">
					<Text>{blank}</Text>
				</Box>
			)}
			{children}
		</Box>
	);
}

/** Keeps a layer on the screen as it was last rendered, until it is unmounted. */
function useLayer(layer: Layer): void {
	const { compositor } = useContext(DrawingContext);
	useLayoutEffect(() => {
		compositor?.setLayer(layer);
		compositor?.requestPaint();
	});
	const { id } = layer;
	useLayoutEffect(
		() => () => {
			compositor?.removeLayer(id);
			compositor?.requestPaint();
		},
		[compositor, id],
	);
}
