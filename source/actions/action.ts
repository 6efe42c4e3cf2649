import type { Proxies } from '../domain/run/request/context.js';
import type { SessionEnd, SessionStage } from '../domain/session/session-stage.js';
import type { Line } from '../domain/text/line.js';
import type { Call, Credentials, Engine, Session } from '../engine/engine.js';
import type { NounId } from '../panes/noun.js';
import type { Fields, FormOf, ValuesOf } from '../state/modals/form-fields.js';
import type { Confirmation, MenuItem } from '../state/modals/modal.js';
import type { State } from '../state/state.js';
import type { TaskProgress } from '../state/tasks/task.js';

/**
 * Where a key applies. The chain of active scopes follows from the focus: [pane, list, browse, global] in a list,
 * [text, detail, pane, browse, global] in a text tab, [logs, detail, global] in the log. No key is twice in a chain.
 */
export type Scope =
	| 'global'
	| 'browse'
	| 'list'
	| 'detail'
	| 'text'
	| 'logs'
	/** A pane, by its noun. */
	| NounId
	/** The connect screen, while no engine answers. */
	| 'connect';

/** One thing that a user can do. Footer, help, menus, palette, command log and docs/keys.md read nothing else. */
export type Action<T = unknown> = {
	/** `container.stop`; the name used in the config's key overrides. */
	readonly id: string;
	readonly title: string;
	/** Key names as terminal/keys spells them: `s`, `enter`, `ctrl-r`, `pageup`. */
	readonly keys: readonly string[];
	readonly scope: Scope;
	/** Whether it changes anything on the engine: left out in read-only mode, with that as the reason. */
	readonly mutates?: boolean;
	/** Shown in the footer, in this order; undefined: only in help. */
	readonly footer?: number;
	/** Short word for the footer when the title is too long. */
	readonly short?: string;
	/** Enter does it at once in its pane while it can be done; otherwise Enter opens the menu. */
	readonly isMain?: boolean;
	/** Kept out of menus and palette: movement and the like. */
	readonly plumbing?: boolean;
	/** The title for this target, when it depends on it: `Stop` or `Start`. */
	label?(target: T, state: State): string;
	/** The selection, or all that is marked; undefined when there is nothing to act on. */
	target(state: State): T | undefined;
	/** Said to the user; shown dimmed in menus and help. */
	disabledReason?(target: T, state: State): string | undefined;
	/** What will be lost, in words. */
	confirm?(target: T, state: State): Confirmation | undefined;
	/** `['docker', 'stop', 'web']`, from the same target as the call. */
	command?(target: T, state: State): readonly string[];
	run(context: ActionContext, target: T): void | Promise<void>;
};

/** Keeps the target's type within a record while the table holds records of all types. */
export function action<T>(record: Action<T>): Action {
	return record;
}

/** Questions to the user, as promises on the modal stack. `undefined` means Esc. */
export interface Ask {
	confirm(confirmation: Confirmation): Promise<boolean>;
	menu(menu: {
		title: string;
		/** What the choice is about, above the items, whole. */
		about?: string;
		items: readonly MenuItem[];
		index?: number;
		search?: boolean;
	}): Promise<string | undefined>;
	/**
	 * A form; resolves to the submitted values, typed by its fields. `attempt` runs on submit; when it resolves to a sentence,
	 * the form shows that and stays open.
	 */
	form<F extends Fields>(
		form: FormOf<F>,
		attempt?: (values: ValuesOf<F>) => Promise<string | undefined>,
	): Promise<ValuesOf<F> | undefined>;
	/** Text to read; resolves when closed. */
	show(title: string, lines: readonly Line[]): Promise<void>;
}

/** A task's own view of itself. */
export type TaskHandle = {
	readonly signal: AbortSignal;
	report(progress: TaskProgress): void;
	/** Milliseconds of a clock that never goes back, for rates and durations. */
	now(): number;
};

