import { showTab } from '../../state/lists/selection.js';
import type { State } from '../../state/state.js';
import { type Action, action } from '../action.js';
import { buildImage } from '../flows/build/build.js';
import { loadImages } from '../flows/images/load-images.js';
import { forceRemoveImages, removeImages } from '../flows/images/remove-images.js';
import { saveImages } from '../flows/images/save-images.js';
import { pullImage } from '../flows/registry/pull.js';
import { pushImage } from '../flows/registry/push.js';
import { tagImage } from '../flows/registry/tag.js';
import { createFromImage, runImage } from '../flows/run/run.js';
import { shellOfImage } from '../flows/run/run-shell.js';
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
		id: 'image.overview',
		title: 'Overview',
		keys: [],
		scope: 'images',
		target: (state: State) => (state.panes.images.selected === undefined ? undefined : true),
		run: context => context.update(state => showTab(state, 'images', 'overview')),
	}),
	action({
		id: 'image.all',
		title: 'Show dangling images',
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
