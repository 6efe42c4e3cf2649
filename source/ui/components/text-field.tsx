import { Box, type DOMElement, measureElement } from 'ink';
import TextInput from 'ink-text-input';
import { type RefObject, useContext, useId, useLayoutEffect, useRef } from 'react';
import { cellWidth } from '../../domain/text/cell-width.js';
import type { Line, Role } from '../../domain/text/line.js';
import type { TextEdit } from '../../state/modals/text-edit.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { IsTopContext, PlateContext } from '../drawing/plate.js';
import { ShowRowContext } from '../drawing/surface.js';
import { fieldWindow } from '../views/text/field-window.js';
import { fitText, span } from '../views/text/lines.js';
import { useAnsi, Words } from './words.js';

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
 * and screen readers need; without a compositor it shows a reversed cell instead. Edits are transitions of the state (state/modals/text-edit), because one reader handles keys
 * and pastes for the whole app.
 */
export function TextField(props: TextFieldProps) {
	const { edit, width, mask = false, placeholder = '', role = 'text', isActive = true } = props;
	const ansi = useAnsi();
	const { screen } = useDrawing();
	const isEmpty = edit.text === '';
	const shown = fieldWindow(isEmpty ? { text: placeholder, cursor: 0 } : edit, width, mask && !isEmpty);
	const isTop = useContext(IsTopContext);
	const hasCursor = isTop && isActive;
	const style = isEmpty ? 'dim' : role;
	// The text fills the field, because another field may lie below.
	const text = fitText(shown.before + shown.under + shown.after, width);
	// Ink hides its cursor again with each render of another component.
	const withReversedCell: Line = [
		span(shown.before, style),
		{ text: shown.under, role: style, reverse: true },
		span(text.slice(shown.before.length + shown.under.length), style),
	];
	const box = useRef<DOMElement>(null);
	useGapInPlate(box, width, isTop);
	useCursorAt(box, cellWidth(shown.before), hasCursor);
	// Ink draws one row of the screen; a field of a lower dialog is words like all others.
	const isInkText = isTop || !screen;
	return (
		<Box ref={box} width={width} height={1} flexShrink={0}>
			{isInkText ? (
				<TextInput
					value={ansi(hasCursor && !screen ? withReversedCell : [span(text, style)])}
					focus={false}
					showCursor={false}
					onChange={() => {}}
				/>
			) : (
				<Words line={[span(text, style)]} />
			)}
		</Box>
	);
}

/** Shows Ink's own text: leaves a gap in the dialog's layer, and makes its row the one that Ink draws. */
function useGapInPlate(box: RefObject<DOMElement | null>, width: number, isTop: boolean): void {
	const { screen } = useDrawing();
	const showRow = useContext(ShowRowContext);
	const plate = useContext(PlateContext);
	const id = useId();
	useLayoutEffect(() => {
		if (!isTop || !box.current) {
			screen?.ink.removeLayer(id);
			return;
		}
		const { x, y } = measureElement(box.current);
		showRow(y);
		if (plate) {
			screen?.ink.setLayer({ id, z: plate.z + 1, rect: { x, y, width, height: 1 }, lines: 'base' });
			screen?.ink.requestPaint();
		}
	});
	useLayoutEffect(
		() => () => {
			screen?.ink.removeLayer(id);
		},
		[screen, id],
	);
}

/** Shows the terminal's cursor `offset` cells after the left edge of a box while the field is active. */
function useCursorAt(box: RefObject<DOMElement | null>, offset: number, isActive: boolean): void {
	const { screen } = useDrawing();
	useLayoutEffect(() => {
		if (!isActive || !box.current || !screen) {
			return;
		}
		const { x, y } = measureElement(box.current);
		screen.ink.setCursor({ x: x + offset, y });
		screen.ink.requestPaint();
		return () => screen.ink.setCursor(undefined);
	});
}
