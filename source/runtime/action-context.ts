import type { Action, ActionContext, RegistryCredentials, Surroundings, TerminalRoom } from '../actions/action.js';
import type { Files } from '../actions/files.js';
import type { Engine } from '../engine/engine.js';
import { EngineError } from '../engine/errors.js';
import type { Connector } from './connection/connector.js';
import type { ConnectorSync } from './connection/connector-lists.js';
import type { EngineConnection } from './connection/engine-connection.js';
import type { Answers } from './keys/ask.js';
import { invoke } from './keys/gate.js';
import type { HeldKeys } from './keys/held-keys.js';
import { createOpenings } from './openings.js';
import type { Store } from './store.js';
import type { TaskRunner } from './tasks/task-runner.js';

/** The context that actions run in, made of the runtime's parts. */
export function createActionContext(options: {
	store: Store;
	runner: TaskRunner;
	answers: Answers;
	heldKeys: HeldKeys;
	connection: EngineConnection;
	connector: Connector;
	connectorLists: ConnectorSync;
	actions: readonly Action[];
	terminal: TerminalRoom;
	files: Files;
	registry: RegistryCredentials;
	surroundings: Surroundings;
	quit(): void;
}): ActionContext {
	const { store, runner, answers, connection, connectorLists, terminal } = options;
	const sessions: TerminalRoom = {
		...terminal,
		attach: (session, how) => terminal.attach(session, how).finally(() => connection.sessionEnded()),
	};
	const context: ActionContext = {
		...createOpenings({ store, terminal: sessions, runner }),
		get engine(): Engine {
			const { engine } = connection;
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
		fetchFirst: (notice, call) => options.heldKeys.during(notice, cancel => runner.fetch(call, cancel)),
		toast: runner.toast,
		terminal,
		files: options.files,
		actions: options.actions,
		invoke: action => invoke(action, context),
		registry: options.registry,
		surroundings: options.surroundings,
		host: {
			async connect(target) {
				// An open question is about the present engine.
				answers.leaveAll();
				connection.connect(target);
			},
			logIn(url) {
				const { logIn } = options.connector;
				return logIn ? logIn(url) : Promise.reject(new Error('there is no ssh'));
			},
			refresh() {
				connection.refresh();
				connectorLists.refresh();
			},
		},
		cancelTask: runner.cancel,
		quit: options.quit,
	};
	return context;
}
