import { type DOMElement, measureElement } from 'ink';
import { createContext, useContext, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { Line, Rect, Span } from '../../domain/text/line.js';
import { lineWidth } from '../../domain/text/lines.js';
import { memoRecent } from '../../state/memo.js';
import type { ModalPart } from '../../state/pointer/pointer-target.js';
import { useDrawing } from './drawing-context.js';

/** Returns the part of a modal at a row and a cell of some lines; `x` may lie behind their end. */
export type PartAt = (row: number, x: number) => ModalPart | undefined;

/** Lines, the box in which Ink places them, and their parts that the mouse can choose. */
type Piece = { readonly box: DOMElement; readonly lines: readonly Line[]; readonly partAt?: PartAt | undefined };

/**
 * A dialog's rectangle: Ink lays out its texts, and the compositor paints them. (Ink 8 splits every visible text into
 * characters for every frame: a form needed four times the CPU per key when Ink drew its texts.)
 */
export type Plate = {
	readonly z: number;
	put(id: string, piece: Piece): void;
	remove(id: string): void;
};

/** The id of the modal to which a plate belongs. */
export const ModalIdContext = createContext(0);

export const PlateContext = createContext<Plate | undefined>(undefined);

/** True in the uppermost dialog, which has the keys. */
export const IsTopContext = createContext(true);

/**
 * Puts a plate on the screen while its component is mounted; returns undefined if Ink draws without a compositor. With a backdrop,
 * everything below is faint.
 */
export function usePlate(rect: Rect, z: number, hasBackdrop: boolean): Plate | undefined {
	const { screen } = useDrawing();
	const id = `dialog ${useId()}`;
	const { x, y, width, height } = rect;
	const modal = useContext(ModalIdContext);
	const plate = useMemo(() => (screen ? createPlate(z, screen.ink.requestPaint) : undefined), [screen, z]);
	useLayoutEffect(() => {
		const remove =
			plate &&
			screen?.add({
				id,
				z,
				hasBackdrop,
				rect: () => ({ x, y, width, height }),
				lines: () => plate.lines({ x, y, width, height }),
				targetAt: (_, atX, atY) => ({ on: 'modal', id: modal, part: plate.partAt(x + atX, y + atY) }),
			});
		screen?.ink.requestPaint();
		return () => {
			remove?.();
			screen?.ink.requestPaint();
		};
	}, [screen, plate, modal, id, z, hasBackdrop, x, y, width, height]);
	// Each render of a dialog may move its other texts.
	useLayoutEffect(() => plate?.changed());
	return plate;
}

function createPlate(z: number, requestPaint: () => void) {
	const pieces = new Map<string, Piece>();
	const joinRow = rowJoiner();
	let previous: readonly Line[] = [];
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
		/** Returns the part at a cell of the screen, from the nearest lines at its left that have parts. */
		partAt(x: number, y: number): ModalPart | undefined {
			let nearest: { readonly x: number; readonly part: ModalPart | undefined } | undefined;
			for (const { box, lines, partAt } of pieces.values()) {
				const place = partAt && measureElement(box);
				const row = place ? y - place.y : -1;
				if (place && row >= 0 && row < lines.length && place.x <= x && place.x >= (nearest?.x ?? 0)) {
					nearest = { x: place.x, part: partAt(row, x - place.x) };
				}
			}
			return nearest?.part;
		},
		/** Returns the rows of the plate; an unchanged row is the same object as before. */
		lines(rect: Rect): readonly Line[] {
			if (isChanged || previous.length !== rect.height) {
				const rows = joined([...pieces.values()], rect, joinRow);
				previous = rows.map((row, at) => (isSameLine(row, previous[at]) ? previous[at]! : row));
				isChanged = false;
			}
			return previous;
		},
	};
}

/** A line that begins at a column of the screen. */
type Part = { readonly x: number; readonly line: Line };

/** Joins the pieces into the rows of a rectangle. */
function joined(pieces: readonly Piece[], rect: Rect, joinRow: ReturnType<typeof rowJoiner>): readonly Line[] {
	const rows = Array.from({ length: rect.height }, (): Part[] => []);
	const placed = pieces.map(({ box, lines }) => ({ ...measureElement(box), lines }));
	for (const { x, y, lines } of placed.sort((a, b) => a.x - b.x)) {
		for (const [at, line] of lines.entries()) {
			rows[y - rect.y + at]?.push({ x, line });
		}
	}
	return rows.map(parts => joinRow(parts, rect));
}

type JoinedRow = { readonly parts: readonly Part[]; readonly left: number; readonly width: number; readonly row: Line };

/** Joined rows that are kept for each line. */
const maxVariants = 4;

/** Returns a function that joins the parts of a row. For the same lines it returns the same object, which is not drawn anew. */
function rowJoiner() {
	const known = memoRecent(256, (_line: Line): JoinedRow[] => []);
	return (parts: readonly Part[], { x: left, width }: Rect): Line => {
		// Borders are in many rows, the longest line mostly in one.
		const [longest] = parts.map(({ line }) => line).sort((a, b) => lineWidth(b) - lineWidth(a));
		const variants = longest ? known(longest) : [];
		const same = variants.find(
			each =>
				each.left === left &&
				each.width === width &&
				each.parts.length === parts.length &&
				each.parts.every(({ x, line }, at) => x === parts[at]!.x && line === parts[at]!.line),
		);
		if (same) {
			return same.row;
		}
		const row = joinParts(parts, left, width);
		if (variants.length >= maxVariants) {
			variants.shift();
		}
		variants.push({ parts, left, width, row });
		return row;
	};
}

function joinParts(parts: readonly Part[], left: number, width: number): Line {
	const spans: Span[] = [];
	let end = 0;
	for (const { x, line } of parts) {
		const gap = x - left - end;
		spans.push(...(gap > 0 ? [{ text: ' '.repeat(gap) }] : []), ...line);
		end += Math.max(0, gap) + lineWidth(line);
	}
	return end < width ? [...spans, { text: ' '.repeat(width - end) }] : spans;
}

/** Returns true if two lines look the same. */
export const isSameLine = (a: Line, b: Line | undefined): boolean =>
	a === b ||
	(a.length === b?.length &&
		a.every((span, at) => {
			const other = b[at]!;
			return (
				span.text === other.text && span.role === other.role && span.reverse === other.reverse && span.sgr === other.sgr
			);
		}));

/** Puts lines on the surrounding plate, at the place of the box that receives the ref. */
export function useLinesOnPlate(lines: readonly Line[], partAt?: PartAt) {
	const plate = useContext(PlateContext);
	const box = useRef<DOMElement>(null);
	const id = useId();
	useLayoutEffect(() => {
		if (plate && box.current) {
			plate.put(id, { box: box.current, lines, partAt });
		}
	});
	useLayoutEffect(() => () => plate?.remove(id), [plate, id]);
	return { box, isOnPlate: plate !== undefined };
}
