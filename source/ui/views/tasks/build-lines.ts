import { type BuildStep, type BuildSteps, currentStep } from '../../../domain/progress/build-fold.js';
import { lastLines } from '../../../domain/progress/build-output.js';
import { stepName } from '../../../domain/progress/build-step-name.js';
import { cellWidth } from '../../../domain/text/cell-width.js';
import { elapsed } from '../../../domain/text/elapsed.js';
import type { Line, Role } from '../../../domain/text/line.js';
import { decimalSize } from '../../../domain/text/units.js';
import type { Task } from '../../../state/tasks/task.js';
import { stepTook } from '../../../state/tasks/task-log.js';
import type { Glyphs } from '../../glyphs.js';
import { fitText, span } from '../text/lines.js';
import { windowOf } from '../text/scroll.js';

/** Cells of a step's time, of `cached`, or of bytes. */
const rightWidth = 8;

type Row = { readonly mark: string; readonly place: string; readonly name: string; readonly right: string } & {
	readonly role: Role;
};

/** Describes the current step of a build in few words. */
export function buildSummary(build: BuildSteps): string {
	const step = currentStep(build);
	if (!step) {
		return build.upload ? `context ${decimalSize(build.upload.sent)}` : '';
	}
	const { place, name } = stepName(step, build.count);
	return [place, name].filter(Boolean).join(' ');
}

/**
 * The steps of a build, and below them the last output of the running or failed step. `now` is in milliseconds of
 * `monotonicNow`.
 */
export function buildLines(options: {
	build: BuildSteps;
	status: Task['status'];
	/** The last output of a failed build, whose steps may have dropped theirs. */
	tail: readonly string[] | undefined;
	now: number;
	width: number;
	height: number;
	glyphs: Glyphs;
}): readonly Line[] {
	const { build, status, tail, width, height, glyphs } = options;
	const rows = [...uploadRow(build, glyphs), ...build.steps.map(step => stepRow(step, options))];
	const step = currentStep(build);
	const maxSteps = status === 'done' ? height : Math.max(1, Math.ceil(height * 0.55));
	const stepRows = Math.min(maxSteps, Math.max(rows.length, expectedRows(build)));
	const at = step ? rows.length - build.steps.length + build.steps.indexOf(step) : rows.length - 1;
	const { start, end } = windowOf(rows.length, at, stepRows, Math.max(0, at - Math.floor(stepRows * 0.7)));
	const placeWidth = Math.max(...rows.map(({ place }) => cellWidth(place)), 0);
	const steps = rows.slice(start, end).map(row => rowLine(row, placeWidth, width));
	const blank: Line[] = Array.from({ length: stepRows - steps.length + 1 }, () => []);
	if (status === 'done') {
		return steps;
	}
	const outputLines = tail ?? lastLines(step?.output ?? build.output, height);
	const output = outputLines.slice(Math.max(0, outputLines.length - Math.max(0, height - stepRows - 1)));
	return [
		...steps,
		...blank,
		...output.map((text): Line => [span(`${glyphs.vertical} `, 'border'), span(text, 'dim')]),
	];
}

/** Returns the expected number of rows, so that the output below does not move with each new step. */
function expectedRows({ steps, count, upload }: BuildSteps): number {
	const places = steps.map(step => stepName(step, count).place).filter(place => place !== '');
	const totals = places.map(place => Number(place.split('/')[1]));
	return (upload ? 1 : 0) + steps.length - places.length + Math.max(places.length, ...totals);
}

function uploadRow({ upload }: BuildSteps, glyphs: Glyphs): readonly Row[] {
	if (!upload) {
		return [];
	}
	const mark = upload.done ? glyphs.done : glyphs.up;
	return [{ mark, place: '', name: 'context', right: decimalSize(upload.sent), role: upload.done ? 'good' : 'accent' }];
}

const roles: Readonly<Record<BuildStep['status'], Role>> = {
	waiting: 'dim',
	running: 'accent',
	done: 'good',
	cached: 'dim',
	failed: 'bad',
};

function stepRow(
	step: BuildStep,
	{ build, status, now, glyphs }: { build: BuildSteps; status: Task['status']; now: number; glyphs: Glyphs },
): Row {
	const { place, name } = stepName(step, build.count);
	const isStopped = step.status === 'running' && status !== 'running';
	const running = isStopped ? glyphs.separator : glyphs.right;
	const mark = { waiting: ' ', running, done: glyphs.done, cached: glyphs.done, failed: glyphs.failed }[step.status];
	const isRunning = step.status === 'running' && !isStopped;
	const { transfer } = step;
	const bytes = isRunning && transfer && transfer.total > 0;
	return {
		mark,
		place,
		name: bytes ? `${name}  ${decimalSize(transfer.current)} / ${decimalSize(transfer.total)}` : name,
		right: isRunning ? elapsed(now - (step.seenAt ?? now)) : stepTook(step),
		role: isStopped ? 'warn' : roles[step.status],
	};
}

function rowLine({ mark, place, name, right, role }: Row, placeWidth: number, width: number): Line {
	const nameWidth = Math.max(4, width - 2 - (placeWidth > 0 ? placeWidth + 1 : 0) - rightWidth);
	return [
		span(`${mark} `, role),
		span(placeWidth > 0 ? `${fitText(place, placeWidth, 'right')} ` : '', 'dim'),
		span(fitText(name, nameWidth), role === 'dim' || role === 'bad' ? role : 'text'),
		span(fitText(right, rightWidth, 'right'), role === 'accent' ? 'accent' : 'dim'),
	];
}