export type Outcome<T> =
	| { readonly status: 'done'; readonly value: T }
	| { readonly status: 'failed'; readonly error: unknown; readonly message: string }
	| { readonly status: 'cancelled' };

/** What is typed while a session is being opened. */
export type HeldKeys = {
	/** More was typed than is kept: the session gets nothing of it. */
	readonly isTooMuch: boolean;
	/** From now on Esc and Ctrl-c are for the session. */
	commit(): void;
	/** Gives the keyboard back and discards what was typed, unless a session has it; returns how many characters those were. */
	end(): number;
};

/**
 * A session on its way to the terminal. From the moment it is made, what is typed is kept for the session, the screen says
 * what is being opened, and Esc or Ctrl-c cancels. No session gets the terminal without one.
 */
export interface Opening {
	/** Aborted by Esc or Ctrl-c. */
	readonly signal: AbortSignal;
	readonly isCancelled: boolean;
	/** One answer from the engine, as the context's `fetch`; aborted by Esc or Ctrl-c. */
	fetch<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T>;
	/** A short call, noted in the command log; aborted by Esc or Ctrl-c. Rejects as the call does. */
	perform(command: readonly string[], call: (signal: AbortSignal) => Promise<unknown>): Promise<void>;
	/** Leaves the keyboard to other things for as long as `work` takes. What was typed up to then is discarded, and that is said. */
	aside<T>(work: () => Promise<T>): Promise<T>;
	/** Gives the terminal to the session, what was typed for it first. Resolves as `TerminalRoom.attach`. */
	attach(session: Session, stage: SessionStage): Promise<SessionEnd>;
	/** Gives the keyboard back and discards what was typed; returns how many characters. Idempotent. */
	close(): number;
}

/** The user's terminal, lent out whole: raw bytes both ways while Ink is suspended. */
export interface TerminalRoom {
	/** Keeps what is typed from now on for the next session; undefined while the keyboard is somebody else's. */
	hold(onCancel: () => void): HeldKeys | undefined;
	/**
	 * Gives the terminal to a session until its process ends, its detach keys are pressed or the connection is cut, and takes it
	 * back whole.
	 */
	attach(session: Session, stage: SessionStage): Promise<SessionEnd>;
	/** Asks the terminal to put text on its clipboard (OSC 52); false when the text is longer than terminals take. */
	copy(text: string): boolean;
	/** Opens a URL with the desktop's opener when there is one; false over SSH or without one. */
	open(url: string): Promise<boolean>;
	/** Stops plimsoll as a job of the user's shell until it is continued; false where nobody would continue it. */
	suspend(): Promise<boolean>;
	redraw(): void;
	/** The cell size that a session starts with. */
	size(): { columns: number; rows: number };
}

