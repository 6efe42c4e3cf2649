import type { ActionContext, Look, Outcome, TaskHandle, Work } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { keptCommand } from '../../domain/kept-command.js';
import { isAbort } from '../../engine/errors.js';
import { addToast, endCommand, expireToasts, nextId, noteCommand, startCommand } from '../../state/messages.js';
import type { TaskProgress } from '../../state/tasks/task.js';
import { addTask, endTask, reportTask } from '../../state/tasks/tasks.js';
import type { Clock } from '../clock.js';
import { lookAgain, mayBeDone } from '../connection/after-loss.js';
import type { Store } from '../store.js';
import type { Busy } from './busy.js';

/** Calls of one action that run at once; the docker CLI does its own the same way. */
const parallel = 8;
/** A toast stays this long, and longer when there is more to read. Milliseconds. */
const toastTime = (text: string) => 4000 + Math.min(8000, text.length * 40);
/** Progress reaches the store at most this often. Milliseconds. */
const reportInterval = 100;

/** Runs what actions ask for: short calls, long tasks, single answers. Every call gets a signal made here. */
export interface TaskRunner extends Pick<ActionContext, 'perform' | 'attempt' | 'task' | 'fetch' | 'toast'> {
	/** Stops a running task; the engine's work is stopped with its request. */
	cancel(taskId: number): void;
	/** A signal for a loop that lives as long as one connection; `end` aborts it. */
	scope(): { readonly signal: AbortSignal; end(): void };
	/** Aborts short calls and answers: the engine is another, or plimsoll leaves. Tasks go on. */
	abortCalls(): void;
	/** Aborts everything: plimsoll leaves. */
	abortAll(): void;
	/** Counts something that needs its engine, such as a session, as work until it settles; passes it through. */
	working<T>(promise: Promise<T>): Promise<T>;
	/** Calls back once all calls, tasks and other work of now have ended; at once when there is none. Aborted calls do not count. */
	afterWork(callback: () => void): void;
}

