import type { PlannedProject } from '../../domain/compose/plan/make-plan.js';
import type { Choices } from '../../domain/compose/plan/plan.js';
import type { LineFolds, OpenedLine } from '../../domain/logs/line-tree.js';
import type { Line } from '../../domain/text/line.js';
import type { TextEdit } from './text-edit.js';

/** The question before something is lost. */
export type Confirmation = {
	readonly title: string;
	/** Sentences about what will be lost, one a line. */
	readonly body: readonly string[];
	/** `docker …`, shown under the body. */
	readonly command?: readonly string[];
	/** All commands in their order, if there are several. */
	readonly commands?: readonly (readonly string[])[];
	/** The word on the button: `Remove`. */
	readonly action: string;
	/** `interrupts` can be undone, `destroys` cannot; which ones ask is a preference. */
	readonly severity: 'interrupts' | 'destroys';
};

export type MenuItem = {
	readonly id: string;
	readonly label: string;
	/** Shown at the left; pressing it chooses the item. */
	readonly key?: string;
	/** Shown dimmed at the right: a value, a command. */
	readonly hint?: string;
	/** Present in a menu of things that are on or off. */
	readonly checked?: boolean;
	/** The reason why the item cannot be chosen now, shown in the menu and as a toast. */
	readonly disabled?: string;
};

/** The value of a field: a text (`text`, `secret`, `choice`), on or off (`toggle`), or rows of text (`rows`). */
export type FieldValue = string | boolean | readonly string[];

/** A field as the form draws and edits it. */
export type Field = {
	readonly name: string;
	readonly label: string;
	readonly kind: 'text' | 'secret' | 'toggle' | 'choice' | 'rows';
	/** Shown dimmed in an empty field; it may depend on the values of the form. */
	readonly placeholder?: string | ((values: FormValues) => string);
	/** One line that is shown while the field has the cursor. */
	readonly help?: string;
	readonly choices?: readonly { readonly value: string; readonly label: string }[];
	/** The kind of names that complete here; paths are on plimsoll's machine. `mounts`: a volume or a path, up to the colon. */
	readonly completes?: 'images' | 'containers' | 'volumes' | 'networks' | 'folders' | 'paths' | 'mounts';
	/** Completions that the flow offers itself, also for an empty text. */
	suggest?(text: string, values: FormValues): readonly string[];
	/** Completions that the flow looks up. They join the others when they arrive, if the text is still the same. */
	lookUp?(values: FormValues): Promise<readonly string[]>;
	/** Folded away under "more…" until the user unfolds it or it has a value. */
	readonly advanced?: boolean;
	/** Its value is not remembered for the next form: a name, or another image than the form was opened for. */
	readonly once?: boolean;
	/** The text has no blanks: a pasted text with some is refused as a whole. */
	readonly oneWord?: boolean;
};

/** Values by the names of the fields. Actions get them typed by their fields: `ValuesOf` in form-fields.ts. */
export type FormValues = Readonly<Record<string, FieldValue>>;

/** Errors or advice of a form by field: `name`, `name.2` for the third row, and `''` for the whole form. */
export type Sentences = Readonly<Record<string, string>>;

/**
 * A form as a modal holds it; actions define it as a `FormOf` in form-fields.ts. All functions but the `lookUp` of a field are pure: other
 * effects wait until the user submits.
 */
export type FormSpec = {
	/** The title, which may depend on the values. */
	readonly title: string | ((values: FormValues) => string);
	readonly fields: readonly Field[];
	readonly initial: FormValues;
	/** The label of Enter: `Run`. */
	readonly submit: string;
	/** Returns the errors; none when the form may be submitted. */
	validate(values: FormValues): Sentences;
	/** Returns the live `docker …` line. It never contains a secret. */
	command?(values: FormValues): readonly string[];
	/** Lines of facts above the fields, such as the image's own command. */
	readonly notes?: readonly string[] | ((values: FormValues) => readonly string[]);
	/** The next form with the same memory starts with the submitted values: `run helloworld:latest`. */
	readonly memory?: string;
	/** Reads a pasted `docker …` line; returns undefined for other text, which goes into the field. */
	parse?(text: string): PastedLine | undefined;
	/** The kind of line that can be pasted, shown in the form's frame: `Paste a docker run line`. */
	readonly pasteHint?: string;
	/** Returns warnings that do not prevent submitting (a port in use, a missing image), by field name. */
	warnings?(values: FormValues): Sentences;
};

