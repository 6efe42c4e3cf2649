import type { CreateRequest } from '../../../domain/commands/create.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import type { RunOptions } from '../../../domain/run/options.js';
import { attachment } from '../../../domain/run/request/config.js';
import type { RequestContext } from '../../../domain/run/request/context.js';
import { seccompProfiles } from '../../../domain/run/request/security.js';
import { createRequest } from '../../../domain/run/request.js';
import type { RunVerb } from '../../../domain/run/to-argv.js';
import { runArgv } from '../../../domain/run/to-argv.js';
import { UsageError } from '../../../domain/run/usage-error.js';
import type { Engine, Session } from '../../../engine/engine.js';
import { noteStep } from '../../../state/modals/form-step.js';
import type { ActionContext } from '../../action.js';
import { type CommandEnd, OngoingCommand } from '../../command-end.js';
import { kindOf, wordsOf } from '../../failure.js';
import { type DetachKeys, detachKeysOf } from '../containers/session-stages.js';
import { namedContainerCheck } from '../outcome-checks.js';
import { createIdFile } from './run-id-file.js';
import { expandPath } from './run-values.js';

/** A created container, with a session when it runs in the foreground. */
export type Made = {
	readonly id: string;
	readonly name: string;
	readonly session?: Session;
	/** The detach keys of its session. */
	readonly detachKeys: DetachKeys;
	/** Notes the end of its session in the command log. */
	readonly noteEnd?: (end: CommandEnd) => void;
};

/** The surroundings of a request; `requestOf` reads the files that it needs. */
export function requestContext(context: ActionContext): RequestContext {
	const { host } = context.getState();
	const { columns, rows } = context.terminal.size();
	return {
		apiVersion: host?.apiVersion ?? '1.41',
		env: context.surroundings.env,
		files: {},
		folder: context.files.cwd,
		platform: `linux/${goArchitecture(host?.architecture ?? 'x86_64')}`,
		consoleSize: [rows, columns],
	};
}

