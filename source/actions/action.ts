import type { Proxies } from '../domain/run/request/context.js';
import type { SessionEnd, SessionStage } from '../domain/session/session-stage.js';
import type { Line } from '../domain/text/line.js';
import type { Call, Credentials, Engine, Session, TerminalProgram } from '../engine/engine.js';
import type { NounId } from '../panes/noun.js';
import type { Fields, FormOf, ValuesOf } from '../state/modals/form-fields.js';
import type { Confirmation, MenuItem, MenuModal, PlanAnswer, PlanModal, TextModal } from '../state/modals/modal.js';
import type { State } from '../state/state.js';
import type { TaskProgress, TaskResult } from '../state/tasks/task.js';
import type { Files } from './files.js';

/**
 * The place where a key applies. The chain of active scopes follows from the focus: [pane, list, item, browse, global] in a list,
 * [text, detail, pane, item, browse, global] in a text tab, [logs, detail, browse, global] in the log. No key is twice in a
 * chain.
 */
export type Scope =
	| 'global'
	/** The digits, which mean panes everywhere. */
	| 'browse'
	/** The selected item, in its list and in its text tabs. */
	| 'item'
	| 'list'
	| 'detail'
	| 'text'
	| 'logs'
	/** A pane, by its noun. */
	| NounId
	/** The connect screen, while no engine answers. */
	| 'connect';

/** One thing that a user can do. Footer, help, menus, palette, command log and docs/keys.md all read this record. */
export type Action<T = unknown> = {
	/** `container.stop`; the name used in the config's key overrides. */
	readonly id: string;
	readonly title: string;
	/** Key names as terminal/keys spells them: `s`, `enter`, `ctrl-r`, `pageup`. */
	readonly keys: readonly string[];
	/** Present if a preset of the config has changed the keys: plimsoll's own. */
	readonly usualKeys?: readonly string[] | undefined;
	readonly scope: Scope;
	/** True if it changes anything on the engine; read-only mode disables it. */
	readonly mutates?: boolean;
	/** Shown in the footer, in this order; undefined: only in help. */
	readonly footer?: number;
	/** Short word for the footer when the title is too long. */
	readonly short?: string;
	/** Enter runs it in its pane; while it is disabled, Enter opens the menu. */
	readonly isMain?: boolean;
	/** True for movement and the like, which menus and palette do not show. */
	readonly plumbing?: boolean;
	/** Returns false while menus leave the action out; its key still says why it cannot run. */
	isOffered?(state: State): boolean;
	/** The title, when it depends on the target: `Stop` or `Start`. */
	label?(target: T, state: State): string;
	/** The selected item or all marked items; undefined when there is nothing to act on. */
	target(state: State): T | undefined;
	/** The reason why it cannot run now: a toast after the key, dimmed in menus and help. */
	disabledReason?(target: T, state: State): string | undefined;
	/** The question before it runs, with the losses in words. */
	confirm?(target: T, state: State): Confirmation | undefined;
	/** `['docker', 'stop', 'web']`, for the same target as the call. */
	command?(target: T, state: State): readonly string[];
	/** All commands in their order, if there are several: the question and the menu show them instead of `command`. */
	commands?(target: T, state: State): readonly (readonly string[])[];
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
		/** A text above the items, shown in full: the error that the choice follows. */
		about?: string;
		items: readonly MenuItem[];
		index?: number;
		search?: boolean;
		preview?: MenuModal['preview'];
		/** Applied together with the closing of the menu, so that no frame has one without the other. */
		choose?: (state: State, id: string, menu: MenuModal) => State;
		edit?: MenuModal['edit'];
	}): Promise<string | undefined>;
	/**
	 * A form; resolves to the submitted values, typed by its fields. `attempt` runs on submit; when it resolves to a sentence,
	 * the form shows that and stays open.
	 */
	form<F extends Fields>(
		form: FormOf<F>,
		attempt?: (values: ValuesOf<F>) => Promise<string | undefined>,
	): Promise<ValuesOf<F> | undefined>;
	/** Shows a plan of `docker compose up`; resolves to what the user wants from it. */
	plan(plan: Omit<PlanModal, 'kind' | 'id'>): Promise<PlanAnswer | undefined>;
	/** Shows a text; resolves when the user closes it. */
	show(title: string, lines: readonly Line[], more?: Pick<TextModal, 'wraps' | 'copies'>): Promise<void>;
}

