import type {
	Action,
	ActionContext,
	Files,
	RegistryCredentials,
	Surroundings,
	TerminalRoom,
} from '../actions/action.js';
import type { Engine } from '../engine/engine.js';
import { EngineError } from '../engine/errors.js';
import { settleAll } from '../state/lists/selection.js';
import { settleModals } from '../state/modals/modal-scroll.js';
import type { State } from '../state/state.js';
import { withTime } from '../state/time.js';
import { type Clock, timesOf } from './clock.js';
import { type Connector, createConnection, type Target } from './connection/connection.js';
import { createConnectorLists } from './connection/connector-lists.js';
import { createAnswers } from './keys/ask.js';
import { createCompleter } from './keys/completion.js';
import { createDispatch } from './keys/dispatch.js';
import { invoke } from './keys/gate.js';
import { createListKeys } from './keys/list-keys.js';
import { createModalKeys } from './keys/modal-keys.js';
import { createOpenings } from './openings.js';
import type { Store } from './store.js';
import { createTempo, type Machine, quietMachine } from './streams/tempo.js';
import { createBusy } from './tasks/busy.js';
import { startTaskClock } from './tasks/task-clock.js';
import { createTaskRunner } from './tasks/task-runner.js';

/** Relative times on screen are told anew this often when nothing else moves. Milliseconds. */
const tickInterval = 20_000;

export interface Runtime {
	readonly store: Store;
	/** Every action with its keys as configured. */
	readonly actions: readonly Action[];
	/** One key by its name. */
	key(name: string): void;
	paste(text: string): void;
	/** The terminal got or lost the focus. */
	focus(focused: boolean): void;
	resize(size: State['size']): void;
	/** Connects and keeps connected. */
	start(target: Target): void;
	/** Resolves when nothing is under way in the foreground; endless streams and open questions do not count. */
	idle(): Promise<void>;
	/** Says something that went wrong outside of any action. */
	warn(text: string): void;
	/** Streams and requests under way, by key; for the debug overlay and for tests. */
	active(): readonly string[];
	/** Aborts everything and frees every connection. */
	stop(): void;
}

/** Puts the rooms together. All effects and all time of plimsoll begin here. */
export function createRuntime(options: {
	store: Store;
	clock: Clock;
	connector: Connector;
	actions: readonly Action[];
	terminal: TerminalRoom;
	files: Files;
	registry: RegistryCredentials;
	surroundings: Surroundings;
	/** Slows what repeats itself; a quiet one. */
	machine?: Machine;
	quit(): void;
}): Runtime {
	const { store, clock, connector, actions, terminal, files } = options;
	const busy = createBusy();
	const runner = createTaskRunner({ store, clock, busy });
	const answers = createAnswers(store, text => runner.toast('bad', text));
	const tempo = createTempo({ store, clock, machine: options.machine ?? quietMachine });
	const connection = createConnection({ store, clock, busy, runner, tempo, connector });
	const connectorLists = createConnectorLists({ store, connector, busy });

	const sessions: TerminalRoom = {
		...terminal,
		attach: (session, how) => terminal.attach(session, how).finally(() => connection.sessionEnded()),
	};

	const context: ActionContext = {
		...createOpenings({ store, terminal: sessions, runner }),
		get engine(): Engine {
			const engine = connection.engine();
			if (!engine) {
				throw new EngineError('unreachable', 'no engine is connected');
			}
			return engine;
		},
		getState: store.getState,
		update: store.update,
		ask: answers.ask,
		perform: runner.perform,
		attempt: runner.attempt,
		task: runner.task,
		fetch: runner.fetch,
		toast: runner.toast,
		terminal,
		files,
		actions,
		invoke: action => invoke(action, context),
		registry: options.registry,
		surroundings: options.surroundings,
		host: {
			async connect(target) {
				// Questions about the engine that is left get no answer any more.
				answers.leaveAll();
				connection.connect(target);
			},
			refresh() {
				connection.refresh();
				connectorLists.refresh();
			},
		},
		cancelTask: runner.cancel,
		quit: options.quit,
	};

	const complete = createCompleter({ store, files });
	const modalKeys = createModalKeys({
		store,
		answers,
		toast: runner.toast,
		formChanged: complete,
		listKey: createListKeys(context),
	});
	const dispatch = createDispatch({ store, busy, modalKeys, actions, context });

	const stopTaskClock = startTaskClock({ store, clock });
	let cancelTick: (() => void) | undefined;
	const tick = () => {
		cancelTick = clock.after(tickInterval, tick);
		store.update(state => (state.connection.status === 'connected' ? withTime(state, timesOf(clock)) : state));
	};

	return {
		store,
		actions,
		key(name) {
			tempo.key();
			dispatch.key(name);
		},
		focus: tempo.focus,
		paste: dispatch.paste,
		resize: size => store.update(state => settleModals(settleAll({ ...state, size }))),
		start(target) {
			cancelTick = clock.after(tickInterval, tick);
			connection.connect(target);
		},
		idle: busy.idle,
		active: connection.active,
		warn: text => runner.toast('warn', text),
		stop() {
			cancelTick?.();
			stopTaskClock();
			tempo.stop();
			answers.leaveAll();
			runner.abortAll();
			connection.stop();
			connectorLists.stop();
		},
	};
}
