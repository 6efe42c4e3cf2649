import type { Image } from '../../../domain/nouns/image.js';
import { runOptions } from '../../../domain/run/defaults.js';
import type { RunOptions } from '../../../domain/run/options.js';
import { runArgv } from '../../../domain/run/to-argv.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { single, singleReason } from '../../targets.js';
import { type DetachKeys, detachKeysOf } from '../containers/session-stages.js';
import { firstShell, shells } from '../containers/shells.js';
import { askRun, runName, watch } from './run.js';
import { type Made, removeCancelled, requestOf, startAttached } from './run-start.js';

/** `e` in the images pane. */
export const shellOfImage: Action = action<Image>({
	id: 'image.shell',
	title: 'Run a shell',
	keys: ['e'],
	scope: 'images',
	mutates: true,
	target: state => single(state, 'images'),
	disabledReason: (_, state) => singleReason(state, 'images'),
	command: image => runArgv(shellOptions(runName(image), 'sh', false), 'run'),
	run: (context, image) => runShell(context, runName(image)),
});

/** `--rm -it`. The shell replaces an entrypoint, which would otherwise get the shell as an argument. */
const shellOptions = (image: string, shell: string, replaces: boolean): RunOptions =>
	runOptions({
		image,
		rm: true,
		interactive: true,
		tty: true,
		...(replaces ? { entrypoint: shell } : { command: [shell] }),
	});

async function runShell(context: ActionContext, image: string): Promise<void> {
	let hasNone = false;
	await context.session({ notice: `Starting a shell in ${image}`, title: `Run ${image}` }, async opening => {
		const { id, entrypoint } = await opening.fetch(signal => context.engine.images.inspect(image, { signal }));
		const optionsOf = (shell: string) => shellOptions(image, shell, entrypoint.length > 0);
		const keys = await detachKeysOf(context);
		const open = (shell: string) => opening.fetch(signal => start(context, optionsOf(shell), keys, signal));
		const found = keys.isValid
			? await firstShell(context, id, open)
			: // The engine refuses invalid detach keys for any shell: show its words instead of "has no shell".
				{ shell: 'sh', started: await open('sh') };
		if (found) {
			const options = optionsOf(found.shell);
			await opening.perform(runArgv(options, 'run'), () =>
				watch(context, opening, found.started, options, found.shell),
			);
		} else {
			hasNone = true;
		}
	});
	if (hasNone) {
		await noShell(context, image);
	}
}

/** Starts a shell with the terminal attached. Removes a container that could not start. */
async function start(
	context: ActionContext,
	options: RunOptions,
	detachKeys: DetachKeys,
	signal: AbortSignal,
): Promise<Made> {
	const { containers } = context.engine;
	const { id } = await containers.create(await requestOf(context, options, 'run'), { signal });
	try {
		const session = await startAttached(context.engine, id, { ...options, detachKeys: detachKeys.setting }, signal);
		return { id, name: options.image, session, detachKeys };
	} catch (error) {
		// With `--rm` the engine removes a container that failed to start, but not one whose start was cancelled.
		if (signal.aborted) {
			await removeCancelled(context, id);
		}
		throw error;
	}
}

async function noShell(context: ActionContext, image: string): Promise<void> {
	const chosen = await context.ask.menu({
		title: `${image} has no shell (tried ${shells.join(', ')})`,
		items: [
			{ id: 'run', label: 'Run its own command…', key: 'r' },
			{ id: 'inspect', label: 'Inspect it', key: 'i' },
		],
	});
	if (chosen === 'run') {
		return askRun(context, image);
	}
	const inspect = context.actions.find(each => each.id === `image.${chosen}`);
	if (inspect) {
		await context.invoke(inspect);
	}
}
