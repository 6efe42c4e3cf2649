import TextInput from 'ink-text-input';
import type { TextEdit } from '../../state/modals/text-edit.js';
import { fieldWindow } from '../views/text/field-window.js';

export type TextFieldProps = {
	readonly edit: TextEdit;
	/** Cells; the text scrolls so that the cursor is always seen. */
	readonly width: number;
	/** Every character as a bullet. */
	readonly mask?: boolean;
	/** Dimmed text in an empty field. */
	readonly placeholder?: string;
};

/**
 * The one wrapper of ink-text-input: it draws the field; editing is a transition of the state (state/modals/text-edit), because
 * one reader splits the keys of a chunk, and a paste, for the whole app.
 */
export function TextField({ edit, width, mask = false, placeholder = '' }: TextFieldProps) {
	const isEmpty = edit.text === '';
	const { before, under, after } = fieldWindow(
		isEmpty ? { text: placeholder, cursor: 0 } : edit,
		width,
		mask && !isEmpty,
	);
	const rest = isEmpty && after !== '' ? `\x1b[2m${after}\x1b[22m` : after;
	return (
		<TextInput value={`${before}\x1b[7m${under}\x1b[27m${rest}`} focus={false} showCursor={false} onChange={() => {}} />
	);
}
