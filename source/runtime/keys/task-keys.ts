import type { ActionContext } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { buildAgain, runBuilt } from '../../actions/flows/build/after-build.js';
import { isAbort } from '../../engine/errors.js';
import type { ListModal } from '../../state/modals/modal.js';
import { outputViewport } from '../../state/modals/modal-scroll.js';
import { updateModal } from '../../state/modals/modals.js';
import { chosenTask } from '../../state/tasks/task-log.js';
import { clearTasks, isRunning } from '../../state/tasks/tasks.js';
import { scrolled } from './scroll-keys.js';

/** Keys of the list of tasks beyond moving about; the answer tells whether the key was taken. */
export function createTaskKeys(
	context: ActionContext,
	copy: (command: readonly string[]) => void,
): (modal: ListModal, key: string) => boolean {
	const change = (modal: ListModal, next: Partial<ListModal>) =>
		context.update(state => updateModal(state, modal, open => ({ ...open, ...next })));

	const start = (work: Promise<void>) =>
		void work.catch(error => {
			if (!isAbort(error)) {
				context.toast('bad', wordsOf(error));
			}
		});

	/** Moves about in the output of a task; at its end it follows what comes. */
	function scroll(modal: ListModal, key: string): boolean {
		const seen = outputViewport(modal, context.getState());
		if (!seen) {
			return false;
		}
		const place = scrolled(seen.top, key, seen.height);
		if (place === undefined) {
			return false;
		}
		change(modal, { output: place >= seen.last ? 'end' : Math.max(0, place) });
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
