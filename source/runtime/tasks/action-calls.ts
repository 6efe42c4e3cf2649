import type { ActionContext, OutcomeCheck, Work } from '../../actions/action.js';
import { CommandEnd, type CommandOutcome, OngoingCommand } from '../../actions/command-end.js';
import { wordsOf } from '../../actions/failure.js';
import { maskCommand } from '../../domain/mask-command.js';
import { isAbort } from '../../engine/errors.js';
import { endCommand, nextId, noteCommand, startCommand } from '../../state/messages.js';
import { beginWork, endWork } from '../../state/working.js';
import type { Clock } from '../clock.js';
import { inParallel } from '../concurrency/fetch-queue.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import type { Store } from '../store.js';
import { checkAgain, mayBeDone } from './after-loss.js';
import type { EngineUse } from './engine-use.js';

/** Calls of one action that run at once; the docker CLI does its own the same way. */
const maxParallel = 8;

type Call = (signal: AbortSignal) => Promise<unknown>;
/** The end of an action's calls. `unsure`: checks of the outcome of those whose answers were lost. */
type Ended = {
	readonly id: number;
	readonly status: 'done' | 'failed' | 'cancelled';
	/** The errors in words; empty when there was none. */
	readonly message: string;
	readonly unsure: readonly OutcomeCheck[];
};

type Options = {
	readonly store: Store;
	readonly clock: Clock;
	readonly foreground: ForegroundWork;
	readonly use: EngineUse;
	readonly toast: ActionContext['toast'];
};

/** Runs the short calls of actions, notes them in the command log, and reports their failures. */
export class ActionCalls {
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	/** Runs the calls of an action, and shows a toast when one fails; resolves to true when all succeeded. */
	async perform(work: Work, asked: Call | readonly Call[]): Promise<boolean> {
		const ended = await this.#run(work, typeof asked === 'function' ? [asked] : asked);
		if (ended.status === 'failed') {
			this.#options.toast('bad', `${work.title}: ${ended.message}`);
		}
		if (ended.unsure.length > 0) {
			void this.#reportOutcome(work.title, ended);
		}
		return ended.status === 'done';
	}

	/** Runs the call of a form; resolves to the error in words, to `undefined` when it succeeded or was cancelled. */
	async attempt(work: Work & { readonly signal?: AbortSignal }, call: Call): Promise<string | undefined> {
		const { status, message, unsure } = await this.#run(work, [call], work.signal);
		if (status !== 'failed') {
			return undefined;
		}
		// The form waits for one check, which may fail as well: the engine may be gone.
		const outcome = await unsure[0]?.(anyOf(this.#options.use.signal, work.signal)).catch(() => undefined);
		return outcome === undefined ? message : `${message} ${outcome}`;
	}

	async #run({ command, checks = [], working }: Work, calls: readonly Call[], cancel?: AbortSignal): Promise<Ended> {
		const { store, clock, foreground, use } = this.#options;
		const signal = anyOf(use.signal, cancel);
		const id = nextId();
		const startedAt = clock.now();
		if (command) {
			store.update(state => startCommand(state, { id, command: maskCommand(command), at: clock.wallTime() }));
		}
		if (working) {
			store.update(state => beginWork(state, working.ids, working.verb, startedAt));
		}
		const failures: unknown[] = [];
		let end: CommandEnd | OngoingCommand | undefined;
		const unsure: OutcomeCheck[] = [];
		const all = inParallel([...calls.entries()], maxParallel, async ([index, call]) => {
			try {
				const answer = await call(signal);
				if (answer instanceof CommandEnd || answer instanceof OngoingCommand) {
					end = answer;
				}
			} catch (error) {
				if (isAbort(error, signal)) {
					return;
				}
				failures.push(error);
				const check = checks[index];
				if (check && mayBeDone(error)) {
					unsure.push(check);
				}
			} finally {
				const row = working?.ids[index];
				if (row !== undefined) {
					store.update(state => endWork(state, row));
				}
			}
		});
		await foreground.track(use.call(all));
		const status = signal.aborted ? 'cancelled' : failures.length > 0 ? 'failed' : 'done';
		const message = failures.map(wordsOf).join(' · ');
		const note = (outcome: CommandOutcome | Pick<Ended, 'status'>) => {
			const milliseconds = clock.now() - startedAt;
			store.update(state => endCommand(state, id, { ...outcome, milliseconds }));
		};
		if (command && status === 'done' && end instanceof OngoingCommand) {
			void end.ended.then(({ outcome }) => note(outcome));
		} else if (command) {
			note(status === 'done' && end instanceof CommandEnd ? end.outcome : { status, ...(message && { message }) });
		}
		return { id, status, message, unsure };
	}

	/** Shows the outcome of calls whose answers were lost, once the engine can be asked. */
	async #reportOutcome(title: string, { id, message, unsure }: Ended): Promise<void> {
		const { store, clock, use, toast } = this.#options;
		const { signal } = use;
		const found = await Promise.all(unsure.map(check => checkAgain(check, { store, clock, signal })));
		const sentence = found.filter(each => each !== undefined).join(', ');
		if (sentence === '') {
			return;
		}
		toast('warn', `${title}: its answer was lost; ${sentence}`);
		store.update(state => noteCommand(state, id, `${message} ${sentence}`));
	}
}

export const anyOf = (signal: AbortSignal, other: AbortSignal | undefined): AbortSignal =>
	other ? AbortSignal.any([signal, other]) : signal;
