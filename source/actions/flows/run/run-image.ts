import { pullCommand } from '../../../domain/commands/image.js';
import type { RunOptions } from '../../../domain/run/options.js';
import { closeModal, topModal } from '../../../state/modals/modals.js';
import type { ActionContext, Opening } from '../../action.js';
import { kindOf } from '../../failure.js';
import { pull } from '../registry/pull.js';

/**
 * Ensures that the image exists, as `--pull` demands. Asks the user before it pulls a missing image. A session that is being
 * opened gives back the keyboard for the question and the pull. Resolves to the reason if the image is missing.
 */
export async function ensureImage(
	context: ActionContext,
	options: RunOptions,
	opening: Opening | undefined,
): Promise<string | undefined> {
	if (options.pull === 'never') {
		return undefined;
	}
	const here = await isHere(context, options.image, opening?.signal);
	if (here && options.pull !== 'always') {
		return undefined;
	}
	const get = () => (here ? pulled(context, options) : offerPull(context, options));
	return opening ? opening.aside(get) : get();
}

async function offerPull(context: ActionContext, options: RunOptions): Promise<string | undefined> {
	const { image, platform } = options;
	const go = await context.ask.confirm({
		title: `${image} is not on this engine`,
		body: ['Pull it from its registry first.'],
		command: pullCommand.argv(image, { platform }),
		action: 'Pull',
		severity: 'interrupts',
	});
	return go ? pulled(context, options) : `${image} is not on this engine`;
}

async function isHere(context: ActionContext, image: string, cancel: AbortSignal | undefined): Promise<boolean> {
	try {
		await context.fetch(signal => context.engine.images.inspect(image, { signal }), cancel);
		return true;
	} catch (error) {
		if (kindOf(error) === 'not-found') {
			return false;
		}
		throw error;
	}
}

async function pulled(context: ActionContext, { image, platform }: RunOptions): Promise<string | undefined> {
	if ((await pull(context, image, platform)) !== 'done') {
		return `${image} was not pulled`;
	}
	const top = topModal(context.getState());
	// The list of tasks covers the form, which continues now.
	if (top?.kind === 'tasks') {
		context.update(state => closeModal(state, top.id));
	}
	return undefined;
}
