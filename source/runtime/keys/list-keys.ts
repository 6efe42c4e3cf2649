import type { ActionContext } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { copyText } from '../../actions/flows/copy-text.js';
import { nextSteps } from '../../actions/flows/next-steps.js';
import { quote } from '../../domain/command.js';
import { isAbort } from '../../engine/errors.js';
import type { ListModal } from '../../state/modals/modal.js';
import { outputViewport } from '../../state/modals/modal-scroll.js';
import { updateModal } from '../../state/modals/modals.js';
import { chosenCommand, commandLog } from '../../state/tasks/command-log.js';
import { chosenTask } from '../../state/tasks/task-log.js';
import { clearTasks, isRunning } from '../../state/tasks/tasks.js';
import { scrolled } from './scroll-keys.js';

/** Handles a key of a list; returns false for keys that it has no use for. */
type ListKeys = (modal: ListModal, key: string) => boolean;

/** Keys of the lists of tasks and commands besides scrolling. */
export function createListKeys(context: ActionContext): ListKeys {
	const copy = (command: readonly string[]) => copyText(context, quote(command), quote(command));
	const taskKey = createTaskKeys(context, copy);
	const commandKey = createCommandKeys(context, copy);
	return (modal, key) => {
		switch (modal.kind) {
			case 'tasks':
				return taskKey(modal, key);
			case 'commands':
				return commandKey(modal, key);
			default:
				return false;
		}
	};
}

const changer = (context: ActionContext) => (modal: ListModal, next: Partial<ListModal>) =>
	context.update(state => updateModal(state, modal, open => ({ ...open, ...next })));

/** Keys of the command log: Enter opens an entry, `y` copies its command, and `Y` the entry with its result and output. */
function createCommandKeys(context: ActionContext, copy: (command: readonly string[]) => void): ListKeys {
	const change = changer(context);
	return (modal, key) => {
		const state = context.getState();
		const entry = chosenCommand(state, modal);
		const isOpen = modal.output !== undefined;
		if (!entry) {
			return false;
		}
		if (isOpen && scrollOutput(context, modal, key)) {
			return true;
		}
		switch (key) {
			case 'enter':
				change(modal, { output: isOpen ? undefined : 0 });
				return true;
			case 'escape':
			case 'q':
				if (isOpen) {
					change(modal, { output: undefined });
				}
				return isOpen;
			case 'y':
				copy(entry.command);
				return true;
			case 'Y': {
				const text = commandLog(entry, state).map(row => row.text);
				copyText(context, text.join('\n'), 'the command with its result and output');
				return true;
			}
		}
		return false;
	};
}

/** Scrolls the output of a task or command; at its end it follows new lines. Returns false for other keys. */
function scrollOutput(context: ActionContext, modal: ListModal, key: string): boolean {
	const seen = outputViewport(modal, context.getState());
	if (!seen) {
		return false;
	}
	const position = scrolled(seen.top, key, seen.height);
	if (position === undefined) {
		return false;
	}
	changer(context)(modal, { output: position >= seen.last ? 'end' : Math.max(0, position) });
	return true;
}

/** Keys of the list of tasks besides scrolling. */
function createTaskKeys(context: ActionContext, copy: (command: readonly string[]) => void): ListKeys {
	const change = changer(context);

	const start = (work: Promise<void>) =>
		void work.catch(error => {
			if (!isAbort(error)) {
				context.toast('bad', wordsOf(error));
			}
		});

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
		if (scrollOutput(context, modal, key)) {
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
		}
		const step = nextSteps(task).find(each => each.key === key);
		if (step) {
			start(step.run(context, task, modal));
		}
		return step !== undefined;
	};
}