/** A runner that notes in the store what it does; nothing runs yet. */
export function createTaskRunner({ store, clock, busy }: { store: Store; clock: Clock; busy: Busy }): TaskRunner {
	let calls = { controller: new AbortController(), work: new Set<Promise<unknown>>() };
	const tasks = new Map<number, AbortController>();
	const work = new Set<Promise<unknown>>();

	function working<T>(promise: Promise<T>, among = work): Promise<T> {
		among.add(promise);
		const done = () => void among.delete(promise);
		promise.then(done, done);
		return promise;
	}

	const toast: TaskRunner['toast'] = (level, text) => {
		const stay = toastTime(text);
		store.update(state => addToast(state, { id: nextId(), level, text, until: clock.now() + stay }));
		clock.after(stay + 1, () => store.update(state => expireToasts(state, clock.now())));
	};

	type Calls = readonly ((signal: AbortSignal) => Promise<unknown>)[];

	/** How calls ended; `unsure` has the looks at what those were for whose answers were lost. */
	type Ended = { id: number; status: 'done' | 'failed' | 'cancelled'; message: string; unsure: readonly Look[] };

	/** Runs calls, noted in the command log; resolves to what went wrong in words, `''` when nothing did. */
	async function runCalls({ command, looks = [] }: Work, asked: Calls, cancel?: AbortSignal): Promise<Ended> {
		const { controller, work: among } = calls;
		const signal = either(controller.signal, cancel);
		const id = nextId();
		const started = clock.now();
		if (command) {
			store.update(state => startCommand(state, { id, command: keptCommand(command), at: clock.wallTime() }));
		}
		const failures: unknown[] = [];
		const unsure: Look[] = [];
		const all = inParallel([...asked.entries()], async ([index, call]) => {
			try {
				await call(signal);
			} catch (error) {
				if (isAbort(error, signal)) {
					return;
				}
				failures.push(error);
				const look = looks[index];
				if (look && mayBeDone(error)) {
					unsure.push(look);
				}
			}
		});
		await busy.track(working(all, among));
		const status = signal.aborted ? 'cancelled' : failures.length > 0 ? 'failed' : 'done';
		const message = failures.map(wordsOf).join(' · ');
		if (command) {
			const end = { status, milliseconds: clock.now() - started, ...(message && { message }) } as const;
			store.update(state => endCommand(state, id, end));
		}
		return { id, status, message, unsure };
	}

	/** Says what the engine shows, once it can be asked, of what it may have done. */
	async function tellOutcome(title: string, { id, message, unsure }: Ended): Promise<void> {
		const { signal } = calls.controller;
		const found = await Promise.all(unsure.map(look => lookAgain(look, { store, clock, signal })));
		const sentence = found.filter(each => each !== undefined).join(', ');
		if (sentence === '') {
			return;
		}
		toast('warn', `${title}: its answer was lost; ${sentence}`);
		store.update(state => noteCommand(state, id, `${message} ${sentence}`));
	}

	const perform: TaskRunner['perform'] = async (work, asked) => {
		const ended = await runCalls(work, typeof asked === 'function' ? [asked] : asked);
		if (ended.status === 'failed') {
			toast('bad', `${work.title}: ${ended.message}`);
		}
		if (ended.unsure.length > 0) {
			void tellOutcome(work.title, ended);
		}
		return ended.status === 'done';
	};

	const attempt: TaskRunner['attempt'] = async (work, call) => {
		const { status, message, unsure } = await runCalls(work, [call], work.signal);
		if (status !== 'failed') {
			return undefined;
		}
		// The form waits for one look; an engine that is lost as well says nothing.
		const found = await unsure[0]?.(either(calls.controller.signal, work.signal)).catch(() => undefined);
		return found === undefined ? message : `${message} ${found}`;
	};

	const task: TaskRunner['task'] = async <T>(
		{ title, command: given }: { title: string; command: readonly string[] },
		run: (handle: TaskHandle) => Promise<{ value: T; outcome?: string }>,
	): Promise<Outcome<T>> => {
		const command = keptCommand(given);
		const id = nextId();
		const controller = new AbortController();
		const startedAt = clock.now();
		tasks.set(id, controller);
		store.update(state =>
			startCommand(addTask(state, { id, title, command, startedAt }), {
				id,
				command,
				at: clock.wallTime(),
			}),
		);
		const reporter = createReporter(clock, progress => store.update(state => reportTask(state, id, progress)));
		const end = (status: 'done' | 'failed' | 'cancelled', outcome?: string) => {
			reporter.flush();
			tasks.delete(id);
			const endedAt = clock.now();
			store.update(state =>
				endCommand(endTask(state, id, { status, endedAt, outcome }), id, {
					status,
					milliseconds: endedAt - startedAt,
					message: outcome,
				}),
			);
		};
		try {
			const handle = { signal: controller.signal, report: reporter.report, now: clock.now };
			const { value, outcome } = await working(run(handle));
			end('done', outcome);
			return { status: 'done', value };
		} catch (error) {
			if (isAbort(error, controller.signal)) {
				end('cancelled', 'cancelled');
				return { status: 'cancelled' };
			}
			const message = wordsOf(error);
			end('failed', message);
			toast('bad', `${title}: ${message}`);
			return { status: 'failed', error, message };
		}
	};

	const abortCalls = () => {
		calls.controller.abort();
		calls = { controller: new AbortController(), work: new Set() };
	};

	return {
		perform,
		attempt,
		task,
		toast,
		working: promise => working(promise),
		fetch(call, cancel) {
			const { controller, work: among } = calls;
			return busy.track(working(call(either(controller.signal, cancel)), among));
		},
		cancel: id => tasks.get(id)?.abort(),
		scope() {
			const controller = new AbortController();
			return { signal: controller.signal, end: () => controller.abort() };
		},
		abortCalls,
		abortAll() {
			abortCalls();
			for (const controller of tasks.values()) {
				controller.abort();
			}
		},
		afterWork(callback) {
			const { controller, work: asked } = calls;
			if (work.size + asked.size === 0) {
				return callback();
			}
			// One that does not heed its signal may never settle.
			const aborted = new Promise<void>(resolve =>
				controller.signal.addEventListener('abort', () => resolve(), { once: true }),
			);
			const callsEnd = asked.size > 0 ? Promise.race([Promise.allSettled(asked), aborted]) : undefined;
			void Promise.all([Promise.allSettled(work), callsEnd]).then(callback);
		},
	};
}

const either = (signal: AbortSignal, other: AbortSignal | undefined) =>
	other ? AbortSignal.any([signal, other]) : signal;

/** Hands on the latest report of each interval; `flush` at once. */
function createReporter(clock: Clock, send: (progress: TaskProgress) => void) {
	let latest: TaskProgress | undefined;
	let cancel: (() => void) | undefined;
	const flush = () => {
		cancel?.();
		cancel = undefined;
		if (latest) {
			send(latest);
		}
		latest = undefined;
	};
	return {
		flush,
		report(progress: TaskProgress) {
			latest = progress;
			cancel ??= clock.after(reportInterval, flush);
		},
	};
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	const queue = [...items];
	const worker = async () => {
		for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
			await work(item);
		}
	};
	await Promise.all(Array.from({ length: Math.min(parallel, queue.length) }, worker));
}
