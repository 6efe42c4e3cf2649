import { expect, test } from 'vitest';
import { appendOutput, emptyOutput } from '../../../source/domain/progress/build-output.js';
import type { State } from '../../../source/state/state.js';
import type { TaskProgress } from '../../../source/state/tasks/task.js';
import { addTask, clearTasks, endTask, reportTask } from '../../../source/state/tasks/tasks.js';
import { state } from '../../helpers/state/state.js';

const started = (before: State, id: number): State =>
	addTask(before, { id, title: `Build ${id}`, command: ['docker', 'build', '.'], startedAt: id });

/** A build that has failed in a step with so many lines of output. */
function failed(before: State, id: number, lines: number): State {
	const output = Array.from({ length: lines }, (_, line) => `${line}\n`).join('');
	const step = {
		key: 'k',
		number: 1,
		name: 'RUN',
		status: 'failed' as const,
		output: appendOutput(emptyOutput, output),
	};
	const progress: TaskProgress = { kind: 'build', steps: { steps: [step], output: emptyOutput } };
	return endTask(reportTask(started(before, id), id, progress), id, { status: 'failed', endedAt: id, outcome: 'no' });
}

test('the list keeps 50 finished tasks, the output of the latest builds, and the tail of each failed build', () => {
	let now = started(state(), 1);
	for (let id = 2; id <= 70; id++) {
		now = failed(now, id, 30);
	}
	now = started(now, 71);
	expect(now.tasks.map(task => task.id)).toEqual([...Array.from({ length: 50 }, (_, index) => index + 21), 1, 71]);
	const outputs = now.tasks.map(({ progress }) =>
		progress.kind === 'build' ? progress.steps.steps[0]?.output.lines.length : undefined,
	);
	expect(outputs).toEqual([...Array(40).fill(0), ...Array(10).fill(30), undefined, undefined]);
	expect(now.tasks[0]?.tail).toEqual(Array.from({ length: 20 }, (_, line) => String(line + 10)));
});

test('clearing removes one finished task or all of them, and no running task', () => {
	const now = started(failed(failed(state(), 1, 1), 2, 1), 3);
	const ids = (cleared: State) => cleared.tasks.map(task => task.id);
	expect(ids(clearTasks(now, 1))).toEqual([2, 3]);
	expect(ids(clearTasks(now, 3))).toEqual([1, 2, 3]);
	expect(ids(clearTasks(now))).toEqual([3]);
});
