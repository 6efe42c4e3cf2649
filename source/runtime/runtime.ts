import type { Action, RegistryCredentials, Surroundings, TerminalRoom } from '../actions/action.js';
import type { Files } from '../actions/files.js';
import { copyText } from '../actions/flows/copy-text.js';
import { refreshReplacements } from '../state/lists/listing.js';
import { settleAll } from '../state/lists/selection.js';
import { keepSelection } from '../state/lists/start-project.js';
import { settleModals } from '../state/modals/modal-scroll.js';
import type { State } from '../state/state.js';
import { withTime } from '../state/time.js';
import { createActionContext } from './action-context.js';
import { type Clock, timesOf } from './clock.js';
import { createForegroundWork } from './concurrency/foreground-work.js';
import type { Connector, Target } from './connection/connector.js';
import { createConnectorLists } from './connection/connector-lists.js';
import { EngineConnection } from './connection/engine-connection.js';
import { createAnswers } from './keys/ask.js';
import { createCompleter } from './keys/completion.js';
import { createDispatch } from './keys/dispatch.js';
import { createHeldKeys } from './keys/held-keys.js';
import { createLineKeys } from './keys/line-keys.js';
import { createListKeys } from './keys/list-keys.js';
import { createModalKeys } from './keys/modal-keys.js';
import { createPointer, type Pointed } from './keys/pointer.js';
import type { Store } from './store.js';
import { startLogScan } from './streams/logs/log-scan.js';
import { createPollingInterval, type Machine, quietMachine } from './streams/polling-interval.js';
import { startRowClock } from './sync/row-clock.js';
import { startTaskClock } from './tasks/task-clock.js';
import { createTaskRunner } from './tasks/task-runner.js';

/** Relative times on screen are updated at this interval when nothing else changes. */
const ageIntervalMs = 20_000;

export interface Runtime {
	readonly store: Store;
	/** Every action with its keys as configured. */
	readonly actions: readonly Action[];
	/** One key by its name. */
	key(name: string): void;
	paste(text: string): void;
	/** A click or a step of the wheel; it does nothing while the mouse is off. */
	point(pointed: Pointed): void;
	/** The terminal got or lost the focus. */
	focus(isFocused: boolean): void;
	resize(size: State['size']): void;
	/** Connects and keeps connected. */
	start(target: Target): void;
	/** Resolves when there is no work in the foreground; endless streams and open questions do not count. */
	idle(): Promise<void>;
	/** Shows a problem that is not an action's. */
	warn(text: string): void;
	/** Keys of streams and requests, with those that wait for a connection; for the debug overlay and for tests. */
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
	/** Polling slows down with its load; by default it is quiet. */
	machine?: Machine;
	quit(): void;
}): Runtime {
	const { store, clock, connector, actions, files } = options;
	const foreground = createForegroundWork();
	const runner = createTaskRunner({ store, clock, foreground });
	const answers = createAnswers(store, { pathNote: files.note, warn: text => runner.toast('bad', text) });
	const polling = createPollingInterval({ store, clock, machine: options.machine ?? quietMachine });
	const connection = new EngineConnection({ store, clock, foreground, runner, polling, connector });
	const connectorLists = createConnectorLists({ store, connector, foreground });
	const heldKeys = createHeldKeys({ store, clock, foreground, warn: text => runner.toast('warn', text) });
	const context = createActionContext({ ...options, runner, answers, heldKeys, connection, connectorLists });
	const formChanged = createCompleter({ store, files });
	const modalKeys = createModalKeys({
		store,
		answers,
		toast: runner.toast,
		copy: text => copyText(context, text, 'the text'),
		formChanged,
		listKey: createListKeys(context),
		lineKey: createLineKeys(context),
	});
	const dispatch = createDispatch({ store, foreground, modalKeys, heldKeys, actions, context });
	const point = createPointer({ store, clock, key: dispatch.key, formChanged });
	const stopLogScan = startLogScan({ store, clock, foreground });
	const stopTaskClock = startTaskClock({ store, clock });
	const stopRowClock = startRowClock({ store, clock });
	let stopAges = () => {};

	return {
		store,
		actions,
		key(name) {
			polling.keyPressed();
			store.update(keepSelection);
			dispatch.key(name);
		},
		point(pointed) {
			polling.keyPressed();
			point(pointed);
		},
		focus: polling.focus,
		paste: dispatch.paste,
		resize: size => store.update(state => settleModals(settleAll({ ...state, size }))),
		start(target) {
			stopAges = keepAges(store, clock);
			connection.connect(target);
		},
		idle: foreground.idle,
		active: () => connection.active,
		warn: text => runner.toast('warn', text),
		stop() {
			stopAges();
			stopLogScan();
			stopTaskClock();
			stopRowClock();
			polling.stop();
			answers.leaveAll();
			runner.abortAll();
			connection.stop();
			connectorLists.stop();
		},
	};
}

/** Updates the relative times on screen at an interval until the returned function is called. */
function keepAges(store: Store, clock: Clock): () => void {
	const tick = () => {
		cancel = clock.after(ageIntervalMs, tick);
		store.update(state =>
			state.connection.status === 'connected' ? refreshReplacements(withTime(state, timesOf(clock))) : state,
		);
	};
	let cancel = clock.after(ageIntervalMs, tick);
	return () => cancel();
}
