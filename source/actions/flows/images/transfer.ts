import type { ProgressMessage } from '../../../domain/progress/progress.js';
import { emptyTransfer, foldProgress, type TransferProgress } from '../../../domain/progress/progress-fold.js';
import { registryName } from '../../../domain/registry/registry.js';
import type { Call, Credentials } from '../../../engine/engine.js';
import type { EngineErrorKind } from '../../../engine/errors.js';
import { isFree } from '../../../state/modals/modals.js';
import type { TaskResult } from '../../../state/tasks/task.js';
import type { ActionContext, Outcome, TaskHandle } from '../../action.js';
import { kindOf } from '../../failure.js';
import { showTasks } from '../lists.js';
import { NoCredentials, storedFor } from '../registry/credentials.js';
import { logIn } from '../registry/login.js';

/** A pull or push, as the task list shows it. */
export type Transfer = {
	readonly title: string;
	readonly command: readonly string[];
	/** The key of the registry in the credential store. */
	readonly registry: string;
	/** The things that the next steps work on, from the digest at the end. */
	result(digest: string | undefined): TaskResult;
	stream(auth: Credentials | undefined, call: Call): AsyncIterable<ProgressMessage>;
};

/** The end of a transfer; `edit` when it failed and the user chose to change the form. */
export type TransferEnd = 'done' | 'ended' | 'edit';

/** Failures for which other credentials help. */
const loginHelps: readonly (EngineErrorKind | undefined)[] = ['unauthorized', 'forbidden', 'rate-limited'];

/** Failures for which other credentials may help: some engines pass on a registry's words without its status. */
const loginMayHelp: readonly (EngineErrorKind | undefined)[] = ['not-found', 'stream', 'server'];

/** The words of an engine, or of Go's network library in it, when a registry was not reached: a login fails in the same way. */
const notReached =
	/\bdial tcp\b|connection refused|no such host|i\/o timeout|handshake timeout|deadline exceeded|x509: |\btls: |HTTP response to HTTPS client|proxyconnect/i;

/**
 * Pulls or pushes as a task, with the stored credentials of its registry. After a failure the user may continue without
 * credentials, log in, try again or edit the form. A user who types or answers something else by then gets no question.
 */
export async function transfer(context: ActionContext, work: Transfer): Promise<TransferEnd> {
	let withAuth = true;
	for (;;) {
		let auth: Credentials | undefined;
		const running = context.task(work, async handle => {
			// Within the task, so that the user sees a slow credential helper and can cancel it.
			auth = withAuth ? await storedFor(context, work.registry, handle.signal) : undefined;
			const folded = await foldStream(handle, work.stream(auth, handle));
			return { ...folded, result: work.result(folded.value.digest) };
		});
		showTasks(context);
		const outcome = await running;
		if (outcome.status === 'done') {
			context.toast('good', [work.title, digestWords(outcome.value)].filter(Boolean).join(' · '));
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

/** The digest as the last line of `docker push` shows it: `digest: sha256:…`. */
const digestWords = ({ digest }: TransferProgress): string | undefined => digest && `digest: ${digest}`;

/** Reads a stream of progress messages to its end and reports the progress. */
export async function foldStream(
	{ report, now }: TaskHandle,
	stream: AsyncIterable<ProgressMessage>,
): Promise<{ value: TransferProgress; outcome?: string }> {
	let folded = emptyTransfer;
	for await (const message of stream) {
		folded = foldProgress(folded, message, now());
		report({ kind: 'transfer', transfer: folded });
	}
	return { value: folded, outcome: digestWords(folded) };
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
			body: [message, 'The registry may refuse a request without credentials.'],
			action: 'Continue without',
			severity: 'interrupts',
		});
		return goOn ? 'without' : undefined;
	}
	if (kind === 'unreachable' || kind === 'read-only' || !isFree(context.getState())) {
		return undefined;
	}
	const mayHelp = loginMayHelp.includes(kind) && !notReached.test(message);
	// A request without credentials probably needs them; a request with credentials probably failed for another reason.
	const isFirst = loginHelps.includes(kind) || (mayHelp && auth === undefined);
	const login = [{ id: 'login', label: `Log in to ${registryName(registry)}…`, key: 'l' }];
	const chosen = await context.ask.menu({
		title: `${title}: failed`,
		about: message,
		items: [
			...(isFirst ? login : []),
			{ id: 'again', label: 'Try again', key: 'r' },
			{ id: 'edit', label: 'Edit and try again…', key: 'e' },
			...(mayHelp && !isFirst ? login : []),
		],
	});
	if (chosen === 'login') {
		return (await logIn(context, registry)) ? 'again' : undefined;
	}
	return chosen === 'again' || chosen === 'edit' ? chosen : undefined;
}
