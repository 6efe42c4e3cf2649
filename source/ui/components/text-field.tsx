import { Box, type DOMElement, measureElement, useCursor } from 'ink';
import TextInput from 'ink-text-input';
import { type RefObject, useContext, useId, useLayoutEffect, useRef, useState } from 'react';
import { cellWidth } from '../../domain/text/cell-width.js';
import type { Role } from '../../domain/text/line.js';
import type { TextEdit } from '../../state/modals/text-edit.js';
import type { CursorCell } from '../drawing/compositor.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { IsTopContext, PlateContext } from '../drawing/plate.js';
import { fieldWindow } from '../views/text/field-window.js';
import { fitText, span } from '../views/text/lines.js';
import { useAnsi } from './words.js';

export type TextFieldProps = {
	readonly edit: TextEdit;
	/** Cells; the text scrolls so that the cursor is always seen. */
	readonly width: number;
	/** Every character as a bullet. */
	readonly mask?: boolean;
	/** Dimmed text in an empty field. */
	readonly placeholder?: string;
	/** Of the text; `text`. */
	readonly role?: Role;
	/** It shows the cursor, if its dialog is the uppermost; default true. */
	readonly isActive?: boolean;
};

/**
 * The one wrapper of ink-text-input: it draws the field and places the terminal's own cursor in it, for input methods and
 * screen readers. Editing is a transition of the state (state/modals/text-edit), because one reader splits the keys of a
 * chunk, and a paste, for the whole app.
 */
export function TextField(props: TextFieldProps) {
	const { edit, width, mask = false, placeholder = '', role = 'text', isActive = true } = props;
	const ansi = useAnsi();
	const isEmpty = edit.text === '';
	const shown = fieldWindow(isEmpty ? { text: placeholder, cursor: 0 } : edit, width, mask && !isEmpty);
	// As wide as the field: another one may lie below.
	const text = fitText(shown.before + shown.under + shown.after, width);
	const isTop = useContext(IsTopContext);
	const box = useRef<DOMElement>(null);
	useGapInPlate(box, width);
	useCursorAt(box, cellWidth(shown.before), isActive && isTop);
	return (
		<Box ref={box} width={width} height={1} flexShrink={0}>
			<TextInput
				value={ansi([span(text, isEmpty ? 'dim' : role)])}
				focus={false}
				showCursor={false}
				onChange={() => {}}
			/>
		</Box>
	);
}

/** Lets Ink's own text show through the dialog around it. */
function useGapInPlate(box: RefObject<DOMElement | null>, width: number): void {
	const { screen } = useDrawing();
	const plate = useContext(PlateContext);
	const id = useId();
	useLayoutEffect(() => {
		if (plate && box.current) {
			const { x, y } = measureElement(box.current);
			screen?.ink.setLayer({ id, z: plate.z + 1, rect: { x, y, width, height: 1 }, lines: 'base' });
			screen?.ink.requestPaint();
		}
	});
	useLayoutEffect(() => () => screen?.ink.removeLayer(id), [screen, id]);
}

/** Shows the terminal's cursor `offset` cells behind the left edge of a box, while it is active. */
function useCursorAt(box: RefObject<DOMElement | null>, offset: number, isActive: boolean): void {
	const { screen } = useDrawing();
	const [cell, setCell] = useState<CursorCell>();
	const { setCursorPosition } = useCursor();
	// Without a compositor Ink places it, from the next render on: the layout is known only after the first.
	setCursorPosition(screen || !isActive ? undefined : cell);
	useLayoutEffect(() => {
		if (!isActive || !box.current) {
			return;
		}
		const { x, y } = measureElement(box.current);
		const next = { x: x + offset, y };
		if (!screen) {
			setCell(before => (before?.x === next.x && before.y === next.y ? before : next));
			return;
		}
		screen.ink.setCursor(next);
		screen.ink.requestPaint();
		return () => screen.ink.setCursor(undefined);
	});
}
