import { currentStep } from '../../domain/progress/build-fold.js';
import { emptyOutput, lastLines } from '../../domain/progress/build-output.js';
import type { State } from '../state.js';
import type { Task, TaskProgress } from './task.js';

/** The list holds this many finished tasks. */
const maxFinished = 50;
/** This many finished tasks keep the whole output of their build. */
const maxOutputs = 10;
/** The tail of a failed build has this many lines. */
const maxTailLines = 20;

export const isRunning = (task: Task): boolean => task.status === 'running';

/** Adds a task that begins to run. Drops the oldest finished tasks above the limit, and the output of older builds. */
export function addTask(state: State, task: Omit<Task, 'status' | 'progress'>): State {
	const latest = state.tasks.filter(other => !isRunning(other)).slice(-maxFinished);
	const finished = latest.map((other, index) => (index < latest.length - maxOutputs ? withoutOutput(other) : other));
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

/** Notes the progress of a running task. */
export const reportTask = (state: State, id: number, progress: TaskProgress): State => patch(state, id, { progress });

/** Notes the end of a task; a failed build keeps the last lines of the step that failed. */
export function endTask(state: State, id: number, end: Pick<Task, 'status' | 'endedAt' | 'outcome' | 'result'>): State {
	const task = state.tasks.find(one => one.id === id);
	return patch(state, id, end.status === 'failed' && task ? { ...end, tail: tailOf(task.progress) } : end);
}

function tailOf(progress: TaskProgress): readonly string[] | undefined {
	if (progress.kind === 'compose') {
		const { build, output } = progress.up;
		const step = build && currentStep(build);
		return lastLines(step?.status === 'failed' ? step.output : output, maxTailLines);
	}
	if (progress.kind !== 'build') {
		return undefined;
	}
	return lastLines(currentStep(progress.steps)?.output ?? progress.steps.output, maxTailLines);
}

/** Removes a finished task, or without an id all of them. */
export const clearTasks = (state: State, id?: number): State => ({
	...state,
	tasks: state.tasks.filter(task => isRunning(task) || (id !== undefined && task.id !== id)),
});

export const runningTasks = (state: State): readonly Task[] => state.tasks.filter(isRunning);
