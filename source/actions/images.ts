import { removeImageArgv } from '../domain/commands/image.js';
import { type Image, imageWord } from '../domain/image.js';
import { shortId } from '../domain/short-id.js';
import { settledFacts } from '../state/facts.js';
import { openTab, settle } from '../state/selection.js';
import { targetsOf } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { type Action, action } from './action.js';
import { buildImage } from './flows/build.js';
import { loadImages } from './flows/load-images.js';
import { pullImage } from './flows/pull.js';
import { pushImage } from './flows/push.js';
import { createFromImage, runImage } from './flows/run.js';
import { shellOfImage } from './flows/run-shell.js';
import { saveImages } from './flows/save-images.js';
import { tagImage } from './flows/tag.js';
import { toggleAll } from './view.js';

type Images = readonly Image[];

const imagesOf = (state: State): Images | undefined => {
	const targets = targetsOf<Image>(state, 'images');
	return targets.length > 0 ? targets : undefined;
};

function remove(force: boolean): Action {
	const command = (targets: Images) => removeImageArgv(targets.map(imageWord), { force });
	return action<Images>({
		id: force ? 'image.force-remove' : 'image.remove',
		title: force ? 'Remove by force, all tags' : 'Remove',
		keys: [force ? 'D' : 'd'],
		scope: 'images',
		mutates: true,
		target: imagesOf,
		disabledReason(targets, state) {
			const facts = settledFacts(state);
			const used = targets.map(image => facts.usersOfImage(image.id)).find(users => users.length > 0);
			if (force || !used) return undefined;
			return `used by ${used.slice(0, 3).join(', ')}${used.length > 3 ? ' …' : ''}: remove those first, or remove by force`;
		},
		confirm: (targets, state) => ({
			title:
				targets.length === 1
					? `Remove image ${targets[0]?.tags[0] ?? shortId(targets[0]?.id ?? '')}?`
					: `Remove ${targets.length} images?`,
			body: targets
				.slice(0, 8)
				.map(image => describe(image, state))
				.concat(
					force
						? ['Every tag goes. Containers made from it keep running, but cannot be made again.']
						: ['Layers that no other image uses are deleted; a pull or build brings them back.'],
				),
			action: 'Remove',
			severity: 'destroys',
		}),
		command,
		async run(context, targets) {
			const title = targets.length === 1 ? `Remove ${imageWord(targets[0]!)}` : `Remove ${targets.length} images`;
			await context.perform(
				{ title, command: command(targets) },
				targets.map(image => signal => context.engine.images.remove(imageWord(image), { force }, { signal })),
			);
		},
	});
}

function describe(image: Image, state: State): string {
	const users = settledFacts(state).usersOfImage(image.id);
	const tags = image.tags.length > 0 ? image.tags.join(', ') : '<none>';
	return `${shortId(image.id)}  ${tags}${users.length > 0 ? `  used by ${users.join(', ')}` : ''}`;
}

export const imageActions: readonly Action[] = [
	action({
		id: 'image.inspect',
		title: 'Inspect',
		keys: ['i'],
		scope: 'images',
		footer: 1,
		target: (state: State) => (state.panes.images.selected === undefined ? undefined : true),
		run: context =>
			context.update(state =>
				settle({ ...openTab({ ...state, pane: 'images' }, 'inspect'), focus: 'detail' }, 'images'),
			),
	}),
	action({
		id: 'image.all',
		title: 'Dangling ones, too',
		keys: ['A'],
		scope: 'images',
		target: (): true => true,
		run: context => context.update(toggleAll),
	}),
	buildImage,
	runImage,
	shellOfImage,
	createFromImage,
	tagImage,
	pullImage,
	pushImage,
	saveImages,
	loadImages,
	remove(false),
	remove(true),
];
