import type { Image } from '../../../domain/nouns/image.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { urlsOf } from '../../../domain/ports/published-urls.js';
import { runOptions } from '../../../domain/run/defaults.js';
import type { RunOptions } from '../../../domain/run/options.js';
import { type RunVerb, runArgv } from '../../../domain/run/to-argv.js';
import { exitWords } from '../../../domain/session/exit-words.js';
import { isInteractiveShell } from '../../../domain/session/shell-program.js';
import { type Action, type ActionContext, action, type Opening } from '../../action.js';
import { type CommandEnd, endOfSession } from '../../command-end.js';
import { discardedWords, wordsOf } from '../../failure.js';
import { single, singleReason } from '../../targets.js';
import { recorded } from '../containers/recorded-session.js';
import { endWords, mainStage, shellStage } from '../containers/session-stages.js';
import { listedContainer, showContainer } from '../containers/show-container.js';
import type { ImageFacts } from './run-fields.js';
import { foldersOf, runForm } from './run-form.js';
import { ensureImage } from './run-image.js';
import { foreground } from './run-session.js';
import { createMaker, type Made, type Maker } from './run-start.js';
import { readValues } from './run-values.js';

/** The name of an image in a run line: its first tag, or its short id. */
export const runName = ({ id, tags }: Image): string => tags[0] ?? shortId(id);

const ofImage = {
	scope: 'images',
	mutates: true,
	target: (state: Parameters<Action['target']>[0]) => single(state, 'images'),
	disabledReason: (_: Image, state: Parameters<Action['target']>[0]) => singleReason(state, 'images'),
} as const;

/** `r` in the images pane. */
export const runImage: Action = action<Image>({
	...ofImage,
	id: 'image.run',
	title: 'Run…',
	keys: ['r'],
	footer: 2,
	command: image => runArgv(runOptions({ image: runName(image), detach: true }), 'run'),
	run: (context, image) => askRun(context, runName(image), 'run'),
});

/** `c` in the images pane. */
export const createFromImage: Action = action<Image>({
	...ofImage,
	id: 'image.create',
	title: 'Create a container…',
	keys: ['c'],
	command: image => runArgv(runOptions({ image: runName(image) }), 'create'),
	run: (context, image) => askRun(context, runName(image), 'create'),
});

/** Opens the form for an image, then runs or creates a container; after a refusal the form stays open. */
export async function askRun(context: ActionContext, image: string, verb: RunVerb = 'run'): Promise<void> {
	const facts = await imageFacts(context, image);
	const maker = createMaker(context, verb);
	let made: Made | undefined;
	let options: RunOptions | undefined;
	let opening: Opening | undefined;
	let left = false;
	const values = await context.ask.form(
		runForm(context, { verb, image, facts, leftover: maker.leftover }),
		async values => {
			options = readValues(values, verb, foldersOf(context)).options;
			opening =
				verb === 'run' && !options.detach
					? context.openSession(`Starting ${options.name || options.image}`)
					: undefined;
			const outcome = await make(context, maker, options, opening);
			if ('refusal' in outcome) {
				return `${outcome.refusal}${discarded(opening?.close() ?? 0)}`;
			}
			made = outcome;
			if (left) {
				leaveBehind(context, outcome, opening);
			}
			return undefined;
		},
	);
	if (!values) {
		left = true;
	} else if (made && options) {
		await follow(context, opening, verb, made, options);
		opening?.close();
	}
}

/** Inspects an image before its form opens; undefined when it is missing: the form says so, and offers to pull it. */
const imageFacts = (context: ActionContext, image: string): Promise<ImageFacts | undefined> =>
	context.fetchFirst(`Reading ${image}`, signal =>
		context.engine.images.inspect(image, { signal }).catch(() => {
			signal.throwIfAborted();
			return undefined;
		}),
	);

const discarded = (count: number): string => (count === 0 ? '' : `, ${discardedWords(count)}`);

