import { pullArgv } from '../../domain/commands/image.js';
import type { RunOptions } from '../../domain/run/options.js';
import { closeModal, topModal } from '../../state/modals.js';
import type { ActionContext } from '../action.js';
import { kindOf } from '../failure.js';
import { pull } from './pull.js';

/** Sees to it that the image is there, as `--pull` says; pulls only what the user agrees to. Resolves to why it is not. */
export async function ensureImage(context: ActionContext, options: RunOptions): Promise<string | undefined> {
	const { image, platform } = options;
	if (options.pull === 'never') return undefined;
	if (await isHere(context, image)) {
		return options.pull === 'always' ? pulled(context, image, platform) : undefined;
	}
	const go = await context.ask.confirm({
		title: `${image} is not on this engine`,
		body: ['It can be pulled from its registry first; then it is run.'],
		command: pullArgv(image, platform),
		action: 'Pull',
		severity: 'interrupts',
	});
	return go ? pulled(context, image, platform) : `${image} is not on this engine`;
}

async function isHere(context: ActionContext, image: string): Promise<boolean> {
	try {
		await context.fetch(signal => context.engine.images.inspect(image, { signal }));
		return true;
	} catch (error) {
		if (kindOf(error) === 'not-found') return false;
		throw error;
	}
}

async function pulled(context: ActionContext, image: string, platform: string): Promise<string | undefined> {
	if ((await pull(context, image, platform)) !== 'done') return `${image} was not pulled`;
	const top = topModal(context.getState());
	// The progress was watched over the form; now the form goes on.
	if (top?.kind === 'tasks') context.update(state => closeModal(state, top.id));
	return undefined;
}
