import type { Line } from '../../domain/text/line.js';
import type { TextEdit } from './text-edit.js';

/** What is asked before something is lost, in words. */
export type Confirmation = {
	readonly title: string;
	/** What happens and what will be lost, one sentence a line. */
	readonly body: readonly string[];
	/** `docker …`, shown under the body. */
	readonly command?: readonly string[];
	/** The word on the button: `Remove`. */
	readonly action: string;
	/** `interrupts` can be undone, `destroys` cannot; which ones ask is a preference. */
	readonly severity: 'interrupts' | 'destroys';
};

export type MenuItem = {
	readonly id: string;
	readonly label: string;
	/** Shown at the left, and pressing it chooses the item. */
	readonly key?: string;
	/** Shown dimmed at the right: a value, a command. */
	readonly hint?: string;
	/** Why it cannot be chosen now; shown, and said when tried. */
	readonly disabled?: string;
};

/** The value of a field: a text (`text`, `secret`, `choice`), on or off (`toggle`), or rows of text (`rows`). */
export type FieldValue = string | boolean | readonly string[];

/** A field as the form draws and edits it. */
export type Field = {
	readonly name: string;
	readonly label: string;
	readonly kind: 'text' | 'secret' | 'toggle' | 'choice' | 'rows';
	/** Dimmed text in an empty field. */
	readonly placeholder?: string;
	/** One line that is shown while the field has the cursor. */
	readonly help?: string;
	readonly choices?: readonly { readonly value: string; readonly label: string }[];
	/** The names that complete here; paths are on the machine plimsoll runs on. `mounts`: a volume or a path, up to the colon. */
	readonly completes?: 'images' | 'containers' | 'volumes' | 'networks' | 'folders' | 'paths' | 'mounts';
	/** Completions that the flow computes, also for an empty text. */
	suggest?(text: string): readonly string[];
	/** Folded away under "more…" until the user unfolds it, or while it has a value. */
	readonly advanced?: boolean;
	/** Not offered again after it was submitted: a name, or another image than the form was opened for. */
	readonly once?: boolean;
};

/** Values by the names of the fields. Actions get them typed by their fields: `ValuesOf` in form-fields.ts. */
export type FormValues = Readonly<Record<string, FieldValue>>;

/** Errors or advice of a form by field: `name`, `name.2` for the third row, and `''` for the whole form. */
export type Sentences = Readonly<Record<string, string>>;

/**
 * A form as a modal holds it; actions define it as a `FormOf` in form-fields.ts. All functions are pure: effects wait until
 * the user submits.
 */
export type FormSpec = {
	/** The heading, which may depend on the values. */
	readonly title: string | ((values: FormValues) => string);
	readonly fields: readonly Field[];
	readonly initial: FormValues;
	/** The word for Enter: `Run`. */
	readonly submit: string;
	/** The errors; none when the form may be submitted. */
	validate(values: FormValues): Sentences;
	/** The live `docker …` line. Never holds a secret. */
	command?(values: FormValues): readonly string[];
	/** Lines of facts above the fields: the image's own command, …. */
	readonly notes?: readonly string[] | ((values: FormValues) => readonly string[]);
	/** The values are offered again when a form with the same memory opens: `run helloworld:latest`. */
	readonly memory?: string;
	/** Reads a pasted `docker …` line; undefined when the text is no such line and belongs into the field. */
	parse?(text: string): PastedLine | undefined;
	/** Advice that does not stop the user: the port is taken, the image is missing. */
	warnings?(values: FormValues): Sentences;
};

/**
 * A pasted `docker …` line: the reason why it was refused, which changes no field, or values of the form. The next Enter
 * shows `unsupported` before anything runs; `notes` are only shown.
 */
export type PastedLine<V = FormValues> =
	| { readonly refusal: string }
	| { readonly values: V; readonly unsupported: readonly string[]; readonly notes: readonly string[] };

export type ConfirmModal = {
	readonly kind: 'confirm';
	readonly id: number;
	readonly confirmation: Confirmation;
	readonly accept: boolean;
};
export type MenuModal = {
	readonly kind: 'menu';
	readonly id: number;
	readonly title: string;
	/** What the choice is about, above the items. */
	readonly about?: string;
	readonly items: readonly MenuItem[];
	readonly index: number;
	/** Present when typing narrows the list (palette, pickers). */
	readonly query?: TextEdit;
};
export type FormModal = {
	readonly kind: 'form';
	readonly id: number;
	readonly spec: FormSpec;
	/** The value of every field: a text, `true` or `false` of a toggle, rows as arrays. */
	readonly values: FormValues;
	/** Field with the cursor, and its row for `rows`. */
	readonly field: number;
	readonly row: number;
	readonly cursor: number;
	/** Fields that the user has left at least once: their errors show. */
	readonly touched: ReadonlySet<string>;
	readonly expanded: boolean;
	/** What was submitted is being tried. */
	readonly busy: boolean;
	/** What of a pasted line was not taken over, until the user was told on Enter. */
	readonly leftOut: readonly string[];
	/** `byTab`: Tab takes it; else only the right arrow does, and Tab goes to the next field. */
	readonly completion?: { readonly items: readonly string[]; readonly index: number; readonly byTab: boolean };
	/** Why the last key or paste was not taken: said beside the row that has the cursor until the next one. */
	readonly note?: string | undefined;
	/** Said once at the bottom: unsupported flags of a pasted line, the engine's refusal. */
	readonly message?: string;
};
/** Text to read: help, inspect of an engine error, detach advice. */
export type TextModal = {
	readonly kind: 'text';
	readonly id: number;
	readonly title: string;
	readonly lines: readonly Line[];
	readonly top: number;
};
/** Lists that live in the state itself, so the modal only keeps a place in them. */
export type ListModal = {
	readonly kind: 'tasks' | 'commands' | 'events';
	readonly id: number;
	readonly index: number;
	/** Present while all of the chosen task's output is shown: its first row, or `end` to stay at the newest. */
	readonly output?: number | 'end';
};

export type Modal = ConfirmModal | MenuModal | FormModal | TextModal | ListModal;
