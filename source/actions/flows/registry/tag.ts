import { taggable } from '../../../domain/commands/commit.js';
import { tagCommand } from '../../../domain/commands/image.js';
import { type Image, imageWord } from '../../../domain/nouns/image.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { familiar, withDefaultTag } from '../../../domain/registry/reference.js';
import { problemIn } from '../../../domain/run/usage-error.js';
import { text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { single, singleReason } from '../../targets.js';
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
		await askTag(context, image);
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
					help: '[registry[:port]/]name[:tag]; without a registry it is docker.io, without a tag it is latest',
					completes: 'images',
					once: true,
				}),
			},
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
	return values && named(reference(values));
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
