import { type BuildSteps, emptyBuild, endBuild, foldBuild } from '../../../source/domain/progress/build-fold.js';
import type { BuildEvent, ProgressMessage } from '../../../source/domain/progress/progress.js';
import { emptyTransfer, foldProgress } from '../../../source/domain/progress/progress-fold.js';
import type { State } from '../../../source/state/state.js';
import type { Task } from '../../../source/state/tasks/task.js';
import { clearTasks, endTask } from '../../../source/state/tasks/tasks.js';
import { dialogOf } from '../../helpers/screen/dialog-of.js';
import { now } from '../../helpers/state/builders.js';
import { resized, state } from '../../helpers/state/state.js';

const second = 1000;
const folder = '/home/ada/helloworld';
const names = [
	'FROM docker.io/library/python:3.13-slim',
	'WORKDIR /app',
	'COPY requirements.txt .',
	'RUN pip install -r requirements.txt',
	'COPY . .',
	'RUN python -m compileall -q .',
];
const digest = (step: number) => `sha256:${String(step).repeat(64)}`;
const vertex = (step: number, change: object): BuildEvent => ({
	kind: 'vertex',
	vertex: { digest: digest(step), inputs: [], name: `[${step}/6] ${names[step - 1]}`, cached: false, ...change },
});
const output = (step: number, ...lines: string[]): BuildEvent[] =>
	lines.map(line => ({ kind: 'log', vertex: digest(step), text: `${line}\n` }));

/** The steps up to one that started `seconds` ago; the engine's clock is an hour ahead. */
function buildUpTo(step: number, seconds: number): BuildSteps {
	const ahead = now + 3600 * second;
	const events: BuildEvent[] = [
		{ kind: 'upload', sent: 214_000, done: true },
		...names.map((_, index) => vertex(index + 1, {})),
		...[1, 2, 3].map(index => vertex(index, { cached: true, startedAt: ahead, completedAt: ahead })),
		...(step > 4 ? [vertex(4, { startedAt: ahead - 14_200, completedAt: ahead - 2000 })] : []),
		...(step > 5 ? [vertex(5, { startedAt: ahead - 2000, completedAt: ahead - 1900 })] : []),
		vertex(step, { startedAt: ahead - seconds * second }),
	];
	return events.reduce((build, event) => foldBuild(build, event, now - seconds * second), emptyBuild);
}

const task = (id: number, change: Partial<Task>): Task => ({
	id,
	title: 'Build helloworld',
	command: ['docker', 'build', '-t', 'helloworld', folder],
	status: 'running',
	startedAt: now - 20 * second,
	progress: { kind: 'none' },
	...change,
});

/** A build whose fourth step started to install packages eight seconds ago. */
export function runningBuild(): Task {
	const steps = output(
		4,
		'Collecting flask (from -r requirements.txt (line 1))',
		'  Downloading flask-3.1.2-py3-none-any.whl (103 kB)',
		'Collecting werkzeug>=3.1',
		'  Downloading werkzeug-3.1.3-py3-none-any.whl (224 kB)',
		'Installing collected packages: werkzeug, flask',
	).reduce((build, event) => foldBuild(build, event, now), buildUpTo(4, 8));
	return task(3, { progress: { kind: 'build', steps } });
}

/** A build whose last step has failed. */
export function failedBuild(): Task {
	const error = 'process "/bin/sh -c python -m compileall -q ." did not complete successfully: exit code: 1';
	const outputEvents = output(
		6,
		'*** Error compiling ./app.py...',
		'  File "./app.py", line 4',
		'    def index(',
		'SyntaxError',
	);
	const steps = [...outputEvents, vertex(6, { startedAt: now - 900, completedAt: now, error })].reduce(
		(build, event) => foldBuild(build, event, now),
		buildUpTo(6, 1),
	);
	const running = task(3, { progress: { kind: 'build', steps: endBuild(steps, true, now) } });
	const end = { status: 'failed', endedAt: now, outcome: `failed to solve: ${error}` } as const;
	return endTask({ ...state(), tasks: [running] }, 3, end).tasks[0]!;
}

export function doneBuild(): Task {
	const steps = { ...endBuild(buildUpTo(6, 1), false, now), imageId: digest(7) };
	const outcome = '777777777777 · 149MB · 7 layers';
	return task(3, {
		status: 'done',
		endedAt: now,
		outcome,
		result: { image: digest(7) },
		progress: { kind: 'build', steps },
	});
}

/** A push with a layer that already exists in the registry. */
export function donePush(): Task {
	const pushed = `sha256:${'4f'.repeat(32)}`;
	const layers = ['8a1b2c3d4e5f', '1f2e3d4c5b6a', '99aabbccddee'];
	const messages: ProgressMessage[] = [
		{ status: 'The push refers to repository [docker.io/ada/helloworld]' },
		...layers.map(id => ({ id, status: 'Preparing' })),
		{ id: layers[2], status: 'Layer already exists' },
		{ id: layers[0], status: 'Pushing', current: 6_000_000, total: 14_200_000 },
		{ id: layers[1], status: 'Pushing', current: 300_000, total: 310_000 },
		{ id: layers[1], status: 'Pushed' },
		{ id: layers[0], status: 'Pushed' },
		{ status: `v1: digest: ${pushed} size: 1786` },
	];
	const transfer = messages.reduce(
		(all, message, index) => foldProgress(all, message, now - 4000 + index * 400),
		emptyTransfer,
	);
	return task(2, {
		title: 'Push ada/helloworld:v1',
		command: ['docker', 'push', 'ada/helloworld:v1'],
		status: 'done',
		startedAt: now - 70 * second,
		endedAt: now - 66 * second,
		outcome: `digest: ${pushed}`,
		result: { pinned: `ada/helloworld@${pushed}` },
		progress: { kind: 'transfer', transfer },
	});
}

/** The tasks modal with these tasks, oldest first; `output` shows all output of the newest task. */
export const withTasks = (tasks: readonly Task[], output?: number | 'end'): State => ({
	...clearTasks(state()),
	tasks,
	modals: [{ kind: 'tasks', id: 1, index: 0, output }],
});

/** The top modal in a window of a size, as text. */
export function modalText(before: State, columns: number, rows: number): string {
	const { lines } = dialogOf(resized(before, columns, rows));
	return `${lines.join('\n')}\n`;
}
