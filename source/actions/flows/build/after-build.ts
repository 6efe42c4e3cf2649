import type { Image } from '../../../domain/nouns/image.js';
import { putItem } from '../../../state/lists/listing.js';
import { focusPane, settle, withPane } from '../../../state/lists/selection.js';
import type { ListModal } from '../../../state/modals/modal.js';
import { closeModal } from '../../../state/modals/modals.js';
import { shownItems } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Task } from '../../../state/tasks/task.js';
import { isRunning } from '../../../state/tasks/tasks.js';
import type { ActionContext } from '../../action.js';
import { wordsOf } from '../../failure.js';
import { askBuild } from './build.js';
import { folderOf } from './build-options.js';

/** The image of a successful build; undefined for any other task. */
const builtImage = ({ status, progress }: Task): string | undefined =>
	status === 'done' && progress.kind === 'build' ? progress.steps.imageId : undefined;

/** Returns true for a build that has ended, which the user can start again. */
const isEndedBuild = (task: Task): boolean => !isRunning(task) && task.command[1] === 'build';

/** Closes the list of tasks, selects the image of a build, and opens the form to run it. */
export async function runBuilt(context: ActionContext, task: Task, list: ListModal): Promise<void> {
	const id = builtImage(task);
	if (id === undefined) {
		return;
	}
	try {
		const image = await findImage(context, id);
		if (!image) {
			return context.toast('warn', 'The image no longer exists');
		}
		context.update(state => {
			const listed = state.lists.images.byKey.has(id) ? state : putItem(state, 'images', image);
			return selectImage(closeModal(listed, list.id), id);
		});
	} catch (error) {
		return context.toast('bad', wordsOf(error));
	}
	const run = context.actions.find(action => action.id === 'image.run');
	if (run) {
		await context.invoke(run);
	}
}

/** Finds the image in the list, or asks the engine: the list may be older than the build. */
async function findImage({ engine, fetch, getState }: ActionContext, id: string): Promise<Image | undefined> {
	const listed = getState().lists.images.byKey.get(id);
	if (listed) {
		return listed;
	}
	return (await fetch(signal => engine.images.list({ signal }))).find(image => image.id === id);
}

/** Closes the list of tasks and opens the form of an ended build with the same values. */
export async function buildAgain(context: ActionContext, task: Task, list: ListModal): Promise<void> {
	if (!isEndedBuild(task)) {
		return;
	}
	context.update(state => closeModal(state, list.id));
	await askBuild(context, folderOf(context.files, { context: task.command.at(-1) ?? '' }));
}

/** Selects an image in its pane, clears the marks, and clears the filter if it hides the image. */
function selectImage(state: State, id: string): State {
	const focused = focusPane(state, 'images');
	const isShown = (shownItems(focused, 'images') as readonly Image[]).some(image => image.id === id);
	const change = { selected: id, marks: new Set<string>(), ...(isShown ? {} : { filter: '', all: true }) };
	return settle(withPane(focused, 'images', change), 'images');
}