/** An architecture as Go spells it. Source: containerd/platforms normalizeArch. */
const goArchitecture = (machine: string): string =>
	({ x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm', i686: '386' })[machine] ?? machine;

/** Reads the named files and builds the request that docker would send. Throws a UsageError in docker's words. */
export async function requestOf(context: ActionContext, options: RunOptions, verb: RunVerb): Promise<CreateRequest> {
	const home = context.surroundings.env.HOME;
	const files: Record<string, string | Error> = {};
	for (const path of [...options.envFile, ...options.labelFile, ...seccompProfiles(options.securityOpt)]) {
		const real = expandPath(path, { cwd: context.files.cwd, home });
		files[path] = await context.files.read(real).catch(error => fileError(error));
	}
	const proxies = await context.surroundings.proxies(context.getState().endpoint.url);
	return createRequest(options, verb, { ...requestContext(context), files, ...(proxies && { proxies }) });
}

/** The system's message about a file as docker shows it: without the call and the path. */
function fileError(error: unknown): Error {
	const words = /^[A-Z]+: ([^,]+)/.exec(wordsOf(error))?.[1];
	return new Error(words ?? wordsOf(error));
}

export type Maker = ReturnType<typeof createMaker>;

/**
 * Creates containers for one form, one try after the other. A container that could not start stays, as with docker; the next
 * try of the same form replaces it.
 */
export function createMaker(context: ActionContext, verb: RunVerb) {
	let leftover: { id: string; name: string } | undefined;
	const idFile = createIdFile(context);

	async function make(options: RunOptions, request: CreateRequest, signal: AbortSignal): Promise<Made> {
		const { containers } = context.engine;
		const step = (text: string) => context.update(state => noteStep(state, text));
		if (leftover) {
			step('removing the container that did not start');
			await containers.remove(leftover.id, { force: false, volumes: true }, { signal }).catch(ignoreGone);
		}
		leftover = undefined;
		step('creating the container');
		const { id, warnings } = await containers.create(request, { signal }).catch(async error => {
			await idFile.discard();
			throw error;
		});
		await idFile.write(id);
		for (const warning of warnings) {
			context.toast('warn', warning);
		}
		const detachKeys = await detachKeysOf(context, options.detachKeys);
		const made = { id, name: options.name || shortId(id), detachKeys };
		if (verb === 'create') {
			return made;
		}
		leftover = made;
		step('starting the container');
		try {
			if (options.detach) {
				await containers.start(id, { signal });
			}
			const session = options.detach
				? undefined
				: await startAttached(context.engine, id, { ...options, detachKeys: detachKeys.setting }, signal);
			leftover = undefined;
			return { ...made, session };
		} catch (error) {
			if (signal.aborted && !options.detach) {
				await removeCancelled(context, id);
				await idFile.discard();
				leftover = undefined;
			} else if (options.rm) {
				leftover = undefined;
			}
			throw error;
		}
	}

	return {
		/** The id of a container that could not start; the next try replaces it. */
		leftover: () => leftover?.id,
		/**
		 * Creates a container, and starts it for `run`; resolves to it or to the refusal in docker's or the engine's words. In
		 * docker's order: the line and its files are checked before `ensureImage` offers to pull the image; it resolves to the
		 * reason if the image is missing.
		 */
		async try(
			options: RunOptions,
			ensureImage: () => Promise<string | undefined>,
			cancel?: AbortSignal,
		): Promise<Made | { readonly refusal: string }> {
			let request: CreateRequest;
			try {
				request = await context.fetch(async () => {
					const built = await requestOf(context, options, verb);
					await idFile.reserve(options.cidfile);
					return built;
				});
				const missing = await ensureImage();
				if (missing !== undefined) {
					await idFile.discard();
					return { refusal: missing };
				}
			} catch (error) {
				await idFile.discard();
				if (error instanceof UsageError) {
					return { refusal: error.message };
				}
				throw error;
			}
			let made: Made | undefined;
			const title = `${verb === 'run' ? 'Run' : 'Create'} ${options.image}`;
			const checks = options.name === '' ? [] : [namedContainerCheck(context, options.name)];
			const work = { title, command: runArgv(options, verb), checks, signal: cancel };
			const words = await context.attempt(work, async signal => {
				const started = await make(options, request, signal);
				made = started;
				if (!started.session) {
					return undefined;
				}
				const ended = new Promise<CommandEnd>(resolve => {
					made = { ...started, noteEnd: resolve };
				});
				return new OngoingCommand(ended);
			});
			if (made) {
				return made;
			}
			const stays = leftover
				? ` (${leftover.name} was created but not started; it is replaced when you try again)`
				: '';
			return { refusal: `${words ?? 'cancelled'}${stays}` };
		},
	};
}

/** Attaches the terminal, then starts the container, so that no output and no exit code is lost. */
export async function startAttached(
	{ containers }: Engine,
	id: string,
	options: RunOptions,
	signal: AbortSignal,
): Promise<Session> {
	const { tty, rm: removes, detachKeys } = options;
	const { AttachStdin: stdin, AttachStdout, AttachStderr } = attachment(options, 'run');
	const outputs = [AttachStdout && ('stdout' as const), AttachStderr && ('stderr' as const)].filter(
		name => name !== false,
	);
	const session = await containers.attach(id, { tty, stdin, outputs, removes, detachKeys }, { signal });
	try {
		await containers.start(id, { signal });
		return session;
	} catch (error) {
		session.close();
		throw error;
	}
}

/** Removes a container whose start was cancelled: it may be running without a terminal. */
export async function removeCancelled(context: ActionContext, id: string): Promise<void> {
	const remove = (signal: AbortSignal) =>
		context.engine.containers.remove(id, { force: true, volumes: true }, { signal });
	await context.fetch(remove).catch(ignoreGone);
}

/** Ignores that the container was removed already. */
function ignoreGone(error: unknown): void {
	if (kindOf(error) !== 'not-found') {
		throw error;
	}
}
