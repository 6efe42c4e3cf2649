import { quote } from '../../domain/command.js';
import { pullCommand } from '../../domain/commands/image.js';
import type { Image } from '../../domain/nouns/image.js';
import { putItem } from '../../state/lists/listing.js';
import { itemNamed } from '../../state/lists/new-item.js';
import { focusPane, settle, withPane } from '../../state/lists/selection.js';
import type { ListModal } from '../../state/modals/modal.js';
import { closeModal } from '../../state/modals/modals.js';
import { shownItems } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { Task } from '../../state/tasks/task.js';
import { isRunning } from '../../state/tasks/tasks.js';
import type { ActionContext } from '../action.js';
import { wordsOf } from '../failure.js';
import { buildAgain } from './build/after-build.js';
import { copyText } from './copy-text.js';

/** A step that usually follows a finished task, with its key in the list of tasks. */
export type NextStep = {
	readonly key: string;
	readonly label: string;
	run(context: ActionContext, task: Task, list: ListModal): Promise<void>;
};

const withImage = (key: string, label: string, action: string): NextStep => ({
	key,
	label,
	run: (context, task, list) => actOnImage(context, task, list, action),
});

const run = withImage('r', 'run', 'image.run');
const tag = withImage('t', 'tag', 'image.tag');
const push = withImage('P', 'push', 'image.push');
const rebuild: NextStep = { key: 'b', label: 'rebuild', run: buildAgain };
const copyPull: NextStep = {
	key: 'p',
	label: 'copy docker pull',
	async run(context, { result }) {
		const line = quote(pullCommand.argv(result?.pinned ?? '', {}));
		copyText(context, line, line);
	},
};

/** The steps that usually follow a task. */
export function nextSteps(task: Task): readonly NextStep[] {
	const isBuild = task.command[1] === 'build' && !isRunning(task);
	const { image, pinned } = task.result ?? {};
	return [
		...(image === undefined ? [] : task.command[1] === 'pull' ? [run, tag] : [run, tag, push]),
		...(pinned === undefined ? [] : [copyPull]),
		...(isBuild ? [rebuild] : []),
	];
}

/** Closes the list of tasks, selects the image of a task, and runs an action on it. */
async function actOnImage(context: ActionContext, task: Task, list: ListModal, id: string): Promise<void> {
	try {
		const image = await findImage(context, task.result?.image ?? '');
		if (!image) {
			return context.toast('warn', 'The image no longer exists');
		}
		context.update(state => {
			const listed = state.lists.images.byKey.has(image.id) ? state : putItem(state, 'images', image);
			return selectImage(closeModal(listed, list.id), image.id);
		});
	} catch (error) {
		return context.toast('bad', wordsOf(error));
	}
	const action = context.actions.find(each => each.id === id);
	if (action) {
		await context.invoke(action);
	}
}

/** Finds an image by id or reference in the list, or asks the engine: the list may be older than the task. */
async function findImage({ engine, fetchFirst, getState }: ActionContext, name: string): Promise<Image | undefined> {
	const listed = itemNamed(getState().lists.images, 'images', name);
	if (listed) {
		return listed;
	}
	const items = await fetchFirst('Reading the images', signal => engine.images.list({ signal }));
	return itemNamed({ items }, 'images', name);
}

/** Selects an image in its pane, clears the marks, and clears the filter if it hides the image. */
function selectImage(state: State, id: string): State {
	const focused = focusPane(state, 'images');
	const isShown = (shownItems(focused, 'images') as readonly Image[]).some(image => image.id === id);
	const change = { selected: id, marks: new Set<string>(), ...(isShown ? {} : { filter: '', all: true }) };
	return settle(withPane(focused, 'images', change), 'images');
}
