import { quote } from '../../domain/command.js';
import type { UpProgress, UpRow } from '../../domain/compose/up/up-fold.js';
import type { BuildStep, BuildSteps } from '../../domain/progress/build-fold.js';
import { lastLines } from '../../domain/progress/build-output.js';
import { stepName } from '../../domain/progress/build-step-name.js';
import type { TransferProgress } from '../../domain/progress/progress-fold.js';
import { takeStart } from '../../domain/text/cell-width.js';
import { elapsed } from '../../domain/text/elapsed.js';
import type { Role } from '../../domain/text/line.js';
import { decimalSize } from '../../domain/text/units.js';
import type { ListModal } from '../modals/modal.js';
import type { State } from '../state.js';
import type { Task } from './task.js';

/** A line of a task's output, of any length. */
export type TaskLogRow = { readonly text: string; readonly role: Role };

const row = (text: string, role: Role = 'text'): TaskLogRow => ({ text, role });

/** The selected task in the Tasks modal, which shows the newest first. */
export const chosenTask = ({ tasks }: Pick<State, 'tasks'>, { index }: ListModal): Task | undefined =>
	tasks.at(-1 - index);

/** The whole output of a task, from its command to its outcome. */
export function taskLog(task: Task): readonly TaskLogRow[] {
	const { command, progress, outcome, status } = task;
	const end = outcome === undefined ? [] : [row(outcome, status === 'failed' ? 'bad' : 'strong')];
	return [row(`$ ${quote(command)}`, 'dim'), ...progressRows(progress), ...end];
}

const wrappedLogs = new WeakMap<Task, { readonly width: number; readonly lines: readonly TaskLogRow[] }>();

/** The whole output of a task, in lines of at most `width` cells. */
export function taskLogLines(task: Task, width: number): readonly TaskLogRow[] {
	const known = wrappedLogs.get(task);
	if (known?.width === width) {
		return known.lines;
	}
	const lines = taskLog(task).flatMap(each => wrapRow(each, width));
	wrappedLogs.set(task, { width, lines });
	return lines;
}

/** Wraps a row as a terminal does, so that output keeps its blanks. */
export function wrapRow({ text, role }: TaskLogRow, width: number): readonly TaskLogRow[] {
	const lines: TaskLogRow[] = [];
	let rest = text;
	do {
		const part = takeStart(rest, width) || rest.slice(0, 1);
		lines.push(row(part, role));
		rest = rest.slice(part.length);
	} while (rest !== '');
	return lines;
}

function progressRows(progress: Task['progress']): readonly TaskLogRow[] {
	switch (progress.kind) {
		case 'build':
			return buildRows(progress.steps);
		case 'transfer':
			return transferRows(progress.transfer);
		case 'compose':
			return composeRows(progress.up);
		case 'none':
			return [];
	}
}

const upRoles: Readonly<Record<UpRow['state'], Role>> = {
	waiting: 'dim',
	working: 'accent',
	done: 'strong',
	warned: 'warn',
	failed: 'bad',
	skipped: 'dim',
};

function composeRows({ rows, build, warnings, output }: UpProgress): readonly TaskLogRow[] {
	return [
		...warnings.map(text => row(text, 'warn')),
		...(build ? buildRows(build) : []),
		...rows.map(each =>
			row([each.noun, each.name, each.status, upTook(each)].filter(Boolean).join(' '), upRoles[each.state]),
		),
		...lastLines(output, output.lines.length + 1).map(text => row(text)),
	];
}

/** The duration of a row that ended. */
export const upTook = ({ startedAt, endedAt }: UpRow): string =>
	startedAt === undefined || endedAt === undefined ? '' : elapsed(endedAt - startedAt);

function buildRows({ steps, count, upload, output }: BuildSteps): readonly TaskLogRow[] {
	return [
		...(upload ? [row(`context ${decimalSize(upload.sent)}${upload.done ? '' : ' so far'}`)] : []),
		...steps.flatMap(step => stepRows(step, count)),
		...lastLines(output, output.lines.length + 1).map(text => row(text, 'dim')),
	];
}

const stepRoles: Readonly<Record<BuildStep['status'], Role>> = {
	waiting: 'dim',
	running: 'accent',
	done: 'strong',
	cached: 'dim',
	failed: 'bad',
};

function stepRows(step: BuildStep, count: number | undefined): readonly TaskLogRow[] {
	const { place, name } = stepName(step, count);
	const title = [place, name, stepTook(step)].filter(Boolean).join(' ');
	const { lines, partial } = step.output;
	const output = partial === '' ? lines : [...lines, partial];
	return [row(title, stepRoles[step.status]), ...output.map(text => row(`  ${text}`))];
}

/** Returns `cached`, or the duration of a step that ended. */
export function stepTook({ status, startedAt, completedAt }: BuildStep): string {
	if (status === 'cached') {
		return 'cached';
	}
	return startedAt === undefined || completedAt === undefined ? '' : elapsed(completedAt - startedAt);
}

const transferRows = ({ layers, lines }: TransferProgress): readonly TaskLogRow[] => [
	...layers.map(({ id, status, total }) => row(`${id} ${status}${total > 0 ? ` ${decimalSize(total)}` : ''}`)),
	...lines.map(text => row(text, 'dim')),
];
