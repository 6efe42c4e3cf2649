import { pushCommand } from '../../../domain/commands/image.js';
import { type Image, imageWord } from '../../../domain/nouns/image.js';
import { familiar, parseReference, type Reference, registryOf } from '../../../domain/registry/reference.js';
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
	command: image => pushCommand.argv(preferredTag(pushable(image)) ?? 'NAME'),
	run: askPush,
});

/** Asks which tag of an image to push; asks for a tag first if the image has none. */
async function askPush(context: ActionContext, image: Image): Promise<void> {
	const named = pushable(image);
	const tags = named.length > 0 ? named : await tagFirst(context, image);
	let reference = preferredTag(tags);
	while (reference !== undefined) {
		const values = await context.ask.form({
			title: `Push ${imageWord(image)}`,
			fields: {
				reference: openChoice(
					'Name',
					tags.map(value => ({ value, label: value })),
					{ help: tags.length > 1 ? '← → choose which' : 'add a tag to push it under another name' },
				),
			},
			initial: { reference },
			submit: 'Push',
			warnings: (values): Sentences =>
				isOfficial(values.reference) ? { reference: 'reserved by Docker: tag it user/name first' } : {},
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

/** The tags that can be pushed: an engine may list one that is no valid reference. */
const pushable = ({ tags }: Image): readonly string[] => tags.filter(tag => parseReference(tag).ok);

/** The tag to offer: one with a registry was probably made to be pushed there, and only Docker may push official names. */
const preferredTag = (tags: readonly string[]): string | undefined =>
	tags.find(tag => referenceOf(tag).domain !== 'docker.io') ?? tags.find(tag => !isOfficial(tag)) ?? tags[0];

async function tagFirst(context: ActionContext, image: Image): Promise<readonly string[]> {
	const go = await context.ask.confirm({
		title: `${imageWord(image)} has no tag`,
		body: ['A registry stores images by tag. Tag it first, then push it.'],
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
		result: digest => (digest === undefined ? {} : { pinned: pinned(referenceOf(reference), digest) }),
		stream: (auth, call) => context.engine.images.push(reference, { auth }, call),
	});

/** `ada/app@sha256:…`, without the tag. */
const pinned = ({ domain, path }: Reference, digest: string): string => familiar({ domain, path, digest });

/** Returns true for a name in docker.io/library, to which only Docker may push. */
function isOfficial(reference: string): boolean {
	const { domain, path } = referenceOf(reference);
	return domain === 'docker.io' && path.startsWith('library/');
}

/** Parses a text that was checked to be a reference. */
function referenceOf(text: string): Reference {
	const parsed = parseReference(text);
	if (!parsed.ok) {
		throw new Error(parsed.error);
	}
	return parsed.value;
}
