import { removeImageCommand } from '../../../domain/commands/image.js';
import { isRunning } from '../../../domain/nouns/container-gates.js';
import { type Image, imageWord } from '../../../domain/nouns/image.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { listFacts } from '../../../state/facts.js';
import { openChoice } from '../../../state/modals/form-fields.js';
import type { Confirmation, Sentences } from '../../../state/modals/modal.js';
import type { State } from '../../../state/state.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { several } from '../../targets.js';
import { imageCheck } from '../outcome-checks.js';

type Images = readonly Image[];

const imagesOf = (state: State): Images | undefined => several(state, 'images');

/** `d` in the images pane. For one image with several tags, the user chooses the tag, as in `docker rmi TAG`. */
export const removeImages: Action = action<Images>({
	id: 'image.remove',
	title: 'Remove',
	label: targets => (hasChoice(targets) ? 'Remove a tag…' : 'Remove'),
	keys: ['d'],
	scope: 'images',
	mutates: true,
	target: imagesOf,
	disabledReason: (targets, state) => (hasChoice(targets) ? undefined : whyUsed(targets, state)),
	confirm: (targets, state) => (hasChoice(targets) ? undefined : confirmation(targets, state, false)),
	command: targets => (hasChoice(targets) ? [] : removeImageCommand.argv(targets.flatMap(namesOf), {})),
	run: (context, targets) => (hasChoice(targets) ? askTag(context, targets[0]!) : remove(context, targets)),
});

/** `D` in the images pane: removes all tags and the image, also while stopped containers use it. */
export const forceRemoveImages: Action = action<Images>({
	id: 'image.force-remove',
	title: 'Remove all tags by force',
	keys: ['D'],
	scope: 'images',
	mutates: true,
	target: imagesOf,
	disabledReason(targets, state) {
		const ids = new Set(targets.map(({ id }) => id));
		const running = state.lists.containers.items.filter(each => ids.has(each.imageId) && isRunning(each));
		return running.length > 0
			? `${some(running.map(({ name }) => name))} is running from it: stop it first`
			: undefined;
	},
	confirm: (targets, state) => confirmation(targets, state, true),
	command: targets => removeImageCommand.argv(targets.map(imageWord), { force: true }),
	async run(context, targets) {
		await context.perform(
			{
				title: titleOf(targets),
				command: removeImageCommand.argv(targets.map(imageWord), { force: true }),
				checks: targets.map(image => imageCheck(context, imageWord(image))),
			},
			targets.map(image => signal => context.engine.images.remove(imageWord(image), { force: true }, { signal })),
		);
	},
});

/** Returns true for one image with several tags: the user can remove one of them. */
const hasChoice = (targets: Images): boolean => targets.length === 1 && (targets[0]?.tags.length ?? 0) > 1;

/** The arguments with which `docker rmi` removes an image: it refuses the id of an image with several tags. */
const namesOf = (image: Image): readonly string[] => (image.tags.length > 0 ? image.tags : [imageWord(image)]);

const some = (names: readonly string[]): string => `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}`;

function whyUsed(targets: Images, state: State): string | undefined {
	const facts = listFacts(state);
	const used = targets.map(image => facts.usersOfImage(image.id)).find(users => users.length > 0);
	return used && `used by ${some(used)}: remove those first, or remove by force`;
}

/** Asks for the tag to remove. The image keeps its other tags, also while containers use it. */
async function askTag(context: ActionContext, image: Image): Promise<void> {
	const all = 'all';
	const chosen = (name: string) => (name === all ? image.tags : [name]);
	const values = await context.ask.form({
		title: `Remove a tag of ${shortId(image.id)}`,
		notes: ({ name }) => (name === all ? lost(false) : ['The image keeps its other tags.']),
		fields: {
			name: openChoice(
				'Tag',
				[...image.tags.map(tag => ({ value: tag, label: tag })), { value: all, label: 'all tags and the image' }],
				{ help: '← → choose which' },
			),
		},
		submit: 'Remove',
		validate: ({ name }): Sentences => {
			const used = name === all ? whyUsed([image], context.getState()) : undefined;
			return used === undefined ? {} : { name: used };
		},
		command: ({ name }) => removeImageCommand.argv(chosen(name), {}),
	});
	if (values) {
		await remove(context, [{ ...image, tags: chosen(values.name) }]);
	}
}

/** Removes the tags of images one by one, as docker does. The engine deletes the layers with the last tag. */
async function remove(context: ActionContext, targets: Images): Promise<void> {
	await context.perform(
		{
			title: titleOf(targets),
			command: removeImageCommand.argv(targets.flatMap(namesOf), {}),
			checks: targets.map(image => imageCheck(context, namesOf(image).at(-1) ?? image.id)),
		},
		targets.map(image => async signal => {
			for (const name of namesOf(image)) {
				await context.engine.images.remove(name, { force: false }, { signal });
			}
		}),
	);
}

const titleOf = (targets: Images): string =>
	targets.length === 1 ? `Remove ${imageWord(targets[0]!)}` : `Remove ${targets.length} images`;

const lost = (force: boolean): readonly string[] =>
	force
		? ['All tags are removed. Its containers stay, but you cannot create them again.']
		: ['Layers that no other image uses are deleted. A pull or a build restores them.'];

const confirmation = (targets: Images, state: State, force: boolean): Confirmation => ({
	title:
		targets.length === 1
			? `Remove image ${targets[0]?.tags[0] ?? shortId(targets[0]?.id ?? '')}?`
			: `Remove ${targets.length} images?`,
	body: targets
		.slice(0, 8)
		.map(image => describe(image, state))
		.concat(targets.length > 8 ? [`… and ${targets.length - 8} more`] : [], lost(force)),
	action: 'Remove',
	severity: 'destroys',
});

function describe(image: Image, state: State): string {
	const users = listFacts(state).usersOfImage(image.id);
	const tags = image.tags.length > 0 ? image.tags.join(', ') : '<none>';
	return `${shortId(image.id)}  ${tags}${users.length > 0 ? `  used by ${users.join(', ')}` : ''}`;
}
