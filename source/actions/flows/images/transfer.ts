import type { ProgressMessage } from '../../../domain/progress/progress.js';
import { emptyTransfer, foldProgress, type TransferProgress } from '../../../domain/progress/progress-fold.js';
import { registryName } from '../../../domain/registry/registry.js';
import type { Call, Credentials } from '../../../engine/engine.js';
import type { EngineErrorKind } from '../../../engine/errors.js';
import type { ActionContext, Outcome, TaskHandle } from '../../action.js';
import { kindOf } from '../../failure.js';
import { isFree, showTasks } from '../lists.js';
import { NoCredentials, storedFor } from '../registry/credentials.js';
import { logIn } from '../registry/login.js';

/** A pull or push, as the task list shows it. */
export type Transfer = {
	readonly title: string;
	readonly command: readonly string[];
	/** The registry's key in the credential store. */
	readonly registry: string;
	stream(auth: Credentials | undefined, call: Call): AsyncIterable<ProgressMessage>;
};

/** How a transfer ended; `edit` when it failed and the user wants to change what was asked for. */
export type TransferEnd = 'done' | 'ended' | 'edit';

/** Failures that other credentials cure. */
const curedByLogin: readonly (EngineErrorKind | undefined)[] = ['unauthorized', 'forbidden', 'rate-limited'];

/** Failures that other credentials may cure: an engine that passes on a registry's words alone says no more. */
const maybeCuredByLogin: readonly (EngineErrorKind | undefined)[] = ['not-found', 'stream', 'server'];

/**
 * Pulls or pushes as a task, with the credentials that are stored for its registry. After a failure the user may go on
 * without them, log in, try again or go back; nobody is asked who is busy with something else by then.
 */
export async function transfer(context: ActionContext, work: Transfer): Promise<TransferEnd> {
	let withAuth = true;
	for (;;) {
		let auth: Credentials | undefined;
		const running = context.task(work, async handle => {
			// Part of the task: a helper that takes its time is seen, and can be cancelled.
			auth = withAuth ? await storedFor(context, work.registry, handle.signal) : undefined;
			return foldStream(handle, work.stream(auth, handle));
		});
		showTasks(context);
		const outcome = await running;
		if (outcome.status === 'done') {
			context.toast('good', [work.title, outcome.value.digest].filter(Boolean).join(' · '));
		}
		const answer = outcome.status === 'failed' ? await askAfter(context, work, outcome, auth) : undefined;
		if (answer === 'edit') {
			return 'edit';
		}
		withAuth = answer !== 'without';
		if (answer === undefined) {
			return outcome.status === 'done' ? 'done' : 'ended';
		}
	}
}

/** Reads a stream of progress to its end and reports it. */
export async function foldStream(
	{ report, now }: TaskHandle,
	stream: AsyncIterable<ProgressMessage>,
): Promise<{ value: TransferProgress; outcome?: string }> {
	let folded = emptyTransfer;
	for await (const message of stream) {
		folded = foldProgress(folded, message, now());
		report({ kind: 'transfer', transfer: folded });
	}
	return { value: folded, outcome: folded.digest };
}

async function askAfter(
	context: ActionContext,
	{ title, registry }: Transfer,
	{ error, message }: Extract<Outcome<unknown>, { status: 'failed' }>,
	auth: Credentials | undefined,
): Promise<'again' | 'without' | 'edit' | undefined> {
	const kind = kindOf(error);
	if (error instanceof NoCredentials && isFree(context.getState())) {
		const goOn = await context.ask.confirm({
			title: `No credentials for ${registryName(registry)}`,
			body: [message, 'Without credentials the registry may refuse.'],
			action: 'Go on without',
			severity: 'interrupts',
		});
		return goOn ? 'without' : undefined;
	}
	if (kind === 'unreachable' || kind === 'read-only' || !isFree(context.getState())) {
		return undefined;
	}
	const mayCure = maybeCuredByLogin.includes(kind);
	// Who came without credentials probably needs some; who had them probably needs something else.
	const isFirst = curedByLogin.includes(kind) || (mayCure && auth === undefined);
	const login = [{ id: 'login', label: `Log in to ${registryName(registry)}…`, key: 'l' }];
	const chosen = await context.ask.menu({
		title: `${title}: failed`,
		about: message,
		items: [
			...(isFirst ? login : []),
			{ id: 'again', label: 'Try again', key: 'r' },
			{ id: 'edit', label: 'Change what was asked for…', key: 'e' },
			...(mayCure && !isFirst ? login : []),
		],
	});
	if (chosen === 'login') {
		return (await logIn(context, registry)) ? 'again' : undefined;
	}
	return chosen === 'again' || chosen === 'edit' ? chosen : undefined;
}
