import { showTab } from '../state/selection.js';
import type { State } from '../state/state.js';
import { type Action, action } from './action.js';
import { buildImage } from './flows/build.js';
import { loadImages } from './flows/load-images.js';
import { pullImage } from './flows/pull.js';
import { pushImage } from './flows/push.js';
import { forceRemoveImages, removeImages } from './flows/remove-images.js';
import { createFromImage, runImage } from './flows/run.js';
import { shellOfImage } from './flows/run-shell.js';
import { saveImages } from './flows/save-images.js';
import { tagImage } from './flows/tag.js';
import { toggleAll } from './view.js';

export const imageActions: readonly Action[] = [
	action({
		id: 'image.inspect',
		title: 'Inspect',
		keys: ['i'],
		scope: 'images',
		footer: 1,
		target: (state: State) => (state.panes.images.selected === undefined ? undefined : true),
		run: context => context.update(state => showTab(state, 'images', 'inspect')),
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
	removeImages,
	forceRemoveImages,
];
