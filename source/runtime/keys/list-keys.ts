import type { ActionContext } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { buildAgain, runBuilt } from '../../actions/flows/build/after-build.js';
import { copyText } from '../../actions/flows/copy-text.js';
import { quote } from '../../domain/command.js';
import { isAbort } from '../../engine/errors.js';
import type { ListModal } from '../../state/modals/modal.js';
import { outputViewport } from '../../state/modals/modal-scroll.js';
import { updateModal } from '../../state/modals/modals.js';
import { chosenTask } from '../../state/tasks/task-log.js';
import { clearTasks, isRunning } from '../../state/tasks/tasks.js';
import { scrolled } from './scroll-keys.js';

/** Handles a key of a list; returns false for keys that it has no use for. */
type ListKeys = (modal: ListModal, key: string) => boolean;

/** Keys of the lists of tasks and commands besides scrolling. In the command log `y` or Enter copies a command. */
export function createListKeys(context: ActionContext): ListKeys {
	const copy = (command: readonly string[]) => copyText(context, quote(command), quote(command));
	const taskKey = createTaskKeys(context, copy);
	return (modal, key) => {
		if (modal.kind === 'tasks') {
			return taskKey(modal, key);
		}
		const entry = modal.kind === 'commands' ? context.getState().commands.at(-1 - modal.index) : undefined;
		if (!entry || (key !== 'y' && key !== 'enter')) {
			return false;
		}
		copy(entry.command);
		return true;
	};
}

/** Keys of the list of tasks besides scrolling. */
function createTaskKeys(context: ActionContext, copy: (command: readonly string[]) => void): ListKeys {
	const change = (modal: ListModal, next: Partial<ListModal>) =>
		context.update(state => updateModal(state, modal, open => ({ ...open, ...next })));

	const start = (work: Promise<void>) =>
		void work.catch(error => {
			if (!isAbort(error)) {
				context.toast('bad', wordsOf(error));
			}
		});

	/** Scrolls the output of a task; at its end it follows new lines. */
	function scroll(modal: ListModal, key: string): boolean {
		const seen = outputViewport(modal, context.getState());
		if (!seen) {
			return false;
		}
		const position = scrolled(seen.top, key, seen.height);
		if (position === undefined) {
			return false;
		}
		change(modal, { output: position >= seen.last ? 'end' : Math.max(0, position) });
		return true;
	}

	function clear(modal: ListModal, id?: number): void {
		context.update(state => {
			const next = clearTasks(state, id);
			const index = Math.max(0, Math.min(modal.index, next.tasks.length - 1));
			return updateModal(next, modal, open => ({ ...open, index, output: undefined }));
		});
	}

	return (modal, key) => {
		const task = chosenTask(context.getState(), modal);
		if (!task) {
			return false;
		}
		const showsOutput = modal.output !== undefined;
		if (scroll(modal, key)) {
			return true;
		}
		switch (key) {
			case 'enter':
				change(modal, { output: showsOutput ? undefined : 'end' });
				return true;
			case 'escape':
			case 'q':
				if (showsOutput) {
					change(modal, { output: undefined });
				}
				return showsOutput;
			case 'c':
				if (isRunning(task)) {
					context.cancelTask(task.id);
				}
				return true;
			case 'd':
				if (isRunning(task)) {
					context.toast('info', `${task.title} is running: c cancels it`);
				} else {
					clear(modal, task.id);
				}
				return true;
			case 'D':
				clear(modal);
				return true;
			case 'y':
				copy(task.command);
				return true;
			case 'r':
				start(runBuilt(context, task, modal));
				return true;
			case 'b':
				start(buildAgain(context, task, modal));
				return true;
		}
		return false;
	};
}
