import { currentStep } from '../../domain/progress/build-fold.js';
import { emptyOutput, lastLines } from '../../domain/progress/build-output.js';
import type { State } from '../state.js';
import type { Task, TaskProgress } from './task.js';

/** Finished tasks that are kept. */
const finishedCap = 50;
/** Finished builds whose whole output is kept. */
const outputsKept = 10;
/** Lines of a failed build's output. */
const tailKept = 20;

export const isRunning = (task: Task): boolean => task.status === 'running';

/** Adds a task that begins to run; forgets the oldest finished ones above the cap, and of older ones their output. */
export function addTask(state: State, task: Omit<Task, 'status' | 'progress'>): State {
	const kept = state.tasks.filter(other => !isRunning(other)).slice(-finishedCap);
	const finished = kept.map((other, index) => (index < kept.length - outputsKept ? withoutOutput(other) : other));
	const running = state.tasks.filter(isRunning);
	return { ...state, tasks: [...finished, ...running, { ...task, status: 'running', progress: { kind: 'none' } }] };
}

function withoutOutput(task: Task): Task {
	if (task.progress.kind !== 'build') {
		return task;
	}
	const { steps } = task.progress;
	const silent = steps.steps.map(step => ({ ...step, output: emptyOutput }));
	return { ...task, progress: { kind: 'build', steps: { ...steps, steps: silent, output: emptyOutput } } };
}

const patch = (state: State, id: number, change: Partial<Task>): State => ({
	...state,
	tasks: state.tasks.map(task => (task.id === id ? { ...task, ...change } : task)),
});

/** What a running task tells of itself. */
export const reportTask = (state: State, id: number, progress: TaskProgress): State => patch(state, id, { progress });

/** How a task ended; of a failed build the last lines of the step that failed are kept. */
export function endTask(state: State, id: number, end: Pick<Task, 'status' | 'endedAt' | 'outcome'>): State {
	const task = state.tasks.find(one => one.id === id);
	return patch(state, id, end.status === 'failed' && task ? { ...end, tail: tailOf(task.progress) } : end);
}

function tailOf(progress: TaskProgress): readonly string[] | undefined {
	if (progress.kind !== 'build') {
		return undefined;
	}
	return lastLines(currentStep(progress.steps)?.output ?? progress.steps.output, tailKept);
}

/** Forgets a finished task, or all of them. */
export const clearTasks = (state: State, id?: number): State => ({
	...state,
	tasks: state.tasks.filter(task => isRunning(task) || (id !== undefined && task.id !== id)),
});

export const runningTasks = (state: State): readonly Task[] => state.tasks.filter(isRunning);
