import { taggable } from '../../../domain/commands/commit.js';
import { tagCommand } from '../../../domain/commands/image.js';
import { type Image, imageWord } from '../../../domain/nouns/image.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { nextVersion } from '../../../domain/registry/next-reference.js';
import { familiar, parseReference, withDefaultTag } from '../../../domain/registry/reference.js';
import { registryName } from '../../../domain/registry/registry.js';
import { problemIn } from '../../../domain/run/usage-error.js';
import { keyTitle } from '../../../domain/text/key-title.js';
import { patchItem } from '../../../state/lists/listing.js';
import { text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import type { State } from '../../../state/state.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { single, singleReason } from '../../targets.js';
import { awaitNew } from '../new-item.js';
import { imageCheck } from '../outcome-checks.js';

/** `t` in the images pane. */
export const tagImage: Action = action<Image>({
	id: 'image.tag',
	title: 'Tag…',
	keys: ['t'],
	scope: 'images',
	mutates: true,
	footer: 4,
	target: state => single(state, 'images'),
	disabledReason: (_, state) => singleReason(state, 'images'),
	command: image => tagCommand.argv(imageWord(image), 'NAME'),
	async run(context, image) {
		const tag = await askTag(context, image);
		const key = context.actions.find(({ id }) => id === 'image.push')?.keys[0];
		if (tag !== undefined) {
			context.toast('good', `Tagged ${tag}${key ? ` · ${keyTitle(key)} pushes it` : ''}`);
		}
	},
});

/** Adds a tag to an image; resolves to the tag as docker shows it, undefined when the user leaves. */
export async function askTag(context: ActionContext, image: Image): Promise<string | undefined> {
	const source = imageWord(image);
	const reference = (values: { readonly reference: string }) => values.reference.trim();
	const values = await context.ask.form(
		{
			title: `Tag ${source}`,
			memory: `tag ${source}`,
			notes: image.tags.length > 0 ? [`has ${image.tags.join(', ')}`] : ['has no tag yet'],
			fields: {
				reference: text('New name', {
					placeholder: 'user/app:v1',
					help: '[registry[:port]/]name[:tag]; without a registry: docker.io, without a tag: latest',
					completes: 'images',
					once: true,
				}),
			},
			initial: { reference: await proposal(context, image) },
			submit: 'Tag',
			validate: (values): Sentences => {
				const error = tagError(reference(values));
				return error === undefined ? {} : { reference: error };
			},
			warnings: (values): Sentences => {
				const other = ownerOf(context, reference(values));
				if (!other) {
					return {};
				}
				return { reference: other.id === image.id ? 'it has this tag already' : `taken from ${shortId(other.id)}` };
			},
			command: values => tagCommand.argv(source, reference(values)),
		},
		values => {
			const name = reference(values);
			const checks = [imageCheck(context, name)];
			const work = { title: `Tag ${source}`, command: tagCommand.argv(source, name), checks };
			return context.attempt(work, signal => context.engine.images.tag(source, name, { signal }));
		},
	);
	if (!values) {
		return undefined;
	}
	const tag = named(reference(values));
	context.update(state => withTag(state, image.id, tag));
	awaitNew(context, 'images')(image.id);
	return tag;
}

/** Moves a tag in the list at once: the next proposal must not wait for the engine's event. */
function withTag(state: State, imageId: string, tag: string): State {
	const owner = state.lists.images.items.find(({ id, tags }) => id !== imageId && tags.includes(tag));
	const moved = owner
		? patchItem(state, 'images', owner.id, item => ({ ...item, tags: item.tags.filter(each => each !== tag) }))
		: state;
	return patchItem(moved, 'images', imageId, item =>
		item.tags.includes(tag) ? item : { ...item, tags: [...item.tags, tag] },
	);
}

/** A slow credential helper must not delay the form for longer than this. */
const maxWaitMs = 500;

/** A name in the registry that the user is logged in to, with the next free version; empty without one. */
async function proposal(context: ActionContext, image: Image): Promise<string> {
	const [tag] = image.tags;
	const parsed = parseReference(tag ?? '');
	if (!parsed.ok) {
		return '';
	}
	const stored = await context
		.fetch(signal => context.registry.list({ signal }), AbortSignal.timeout(maxWaitMs))
		.catch(() => []);
	const [login] = stored;
	if (!login?.username) {
		return '';
	}
	const name = parsed.value.path.split('/').at(-1) ?? '';
	const repository = [registryName(login.server), login.username.toLowerCase(), name].join('/');
	const taken = context.getState().lists.images.items.flatMap(each => each.tags);
	return nextVersion(repository.replace(/^docker\.io\//, ''), taken) ?? '';
}

/** The reason why a reference cannot be a tag, in docker's words; undefined when it can. */
export const tagError = (reference: string): string | undefined =>
	reference === '' ? 'a name is needed' : problemIn(() => taggable(reference));

const named = (reference: string): string => familiar(withDefaultTag(taggable(reference)));

/** The image that has a tag now. */
function ownerOf(context: ActionContext, reference: string): Image | undefined {
	if (tagError(reference) !== undefined) {
		return undefined;
	}
	const name = named(reference);
	return context.getState().lists.images.items.find(image => image.tags.includes(name));
}
