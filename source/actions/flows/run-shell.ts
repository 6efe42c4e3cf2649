import type { Image } from '../../domain/image.js';
import { runOptions } from '../../domain/run/defaults.js';
import type { RunOptions } from '../../domain/run/options.js';
import { runArgv } from '../../domain/run/to-argv.js';
import { type Action, type ActionContext, action } from '../action.js';
import { kindOf } from '../failure.js';
import { single, singleReason } from '../targets.js';
import { askRun, runName, watch } from './run.js';
import { type Made, requestOf } from './run-start.js';
import { shells } from './shells.js';

/** `e` in the images pane. */
export const shellOfImage: Action = action<Image>({
	id: 'image.shell',
	title: 'Run with a shell',
	keys: ['e'],
	scope: 'images',
	mutates: true,
	target: state => single<Image>(state, 'images'),
	disabledReason: (_, state) => singleReason(state, 'images'),
	command: image => runArgv(shellOptions(runName(image), 'sh', false), 'run'),
	run: (context, image) => runShell(context, runName(image)),
});

/** `--rm -it`; an entry point of the image's own would get the shell as an argument, so the shell takes its place. */
const shellOptions = (image: string, shell: string, replaces: boolean): RunOptions =>
	runOptions({
		image,
		rm: true,
		interactive: true,
		tty: true,
		...(replaces ? { entrypoint: shell } : { command: [shell] }),
	});

async function runShell(context: ActionContext, image: string): Promise<void> {
	const { entrypoint } = await context.fetch(signal => context.engine.images.inspect(image, { signal }));
	for (const shell of shells) {
		const options = shellOptions(image, shell, entrypoint.length > 0);
		const made = await context.fetch(signal => start(context, options, signal));
		if (!made) continue;
		await context.perform({ title: `Run ${image}`, command: runArgv(options, 'run') }, () =>
			watch(context, made, options),
		);
		return;
	}
	await noShell(context, image);
}

/** Starts a shell with the terminal attached; undefined when the image does not have it. What could not start is removed. */
async function start(context: ActionContext, options: RunOptions, signal: AbortSignal): Promise<Made | undefined> {
	const { containers } = context.engine;
	const { id } = await containers.create(await requestOf(context, options, 'run'), { signal });
	const session = await containers.attach(id, { tty: true, stdin: true }, { signal });
	try {
		await containers.start(id, { signal });
		return { id, name: options.image, session };
	} catch (error) {
		session.close();
		// The engine's answer to a program that is not there or cannot be executed (exit codes 127, 126 of the CLI).
		if (kindOf(error) === 'bad-request') return undefined;
		throw error;
	}
}

async function noShell(context: ActionContext, image: string): Promise<void> {
	const chosen = await context.ask.menu({
		title: `${image} has no shell (tried ${shells.join(', ')})`,
		items: [
			{ id: 'run', label: 'Run it as it is…', key: 'r' },
			{ id: 'inspect', label: 'Inspect it', key: 'i' },
		],
	});
	if (chosen === 'run') return askRun(context, image);
	const inspect = context.actions.find(each => each.id === `image.${chosen}`);
	if (inspect) await context.invoke(inspect);
}
