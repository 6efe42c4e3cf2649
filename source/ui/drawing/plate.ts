import { type DOMElement, measureElement } from 'ink';
import { createContext, useContext, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { Line, Rect, Span } from '../../domain/text/line.js';
import { lineWidth } from '../../domain/text/lines.js';
import { useDrawing } from './drawing-context.js';

/** Lines, and the box that Ink lays out for them. */
type Piece = { readonly box: DOMElement; readonly lines: readonly Line[] };

/**
 * A dialog's rectangle: Ink lays out the words in it, the compositor paints them. (Ink 8 splits every visible text into
 * characters for every frame: a form took four times the CPU per key when Ink drew its words.)
 */
export type Plate = {
	readonly z: number;
	put(id: string, piece: Piece): void;
	remove(id: string): void;
};

export const PlateContext = createContext<Plate | undefined>(undefined);

/** True in the uppermost dialog, which has the keys. */
export const IsTopContext = createContext(true);

/** Puts a plate on the screen while its component is mounted; undefined where Ink draws alone. */
export function usePlate(rect: Rect, z: number): Plate | undefined {
	const { screen } = useDrawing();
	const id = `dialog ${useId()}`;
	const { x, y, width, height } = rect;
	const plate = useMemo(() => (screen ? createPlate(z, screen.ink.requestPaint) : undefined), [screen, z]);
	useLayoutEffect(() => {
		const remove =
			plate &&
			screen?.add({ id, z, rect: () => ({ x, y, width, height }), lines: () => plate.lines({ x, y, width, height }) });
		screen?.ink.requestPaint();
		return () => {
			remove?.();
			screen?.ink.requestPaint();
		};
	}, [screen, plate, id, z, x, y, width, height]);
	// Whatever is rendered in a dialog may move the rest of it.
	useLayoutEffect(() => plate?.changed());
	return plate;
}

function createPlate(z: number, requestPaint: () => void) {
	const pieces = new Map<string, Piece>();
	let known: readonly Line[] = [];
	let isChanged = true;
	const changed = () => {
		isChanged = true;
		requestPaint();
	};
	return {
		z,
		changed,
		put(id: string, piece: Piece) {
			pieces.set(id, piece);
			changed();
		},
		remove(id: string) {
			pieces.delete(id);
			changed();
		},
		/** Its rows from top to bottom; the same object for a row that looks the same. */
		lines(rect: Rect): readonly Line[] {
			if (isChanged || known.length !== rect.height) {
				const rows = joined([...pieces.values()], rect);
				known = rows.map((row, at) => (isSameLine(row, known[at]) ? known[at]! : row));
				isChanged = false;
			}
			return known;
		},
	};
}

/** The rows of a rectangle with the pieces in their places. */
function joined(pieces: readonly Piece[], { x: left, y: top, width, height }: Rect): readonly Line[] {
	const rows = Array.from({ length: height }, (): { readonly spans: Span[]; width: number } => ({
		spans: [],
		width: 0,
	}));
	const placed = pieces.map(({ box, lines }) => ({ ...measureElement(box), lines }));
	for (const { x, y, lines } of placed.sort((a, b) => a.x - b.x)) {
		for (const [at, line] of lines.entries()) {
			const row = rows[y - top + at];
			if (row) {
				const gap = x - left - row.width;
				row.spans.push(...(gap > 0 ? [{ text: ' '.repeat(gap) }] : []), ...line);
				row.width += Math.max(0, gap) + lineWidth(line);
			}
		}
	}
	return rows.map(row => (row.width < width ? [...row.spans, { text: ' '.repeat(width - row.width) }] : row.spans));
}

const isSameLine = (a: Line, b: Line | undefined): boolean =>
	a.length === b?.length &&
	a.every((span, at) => {
		const other = b[at]!;
		return (
			span.text === other.text && span.role === other.role && span.reverse === other.reverse && span.sgr === other.sgr
		);
	});

/** Puts lines on the plate around the component, where the box that gets the ref is laid out. */
export function useLinesOnPlate(lines: readonly Line[]) {
	const plate = useContext(PlateContext);
	const box = useRef<DOMElement>(null);
	const id = useId();
	useLayoutEffect(() => {
		if (plate && box.current) {
			plate.put(id, { box: box.current, lines });
		}
	});
	useLayoutEffect(() => () => plate?.remove(id), [plate, id]);
	return { box, isOnPlate: plate !== undefined };
}