/** Creates a container from an image that exists or is pulled first; resolves to it or to the refusal. */
async function make(
	context: ActionContext,
	maker: Maker,
	options: RunOptions,
	opening: Opening | undefined,
): Promise<Made | { readonly refusal: string }> {
	try {
		return await maker.try(options, () => ensureImage(context, options, opening), opening?.signal);
	} catch (error) {
		return { refusal: opening?.isCancelled ? 'cancelled' : wordsOf(error) };
	}
}

/** Shows that a container runs in the background, because the user left the form while it was being created. */
function leaveBehind(context: ActionContext, { name, session, noteEnd }: Made, opening: Opening | undefined): void {
	session?.close();
	noteEnd?.(endOfSession({ kind: 'left' }));
	const count = opening?.close() ?? 0;
	context.toast('info', `${name} is running in the background${discarded(count)}`);
}

/** Shows the new container: its log, or its terminal until it ends. */
async function follow(
	context: ActionContext,
	opening: Opening | undefined,
	verb: RunVerb,
	made: Made,
	options: RunOptions,
): Promise<void> {
	if (opening) {
		await watch(context, opening, made, options).catch(error => {
			if (!opening.isCancelled) {
				made.noteEnd?.(endOfSession({ kind: 'cut' }));
				throw error;
			}
			leaveBehind(context, made, opening);
		});
	}
	const row = await showContainer(context, made.id);
	if (made.session) {
		return;
	}
	if (!row) {
		context.toast('info', `${made.name} ended and was removed`);
	} else if (verb === 'create') {
		context.toast('good', `${row.name} was created`);
	} else if (row.state === 'exited') {
		const code = row.exitCode === undefined ? '?' : exitWords(row.exitCode);
		context.toast('warn', `${row.name} ended with exit code ${code}`);
	} else {
		const [url] = urlsOf(row, context.getState().endpoint);
		context.toast('good', `${row.name} is running${url ? ` · ${url}` : ''}`);
	}
}

/** The name that the engine gave to a container; its short id when the container no longer exists. */
async function nameOf(context: ActionContext, { id, name }: Made): Promise<string> {
	if (name !== shortId(id)) {
		return name;
	}
	return (await listedContainer(context, id).catch(() => undefined))?.name ?? name; // Without an answer the short id will do.
}

/** Gives the terminal to a new container, and shows how its session ended; resolves to its end for the command log. */
export async function watch(
	context: ActionContext,
	opening: Opening,
	made: Made,
	options: RunOptions,
	/** The shell, when the container runs one. */
	shell?: string,
): Promise<CommandEnd | undefined> {
	const { id, session, detachKeys } = made;
	if (!session) {
		return undefined;
	}
	const { tty, interactive: stdin } = options;
	const name = await nameOf(context, made);
	const kill = (signalName: string) =>
		void context.fetch(signal => context.engine.containers.kill(id, signalName, { signal })).catch(() => {}); // The container has ended.
	const stage = shell
		? shellStage(`${shell} in ${options.image}`, detachKeys)
		: mainStage(
				`${options.image} as ${name}`,
				{ tty, keepsOutput: !(await isShell(context, id, options)) },
				detachKeys,
			);
	const record = recorded(session, { tty });
	const end = await opening.attach(foreground(record.session, { tty, stdin, kill }), stage);
	const isGood = end.kind === 'left' || (end.kind === 'ended' && end.code === 0);
	const result = endOfSession(end, record.text());
	made.noteEnd?.(result);
	context.toast(isGood ? 'info' : 'warn', endWords(name, end));
	return result;
}

/** Returns true if the main process is an interactive shell. A container without an answer has ended, which a shell does not do by itself. */
async function isShell(context: ActionContext, id: string, { tty, interactive }: RunOptions): Promise<boolean> {
	if (!tty || !interactive) {
		return false;
	}
	const detail = await context
		.fetch(signal => context.engine.containers.inspect(id, { signal }))
		.catch(() => undefined);
	return detail !== undefined && isInteractiveShell([...detail.entrypoint, ...detail.cmd]);
}
