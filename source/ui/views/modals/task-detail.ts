import type { BuildStep, BuildSteps } from '../../../domain/build-fold.js';
import { quote } from '../../../domain/command.js';
import type { Line, Role } from '../../../domain/line.js';
import type { TransferProgress } from '../../../domain/progress-fold.js';
import { decimalSize } from '../../../domain/units.js';
import type { Task } from '../../../state/task.js';
import type { Glyphs } from '../../glyphs.js';
import { gauge } from '../gauge.js';
import { fitLine, fitText, span } from '../lines.js';

/** What a task tells of itself, in at most `height` lines: its command, its progress, what it ended with. */
export function taskDetail(task: Task, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const command: Line = [span(`$ ${quote(task.command)}`, 'dim')];
	const tail: Line[] = (task.tail ?? []).map(text => [span(text, 'dim')]);
	const room = Math.max(1, height - 1 - tail.length);
	const progress = progressLines(task, width, room, glyphs);
	return [command, ...progress, ...tail].map(line => fitLine(line, width, glyphs.ellipsis)).slice(0, height);
}

function progressLines(task: Task, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	switch (task.progress.kind) {
		case 'transfer':
			return transferLines(task.progress.transfer, width, height, glyphs);
		case 'build':
			return buildLines(task.progress.steps, width, height, glyphs);
		case 'none':
			return [];
	}
}

const bar = 20;

function transferLines(transfer: TransferProgress, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const { layers, current, total, rate, digest, lines } = transfer;
	const ratio = total > 0 ? Math.min(1, current / total) : undefined;
	const bytes = total > 0 ? `${decimalSize(current)} / ${decimalSize(total)}` : decimalSize(current);
	const sum: Line = [
		...gauge(ratio, bar, 'normal', { glyphs }),
		span(` ${bytes}`, 'strong'),
		span(rate > 0 ? `  ${decimalSize(rate)}/s` : '', 'dim'),
		span(layers.length > 0 ? `  ${layers.filter(layer => layer.done).length} of ${layers.length} layers` : '', 'dim'),
	];
	const room = Math.max(0, height - 1 - (digest ? 1 : 0));
	// What still moves is worth more of the room than what is done.
	const order = [...layers.filter(layer => !layer.done), ...layers.filter(layer => layer.done)].slice(0, room);
	const rows = layers
		.filter(layer => order.includes(layer))
		.map(
			(layer): Line => [
				span(`${fitText(layer.id, 12)} `, 'dim'),
				...gauge(layer.done ? 1 : layer.total > 0 ? layer.current / layer.total : undefined, bar, 'normal', { glyphs }),
				span(` ${fitText(layer.existed ? 'exists already' : layer.status, 20)}`, layer.done ? 'good' : 'text'),
				span(
					layer.total > 0 && !layer.done ? ` ${decimalSize(layer.current)} / ${decimalSize(layer.total)}` : '',
					'dim',
				),
			],
		);
	const said: Line[] = layers.length === 0 ? lines.slice(-room).map(text => [span(fitText(text, width), 'dim')]) : [];
	return [
		...(layers.length > 0 || current > 0 ? [sum] : []),
		...rows,
		...said,
		...(digest ? [[span(`digest ${digest}`, 'good')]] : []),
	];
}

const stepMarks: Readonly<Record<BuildStep['status'], Role>> = {
	waiting: 'dim',
	running: 'accent',
	done: 'good',
	cached: 'dim',
	failed: 'bad',
};

function buildLines(
	{ steps, count, upload, output }: BuildSteps,
	width: number,
	height: number,
	glyphs: Glyphs,
): readonly Line[] {
	const sent: Line[] =
		upload && (!upload.done || steps.length === 0)
			? [[span(`context ${decimalSize(upload.sent)}${upload.done ? ' sent' : ''}`, 'dim')]]
			: [];
	const current = steps.findLast(step => step.status === 'failed') ?? steps.findLast(step => step.status === 'running');
	const lines = (current?.output ?? output).lines;
	const outputRoom = Math.max(0, Math.min(lines.length, Math.floor(height / 2)));
	const room = Math.max(1, height - sent.length - outputRoom);
	const tail: Line[] = lines
		.slice(lines.length - outputRoom)
		.map(text => [span(`  ${glyphs.vertical} ${fitText(text, width - 4)}`, 'dim')]);
	return [...sent, ...steps.slice(-room).map(step => stepLine(step, count, width, glyphs)), ...tail];
}

function stepLine(step: BuildStep, count: number | undefined, width: number, glyphs: Glyphs): Line {
	const mark = {
		waiting: ' ',
		running: glyphs.ellipsis,
		done: glyphs.done,
		cached: glyphs.done,
		failed: glyphs.failed,
	}[step.status];
	const took =
		step.startedAt !== undefined && step.completedAt !== undefined
			? ` ${((step.completedAt - step.startedAt) / 1000).toFixed(1)}s`
			: '';
	const right = step.status === 'cached' ? ' cached' : took;
	const number = `${step.number}${count ? `/${count}` : ''}`;
	return [
		span(`${mark} `, stepMarks[step.status]),
		span(
			fitText(`${number} ${step.name}`, Math.max(8, width - 2 - right.length)),
			stepMarks[step.status] === 'dim' ? 'dim' : 'text',
		),
		span(right, 'dim'),
	];
}
