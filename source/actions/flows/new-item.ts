import type { NounId } from '../../panes/noun.js';
import { placeOf, showNew } from '../../state/lists/new-item.js';
import type { ActionContext } from '../action.js';

/**
 * Notes the user's place before work that makes a new item. Returns a function that highlights the item, and selects it if
 * the user has not gone on to something else meanwhile.
 */
export function awaitNew(context: ActionContext, noun: NounId): (name: string) => void {
	const from = placeOf(context.getState(), noun);
	return name => context.update(state => showNew(state, noun, name, from));
}

/** As `awaitNew` for an image with a reference on the engine: a tag may have moved away from the image in the list. */
export function awaitNewImage(context: ActionContext): (reference: string) => Promise<void> {
	const show = awaitNew(context, 'images');
	return async reference => {
		const id = await context
			.fetch(signal => context.engine.images.inspect(reference, { signal }))
			.then(
				image => image.id,
				// Another client has removed it already.
				() => undefined,
			);
		if (id !== undefined) {
			show(id);
		}
	};
}