/** The functions that a task gets to report its progress. */
export type TaskHandle = {
	readonly signal: AbortSignal;
	report(progress: TaskProgress): void;
	/** Milliseconds of a monotonic clock, for rates and durations. */
	now(): number;
	/** Resolves after a time, or at once when the task is cancelled. */
	sleep(ms: number): Promise<void>;
};

export type Outcome<T> =
	| { readonly status: 'done'; readonly value: T }
	| { readonly status: 'failed'; readonly error: unknown; readonly message: string }
	| { readonly status: 'cancelled' };

/** The keys that the user types while a session is being opened. */
export type HeldKeys = {
	/** True when the user typed more than the buffer holds: then the session gets no keys. */
	readonly isTooMuch: boolean;
	/** Holds Esc and Ctrl-c for the session, too, instead of cancelling. */
	commit(): void;
	/** Gives the keyboard back and discards the held keys, unless a session took them; returns the number of discarded characters. */
	end(): number;
};

/**
 * A session that is being opened. From its creation on, typed keys are held for the session, the screen shows what is being
 * opened, and Esc or Ctrl-c cancels. It is the only way for a session to get the terminal.
 */
export interface Opening {
	/** Aborted by Esc or Ctrl-c. */
	readonly signal: AbortSignal;
	readonly isCancelled: boolean;
	/** As the context's `fetch`; Esc or Ctrl-c aborts it. */
	fetch<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T>;
	/** A short call with a line in the command log; Esc or Ctrl-c aborts it. Rejects as the call does. */
	perform(command: readonly string[], call: (signal: AbortSignal) => Promise<unknown>): Promise<void>;
	/** Gives the keyboard back to the dashboard while `work` runs. Discards the keys held so far, and shows that. */
	aside<T>(work: () => Promise<T>): Promise<T>;
	/** Gives the terminal to the session, then the held keys. Resolves as `TerminalRoom.attach`. */
	attach(session: Session, stage: SessionStage): Promise<SessionEnd>;
	/** Gives the keyboard back and discards the held keys; returns the number of discarded characters. Idempotent. */
	close(): number;
}

/** The user's terminal. A session gets all of it: raw bytes both ways while Ink is suspended. */
export interface TerminalRoom {
	/** Holds typed keys from now on for the next session; undefined while a session has the keyboard already. */
	hold(onCancel: () => void): HeldKeys | undefined;
	/**
	 * Gives the terminal to a session until its process ends, the user presses its detach keys or the connection is lost. Then
	 * restores the dashboard.
	 */
	attach(session: Session, stage: SessionStage): Promise<SessionEnd>;
	/** Asks the terminal to put text on its clipboard (OSC 52); false when the text is longer than terminals take. */
	copy(text: string): boolean;
	/** Gives the terminal to a program, such as an editor. Resolves to its exit code, or to the reason why it did not run. */
	run(program: {
		readonly argv: readonly string[];
		readonly env: Readonly<Record<string, string | undefined>>;
		readonly folder?: string;
		/** The line above its output, for a program that is silent at first. */
		readonly stage?: Pick<SessionStage, 'title' | 'leave'>;
		/** Written to its standard input, which is the terminal when left out. */
		readonly input?: string;
		/** After its end its output stays on the screen until the user presses a key: always, or if it has failed or ended at once. */
		readonly keepsOutput?: 'always' | 'short';
	}): Promise<number | string>;
	/** Opens a URL with the desktop's opener; false over SSH or without an opener. */
	open(url: string): Promise<boolean>;
	/** Stops plimsoll as a job of the user's shell until the shell continues it; false without a shell that could. */
	suspend(): Promise<boolean>;
	redraw(): void;
	/** The size in cells that a session starts with. */
	size(): { columns: number; rows: number };
}

/** Asks the engine for the present state of a call's object and returns it as a sentence: `web is now exited`. */
export type OutcomeCheck = (signal: AbortSignal) => Promise<string>;

/** A short call as footer and command log show it. */
export type Work = {
	readonly title: string;
	readonly command?: readonly string[];
	/** The containers of the calls, one each, and the verb that their rows show meanwhile: `stopping`. */
	readonly working?: { readonly verb: string; readonly ids: readonly string[] };
	/** One check for each call; it runs when the answer to the call is lost. */
	readonly checks?: readonly OutcomeCheck[];
};