/** The user's files, for what is saved and read by name. Paths may start with `~/`. */
export interface Files {
	/** Writes beside and renames; resolves to the absolute path. Rejects with `path: why` when it cannot be written. */
	save(path: string, content: string | AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<string>;
	read(path: string): Promise<string>;
	readStream(path: string): AsyncIterable<Uint8Array>;
	/** Names that begin with `prefix`, folders with a trailing slash. */
	complete(prefix: string, kind: 'folders' | 'paths'): Promise<readonly string[]>;
	/** What is at a path; undefined when nothing is there or it cannot be seen. */
	stat(path: string): Promise<'file' | 'folder' | undefined>;
	/** Why no file can be written at a path, without the path; undefined when it can. Only regular files are replaced. */
	whyNotWritable(path: string): Promise<string | undefined>;
	/** The absolute path. */
	resolve(path: string): string;
	readonly cwd: string;
}

/** Asks the engine what has become of something, in a sentence: `web is now exited`. */
export type Look = (signal: AbortSignal) => Promise<string>;

/** A short call as it is told: footer and command log. `looks` has one for each call, for an answer that is lost. */
export type Work = {
	readonly title: string;
	readonly command?: readonly string[];
	readonly looks?: readonly Look[];
};

/** All that an action may do to the world. Made by runtime/. */
export type ActionContext = {
	readonly engine: Engine;
	getState(): State;
	update(transition: (state: State) => State): void;
	readonly ask: Ask;
	/**
	 * A short call: footer, command log and toast tell how it went; failure is the engine's words. Several calls run with
	 * bounded parallelism and fail one by one.
	 */
	perform(
		work: Work,
		calls: ((signal: AbortSignal) => Promise<unknown>) | readonly ((signal: AbortSignal) => Promise<unknown>)[],
	): Promise<boolean>;
	/**
	 * One short call for a form: as `perform`, but the failure's words are the answer instead of a toast. `signal` cancels it,
	 * which has no words.
	 */
	attempt(
		work: Work & { signal?: AbortSignal },
		call: (signal: AbortSignal) => Promise<unknown>,
	): Promise<string | undefined>;
	/** Long work: in the tasks list, with progress and cancel; goes on when its modal is closed. */
	task<T>(
		spec: { title: string; command: readonly string[] },
		run: (task: TaskHandle) => Promise<{ value: T; outcome?: string }>,
	): Promise<Outcome<T>>;
	/** One answer from the engine, for a form's facts. Aborted by `cancel`, and when plimsoll leaves or loses the engine. */
	fetch<T>(call: (signal: AbortSignal) => Promise<T>, cancel?: AbortSignal): Promise<T>;
	/** Begins to open a session: `notice` is said on screen, as `Opening a shell in web`. To be closed on every way out. */
	openSession(notice: string): Opening;
	/** Opens a session, closes it, and tells under `title` what failed, that it was cancelled, and how much typed text was discarded. */
	session(work: { notice: string; title: string }, body: (opening: Opening) => Promise<void>): Promise<void>;
	toast(level: 'info' | 'good' | 'warn' | 'bad', text: string): void;
	readonly terminal: Omit<TerminalRoom, 'hold' | 'attach'>;
	readonly files: Files;
	/** Every action with its keys as configured, for menus made of actions. */
	readonly actions: readonly Action[];
	/** Runs an action by its record through the same gate as its key. */
	invoke(action: Action): Promise<void>;
	readonly registry: RegistryCredentials;
	readonly surroundings: Surroundings;
	readonly host: HostControl;
	cancelTask(id: number): void;
	quit(): void;
};

/** Credentials as the docker CLI keeps them. A call that is aborted ends the credential helper that it waits for. */
export interface RegistryCredentials {
	/** For a registry (`https://index.docker.io/v1/` or `host[:port]`); undefined when none are stored. */
	get(server: string, call: Call): Promise<Credentials | undefined>;
	all(call: Call): Promise<readonly Credentials[]>;
	/** Resolves to where they were put, and a warning when that is a plain file. */
	store(credentials: Credentials, call: Call): Promise<{ where: string; warning?: string }>;
	erase(server: string, call: Call): Promise<boolean>;
	/** Servers with stored credentials, and the user name of each. */
	list(call: Call): Promise<readonly { server: string; username: string }[]>;
}

/** What docker takes from its surroundings: the environment, and its config file as it is now. */
export interface Surroundings {
	/** Variables that a bare `-e NAME` is filled from. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Numeric user and group of this process, where the system has them. */
	readonly uid?: number;
	readonly gid?: number;
	/** The `proxies` of docker's config file that hold for an engine's URL; undefined when there are none. */
	proxies(endpoint: string): Promise<Proxies | undefined>;
	/** The `detachKeys` of docker's config file; empty for the default. */
	detachKeys(): Promise<string>;
	/** The `pruneFilters` of docker's config file: `label!=keep`. */
	pruneFilters(): Promise<readonly string[]>;
}

/** Changing which engine the dashboard talks to, in this process only. */
export interface HostControl {
	/** Switches to a context, a host url, the demo engine, or by default to what command line and environment say. */
	connect(to: { context: string } | { host: string } | 'demo' | 'default'): Promise<void>;
	/** Tries again at once while lost or reconnecting; refreshes every list when connected. */
	refresh(): void;
}
