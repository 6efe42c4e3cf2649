import { quote } from '../../../domain/command.js';
import { wrapMiddle } from '../../../domain/text/cut-middle.js';
import type { Line } from '../../../domain/text/line.js';
import type { Task } from '../../../state/tasks/task.js';
import type { Glyphs } from '../../glyphs.js';
import { fitLine, span } from '../text/lines.js';
import { buildLines } from './build-lines.js';
import { transferLines } from './transfer-lines.js';
import { upLines } from './up-lines.js';

/** Maximum lines of a task's outcome. */
const maxOutcomeRows = 6;

/**
 * The command, the progress and the outcome of a task, in at most `height` lines. `now` is in milliseconds of
 * `monotonicNow`.
 */
export function taskDetail(task: Task, now: number, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const command: Line = [span(`$ ${quote(task.command)}`, 'accent')];
	const end = endLines(task, width, glyphs).slice(0, Math.max(0, height - 2));
	const progress = progressLines(task, now, width, Math.max(0, height - 2 - end.length), glyphs);
	const body = [command, [], ...progress, ...end];
	return body.map(line => fitLine(line, width, glyphs.ellipsis)).slice(0, height);
}

function progressLines(task: Task, now: number, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const { progress, status, tail } = task;
	switch (progress.kind) {
		case 'transfer':
			return transferLines(progress.transfer, width, height, glyphs);
		case 'build':
			return buildLines({ build: progress.steps, status, tail, now, width, height, glyphs });
		case 'compose':
			return upLines({ up: progress.up, status, tail, now, width, height, glyphs });
		case 'none':
			return [];
	}
}

function endLines({ outcome, status }: Task, width: number, glyphs: Glyphs): readonly Line[] {
	if (outcome === undefined) {
		return [];
	}
	const role = status === 'failed' ? 'bad' : status === 'done' ? 'good' : 'dim';
	const rows = wrapMiddle(outcome, width, maxOutcomeRows, glyphs.ellipsis);
	return [[], ...rows.map((text): Line => [span(text, role)])];
}
