import TextInput from 'ink-text-input';
import { cellWidth } from '../../domain/cell-width.js';
import { aroundCursor, type TextEdit } from '../../state/text-edit.js';
import { visibleControls } from '../views/visible-controls.js';

export type TextFieldProps = {
	readonly edit: TextEdit;
	/** Cells; the text scrolls so that the cursor is always seen. */
	readonly width: number;
	/** Every character as a bullet. */
	readonly mask?: boolean;
};

const segmenter = new Intl.Segmenter();
const graphemes = (text: string): string[] => Array.from(segmenter.segment(text), part => part.segment);

/**
 * The one wrapper of ink-text-input: it draws the field; editing is a transition of the state (state/text-edit), because
 * one reader splits the keys of a chunk, and a paste, for the whole app.
 */
export function TextField({ edit, width, mask = false }: TextFieldProps) {
	const { before, under, after } = visible(mask ? masked(edit) : harmless(edit), width);
	return (
		<TextInput
			value={`${before}\x1b[7m${under || ' '}\x1b[27m${after}`}
			focus={false}
			showCursor={false}
			onChange={() => {}}
		/>
	);
}

/** Nothing in a value may act on the terminal; every control character is one cell, so the cursor keeps its place. */
const harmless = (edit: TextEdit): TextEdit => ({ ...edit, text: visibleControls(edit.text) });

const masked = (edit: TextEdit): TextEdit => ({ text: '•'.repeat(graphemes(edit.text).length), cursor: edit.cursor });

/** The part of the text around the cursor that fits. */
function visible(edit: TextEdit, width: number): { before: string; under: string; after: string } {
	const { before, under, after } = aroundCursor(edit);
	const room = Math.max(0, width - Math.max(1, cellWidth(under)));
	const left = takeEnd(graphemes(before), room);
	return { before: left, under, after: takeStart(graphemes(after), room - cellWidth(left)) };
}

function takeEnd(parts: readonly string[], width: number): string {
	let taken = '';
	for (let at = parts.length - 1; at >= 0; at--) {
		const next = parts[at]! + taken;
		if (cellWidth(next) > width) break;
		taken = next;
	}
	return taken;
}

function takeStart(parts: readonly string[], width: number): string {
	let taken = '';
	for (const part of parts) {
		if (cellWidth(taken + part) > width) break;
		taken += part;
	}
	return taken;
}
