import { pushCommand } from '../../../domain/commands/image.js';
import { type Image, imageWord } from '../../../domain/nouns/image.js';
import { parseReference, type Reference, registryOf } from '../../../domain/registry/reference.js';
import { openChoice } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { single, singleReason } from '../../targets.js';
import { transfer } from '../images/transfer.js';
import { askTag } from './tag.js';

/** `P` in the images pane. */
export const pushImage: Action = action<Image>({
	id: 'image.push',
	title: 'Push…',
	keys: ['P'],
	scope: 'images',
	mutates: true,
	footer: 6,
	target: state => single(state, 'images'),
	disabledReason: (_, state) => singleReason(state, 'images'),
	run: askPush,
});

/** Asks which of an image's names to push; an image without one is given one first. */
async function askPush(context: ActionContext, image: Image): Promise<void> {
	// An engine may list what is no reference; such a name cannot be pushed.
	const named = image.tags.filter(tag => parseReference(tag).ok);
	const tags = named.length > 0 ? named : await tagFirst(context, image);
	// Who names a registry means to push there; a name that only Docker may push is the least likely to be meant.
	let reference: string | undefined =
		tags.find(tag => referenceOf(tag).domain !== 'docker.io') ?? tags.find(tag => !isOfficial(tag)) ?? tags[0];
	while (reference !== undefined) {
		const values = await context.ask.form({
			title: `Push ${imageWord(image)}`,
			fields: {
				reference: openChoice(
					'Name',
					tags.map(value => ({ value, label: value })),
					{ help: tags.length > 1 ? '← → choose which' : 'tag it first to push it under another name' },
				),
			},
			initial: { reference },
			submit: 'Push',
			warnings: (values): Sentences =>
				isOfficial(values.reference) ? { reference: 'Docker’s own: tag it user/name first' } : {},
			command: values => pushCommand.argv(values.reference),
		});
		if (!values) {
			return;
		}
		reference = values.reference;
		if ((await push(context, reference)) !== 'edit') {
			return;
		}
	}
}

async function tagFirst(context: ActionContext, image: Image): Promise<readonly string[]> {
	const go = await context.ask.confirm({
		title: `${imageWord(image)} has no name`,
		body: ['A registry keeps images by name: tag it first, then it can be pushed.'],
		action: 'Tag it',
		severity: 'interrupts',
	});
	const reference = go ? await askTag(context, image) : undefined;
	return reference === undefined ? [] : [reference];
}

const push = (context: ActionContext, reference: string) =>
	transfer(context, {
		title: `Push ${reference}`,
		command: pushCommand.argv(reference),
		registry: registryOf(referenceOf(reference)),
		stream: (auth, call) => context.engine.images.push(reference, { auth }, call),
	});

/** Whether a name without a user goes to docker.io/library, where nobody but Docker may push. */
function isOfficial(reference: string): boolean {
	const { domain, path } = referenceOf(reference);
	return domain === 'docker.io' && path.startsWith('library/');
}

/** Of a text that is a reference for sure. */
function referenceOf(text: string): Reference {
	const parsed = parseReference(text);
	if (!parsed.ok) {
		throw new Error(parsed.error);
	}
	return parsed.value;
}
