import type { ActionContext } from '../../actions/action.js';
import { addToast, expireToasts, nextId } from '../../state/messages.js';
import { openCutError } from '../../state/modals/message-box.js';
import type { Clock } from '../clock.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import type { Store } from '../store.js';
import { ActionCalls, anyOf } from './action-calls.js';
import { EngineUse } from './engine-use.js';
import { LongTasks } from './long-tasks.js';

/** A toast stays this long, and longer when there is more to read. */
const toastMs = (text: string) => 4000 + Math.min(8000, text.length * 40);

/** Runs the engine calls of actions: short calls, long tasks, single answers. Each call gets a signal made here. */
export interface TaskRunner extends Pick<ActionContext, 'perform' | 'attempt' | 'task' | 'fetch' | 'toast'> {
	/** Stops a running task; the engine's work is stopped with its request. */
	cancel(taskId: number): void;
	/** Aborts short calls and answers: the engine is another, or plimsoll ends. Tasks go on. */
	abortCalls(): void;
	/** Aborts everything: plimsoll ends. */
	abortAll(): void;
	/** Counts something that needs its engine, such as a session, as work until it settles; passes it through. */
	working<T>(promise: Promise<T>): Promise<T>;
	/** Calls back once all calls, tasks and other work of now have ended; at once when there is none. Aborted calls do not count. */
	afterWork(callback: () => void): void;
}

/** A runner that notes its work in the store; nothing runs yet. */
export function createTaskRunner(options: { store: Store; clock: Clock; foreground: ForegroundWork }): TaskRunner {
	const { store, clock, foreground } = options;
	const use = new EngineUse();
	const toast: TaskRunner['toast'] = (level, text) => {
		const stayMs = toastMs(text);
		store.update(state => addToast(state, { id: nextId(), level, text, until: clock.now() + stayMs }));
		clock.after(stayMs + 1, () => store.update(state => expireToasts(state, clock.now())));
	};
	/** A toast for a key's failure: an error that is too long for the footer also opens in a box. */
	const report: TaskRunner['toast'] = (level, text) => {
		toast(level, text);
		if (level === 'bad') {
			store.update(openCutError);
		}
	};
	const calls = new ActionCalls({ ...options, use, toast: report });
	const tasks = new LongTasks({ store, clock, use, toast });
	const fetch: TaskRunner['fetch'] = (call, cancel) => foreground.track(use.call(call(anyOf(use.signal, cancel))));
	return {
		perform: (work, asked) => calls.perform(work, asked),
		attempt: (work, call) => calls.attempt(work, call),
		task: (about, run) => tasks.run(about, run),
		toast: report,
		working: promise => use.work(promise),
		fetch,
		cancel: id => tasks.cancel(id),
		abortCalls: () => use.abortCalls(),
		abortAll() {
			use.abortCalls();
			tasks.cancelAll();
		},
		afterWork: callback => use.after(callback),
	};
}
