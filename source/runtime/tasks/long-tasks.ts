import type { ActionContext, Outcome, TaskHandle } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { maskCommand } from '../../domain/mask-command.js';
import { isAbort } from '../../engine/errors.js';
import { endCommand, nextId, startCommand } from '../../state/messages.js';
import type { TaskResult } from '../../state/tasks/task.js';
import { addTask, endTask, reportTask } from '../../state/tasks/tasks.js';
import { type Clock, sleep } from '../clock.js';
import { openScope, type Scope } from '../concurrency/scope.js';
import type { Store } from '../store.js';
import type { EngineUse } from './engine-use.js';
import { createProgressReports } from './progress-reports.js';

type Options = {
	readonly store: Store;
	readonly clock: Clock;
	readonly use: EngineUse;
	readonly toast: ActionContext['toast'];
};

/** Runs tasks with progress, such as a push, each until it ends or is cancelled. */
export class LongTasks {
	readonly #options: Options;
	readonly #running = new Map<number, Scope>();

	constructor(options: Options) {
		this.#options = options;
	}

	async run<T>(
		{ title, command }: { title: string; command: readonly string[] },
		work: (handle: TaskHandle) => Promise<{ value: T; outcome?: string; result?: TaskResult }>,
	): Promise<Outcome<T>> {
		const { store, clock, use, toast } = this.#options;
		const { id, signal, end } = this.#start(title, maskCommand(command));
		const reports = createProgressReports(clock, progress => store.update(state => reportTask(state, id, progress)));
		try {
			const { value, outcome, result } = await use.work(
				work({ signal, report: reports.report, now: clock.now, sleep: ms => sleep(clock, ms, signal) }),
			);
			reports.flush();
			end('done', outcome, result);
			return { status: 'done', value };
		} catch (error) {
			reports.flush();
			if (isAbort(error, signal)) {
				end('cancelled', 'cancelled');
				return { status: 'cancelled' };
			}
			const message = wordsOf(error);
			end('failed', message);
			toast('bad', `${title}: ${message}`);
			return { status: 'failed', error, message };
		}
	}

	cancel(id: number): void {
		this.#running.get(id)?.end();
	}

	cancelAll(): void {
		for (const scope of this.#running.values()) {
			scope.end();
		}
	}

	/** Notes a task in the list of tasks and in the command log; `end` notes its end in both. */
	#start(title: string, command: readonly string[]) {
		const { store, clock } = this.#options;
		const id = nextId();
		const scope = openScope();
		const startedAt = clock.now();
		this.#running.set(id, scope);
		store.update(state =>
			startCommand(addTask(state, { id, title, command, startedAt }), { id, command, at: clock.wallTime() }),
		);
		const end = (status: 'done' | 'failed' | 'cancelled', outcome?: string, result?: TaskResult) => {
			this.#running.delete(id);
			const endedAt = clock.now();
			const milliseconds = endedAt - startedAt;
			store.update(state =>
				endCommand(endTask(state, id, { status, endedAt, outcome, result }), id, {
					status,
					milliseconds,
					message: outcome,
				}),
			);
		};
		return { id, signal: scope.signal, end };
	}
}