/**
 * The result of a pasted `docker …` line: a refusal, which leaves every field alone, or values of the form. The next Enter
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
	/** Text about the choice, shown above the items. */
	readonly about?: string;
	readonly items: readonly MenuItem[];
	readonly index: number;
	/** The screen shows the selected item at once, as if it were chosen. Its id is the name of a theme. */
	readonly preview?: 'theme' | undefined;
	/** Changes the items with a key of its own; returns undefined for all other keys. It is pure. */
	edit?: ((menu: MenuModal, key: string) => MenuModal | undefined) | undefined;
	/** Present in a menu that is filtered by typing (palette, pickers). */
	readonly query?: TextEdit;
};
export type FormModal = {
	readonly kind: 'form';
	readonly id: number;
	readonly spec: FormSpec;
	/** The value of every field: a text, `true` or `false` of a toggle, rows as arrays. */
	readonly values: FormValues;
	/** The field with the cursor, and its row in a field of `rows`. */
	readonly field: number;
	readonly row: number;
	readonly cursor: number;
	/** Fields that the cursor has left at least once: their errors are shown. */
	readonly touched: ReadonlySet<string>;
	readonly expanded: boolean;
	/** True while the submitted values are tried. */
	readonly busy: boolean;
	/** The step that is tried now: `creating the container`. */
	readonly step?: string | undefined;
	/** Flags of a pasted line that the form does not support, until Enter has shown them. */
	readonly leftOut: readonly string[];
	/** With `byTab`, Tab takes the completion; otherwise only the right arrow does, and Tab goes to the next field. */
	readonly completion?: { readonly items: readonly string[]; readonly index: number; readonly byTab: boolean };
	/** A pasted command line that was refused and is to be corrected. */
	readonly refused?: string | undefined;
	/** The reason why the last key or paste was refused, shown beside the row with the cursor until the next key. */
	readonly note?: string | undefined;
	/** Shown at the bottom until the next change: unsupported flags of a pasted line, or the engine's refusal. */
	readonly message?: string;
};
/** Text to read, such as the help or a long error. */
export type TextModal = {
	readonly kind: 'text';
	readonly id: number;
	readonly title: string;
	readonly lines: readonly Line[];
	readonly top: number;
	/** True if long lines are wrapped; otherwise they are cut. */
	readonly wraps?: boolean;
	/** The text that `y` copies. */
	readonly copies?: string;
};
/** A log line in full: its values as a tree that folds, and its text. */
export type LineModal = {
	readonly kind: 'line';
	readonly id: number;
	/** The number of the line in the log, and the key of the log. */
	readonly line: number;
	readonly log: string;
	readonly title: string;
	readonly opened: OpenedLine;
	readonly folds: LineFolds;
	/** The selected row. */
	readonly index: number;
};
/** A list that lives in the state itself; the modal has only the selected index. */
export type ListModal = {
	readonly kind: 'tasks' | 'commands' | 'events';
	readonly id: number;
	readonly index: number;
	/** Present while the whole output of the selected task or command is shown: its first row, or `end` to follow it. */
	readonly output?: number | 'end';
};

/** The plan of `docker compose up`, whose choices the user makes in it. */
export type PlanModal = {
	readonly kind: 'plan';
	readonly id: number;
	readonly planned: PlannedProject;
	/** The words that start compose: `docker compose`. */
	readonly program: readonly string[];
	/** The selected service, by its place in the plan. */
	readonly index: number;
	/** A sentence about this plan: it differs from the one before. */
	readonly note: string;
	/** The reason why up cannot run; undefined when it can. */
	readonly refusal: string | undefined;
};

/** The user's answer to a plan: to run it, or something that leads to a new one. */
export type PlanAnswer = {
	readonly act: 'up' | 'profiles' | 'again' | 'edit' | 'config' | 'copy';
	readonly choices: Choices;
	/** The selected service; empty in a project without services. */
	readonly service: string;
};

export type Modal = ConfirmModal | MenuModal | FormModal | TextModal | LineModal | ListModal | PlanModal;