/** Everything that an action may use. The runtime creates it. */
export type ActionContext = {
	readonly engine: Engine;
	getState(): State;
	update(transition: (state: State) => State): void;
	readonly ask: Ask;
	/**
	 * A short call: footer, command log and toast show its outcome; a failure shows the engine's words. Several calls run with
	 * bounded parallelism and fail one by one. Resolves to true if all succeeded.
	 */
	perform(
		work: Work,
		calls: ((signal: AbortSignal) => Promise<unknown>) | readonly ((signal: AbortSignal) => Promise<unknown>)[],
	): Promise<boolean>;
	/**
	 * One short call for a form: as `perform`, but resolves to the words of the failure instead of showing a toast. `signal`
	 * cancels it; then it resolves to undefined.
	 */
	attempt(
		work: Work & { signal?: AbortSignal },
		call: (signal: AbortSignal) => Promise<unknown>,
	): Promise<string | undefined>;
	/** Long work: shown in the list of tasks, with progress and cancel. Continues when the user closes the list. */
	task<T>(
		spec: { title: string; command: readonly string[] },
		run: (task: TaskHandle) => Promise<{ value: T; outcome?: string; result?: TaskResult }>,
	): Promise<Outcome<T>>;
	/** One request to the engine, for a form's facts. Aborted by `cancel`, and when plimsoll leaves or loses the engine. */
	fetch<T>(call: (signal: AbortSignal) => Promise<T>, cancel?: AbortSignal): Promise<T>;
	/**
	 * One request for a question that follows at once. Keys that are typed meanwhile are held for the question, and Esc cancels:
	 * rejects with an AbortError. `notice` is shown if it takes long: `Reading the limits of web`.
	 */
	fetchFirst<T>(notice: string, call: (signal: AbortSignal) => Promise<T>): Promise<T>;
	/** Begins to open a session and shows `notice`: `Opening a shell in web`. The caller must close it in every case. */
	openSession(notice: string): Opening;
	/** Opens a session and closes it. A toast under `title` shows failure, cancellation and the number of discarded characters. */
	session(work: { notice: string; title: string }, body: (opening: Opening) => Promise<void>): Promise<void>;
	toast(level: 'info' | 'good' | 'warn' | 'bad', text: string): void;
	readonly terminal: Omit<TerminalRoom, 'hold' | 'attach'>;
	readonly files: Files;
	/** Every action with its configured keys, for menus that consist of actions. */
	readonly actions: readonly Action[];
	/** Runs an action through the same gate as its key. */
	invoke(action: Action): Promise<void>;
	readonly registry: RegistryCredentials;
	readonly surroundings: Surroundings;
	readonly host: HostControl;
	cancelTask(id: number): void;
	quit(): void;
};

/** Credentials as the docker CLI stores them. An aborted call ends the credential helper that it waits for. */
export interface RegistryCredentials {
	/** The credentials for a registry (`https://index.docker.io/v1/` or `host[:port]`); undefined when none are stored. */
	get(server: string, call: Call): Promise<Credentials | undefined>;
	all(call: Call): Promise<readonly Credentials[]>;
	/** Resolves to the place where it stored them, with a warning when that is a plain file. */
	store(credentials: Credentials, call: Call): Promise<{ where: string; warning?: string }>;
	erase(server: string, call: Call): Promise<boolean>;
	/** The servers with stored credentials, and the user name of each. */
	list(call: Call): Promise<readonly { server: string; username: string }[]>;
}

/** The settings outside of the command line: the environment, and docker's config file, read anew for each call. */
export interface Surroundings {
	/** The variables for a bare `-e NAME`. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The numeric user and group of this process, on systems that have them. */
	readonly uid?: number;
	readonly gid?: number;
	/** The `proxies` of docker's config file for an engine's URL; undefined when there are none. */
	proxies(endpoint: string): Promise<Proxies | undefined>;
	/** The `detachKeys` of docker's config file; empty for the default. */
	detachKeys(): Promise<string>;
	/** The `pruneFilters` of docker's config file: `label!=keep`. */
	pruneFilters(): Promise<readonly string[]>;
}

/** Switches the dashboard to another engine, in this process only. */
export interface HostControl {
	/** Switches to a context, a host URL, the demo engine, or the engine that command line and environment select. */
	connect(to: { context: string } | { host: string } | 'demo' | 'default'): Promise<void>;
	/**
	 * The program that logs in at an `ssh://` address in the terminal; `refresh` then uses that login. Rejects for a wrong
	 * address, and where there is no ssh.
	 */
	logIn(url: string): Promise<TerminalProgram>;
	/** Reconnects at once while the connection is lost; refreshes every list while connected. */
	refresh(): void;
}
