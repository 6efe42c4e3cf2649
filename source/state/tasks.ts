import type { State } from './state.js';
import type { Task, TaskProgress } from './task.js';

/** Finished tasks that are kept. */
const finishedCap = 50;

export const isRunning = (task: Task): boolean => task.status === 'running';

/** Adds a task that begins to run; forgets the oldest finished ones above the cap. */
export function addTask(state: State, task: Omit<Task, 'status' | 'progress'>): State {
	const finished = state.tasks.filter(other => !isRunning(other)).slice(-finishedCap);
	const running = state.tasks.filter(isRunning);
	return { ...state, tasks: [...finished, ...running, { ...task, status: 'running', progress: { kind: 'none' } }] };
}

const patch = (state: State, id: number, change: Partial<Task>): State => ({
	...state,
	tasks: state.tasks.map(task => (task.id === id ? { ...task, ...change } : task)),
});

/** What a running task tells of itself. */
export const reportTask = (state: State, id: number, progress: TaskProgress): State => patch(state, id, { progress });

/** How a task ended. */
export const endTask = (state: State, id: number, end: Pick<Task, 'status' | 'endedAt' | 'outcome' | 'tail'>): State =>
	patch(state, id, end);

export const runningTasks = (state: State): readonly Task[] => state.tasks.filter(isRunning);
