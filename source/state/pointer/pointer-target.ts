import type { NounId, TabId } from '../../panes/noun.js';
import type { Slot } from '../modals/form.js';

/** A part of a modal that a click can choose. */
export type ModalPart =
	/** An item of a menu or a list, by its index. */
	| { readonly kind: 'item'; readonly index: number }
	/** An answer of a question. */
	| { readonly kind: 'answer'; readonly accept: boolean }
	/** A row of a form; `cell` counts from the start of its value. */
	| { readonly kind: 'slot'; readonly slot: Slot; readonly cell: number }
	/** A completion of a form's field. */
	| { readonly kind: 'offer'; readonly index: number }
	/** The words `Enter …` in a form's border. */
	| { readonly kind: 'submit' };

/** A part of the screen under the mouse. */
export type PointerTarget =
	/** A list: a row by its index, or its title, header or an empty row. */
	| { readonly on: 'list'; readonly pane: NounId; readonly index?: number }
	/** A tab's name, or an arrow beside the only name that is shown. */
	| { readonly on: 'tab'; readonly tab: TabId }
	/** The detail, or a line of the log in it, by its number. */
	| { readonly on: 'detail'; readonly line?: number | undefined }
	/** A modal by its id. */
	| { readonly on: 'modal'; readonly id: number; readonly part?: ModalPart };
