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
	/** Cells. The text scrolls so that the cursor is always visible. */
	readonly width: number;
	/** If true, every character is shown as a bullet. */
	readonly mask?: boolean;
	/** Dimmed text in an empty field. */
	readonly placeholder?: string;
	/** The role of the text; default `text`. */
	readonly role?: Role;
	/** If true, the field shows the cursor while its dialog is on top; default true. */
	readonly isActive?: boolean;
};

/**
 * The only wrapper of ink-text-input. It draws the field and places the terminal's own cursor in it, which input methods
 * and screen readers need. Edits are transitions of the state (state/modals/text-edit), because one reader handles keys
 * and pastes for the whole app.
 */
export function TextField(props: TextFieldProps) {
	const { edit, width, mask = false, placeholder = '', role = 'text', isActive = true } = props;
	const ansi = useAnsi();
	const isEmpty = edit.text === '';
	const shown = fieldWindow(isEmpty ? { text: placeholder, cursor: 0 } : edit, width, mask && !isEmpty);
	// The text fills the field, because another field may lie below.
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

/** Leaves a gap in the dialog's layer, in which Ink's own text is visible. */
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

/** Shows the terminal's cursor `offset` cells after the left edge of a box while the field is active. */
function useCursorAt(box: RefObject<DOMElement | null>, offset: number, isActive: boolean): void {
	const { screen } = useDrawing();
	const [cell, setCell] = useState<CursorCell>();
	const { setCursorPosition } = useCursor();
	// Without a compositor Ink places the cursor in the second render, because the layout exists only after the first.
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
