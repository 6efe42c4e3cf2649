import { quote } from '../../../domain/command.js';
import type { EngineEvent } from '../../../domain/events.js';
import type { Line, Role } from '../../../domain/line.js';
import { shortId } from '../../../domain/short-id.js';
import type { ListModal } from '../../../state/modal.js';
import type { CommandEntry, State } from '../../../state/state.js';
import type { Task } from '../../../state/task.js';
import type { Glyphs } from '../../glyphs.js';
import { cutLine, fitLine, reverseLine, span } from '../lines.js';
import { windowOf } from '../scroll.js';
import { type ModalPart, modalBox, tallest, widest } from './modal-box.js';
import { taskDetail } from './task-detail.js';

type Listed = {
	readonly title: string;
	readonly rows: readonly Line[];
	readonly hints: string;
	readonly empty: string;
};

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8);
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(milliseconds < 100_000 ? 1 : 0)}s`;

const marks = (status: Task['status'], glyphs: Glyphs): readonly [string, Role] => {
	switch (status) {
		case 'done':
			return [glyphs.done, 'good'];
		case 'failed':
			return [glyphs.failed, 'bad'];
		case 'cancelled':
			return [glyphs.separator, 'warn'];
		default:
			return [glyphs.ellipsis, 'accent'];
	}
};

function commandRow(entry: CommandEntry, glyphs: Glyphs): Line {
	const [mark, role] = marks(entry.status, glyphs);
	return [
		span(`${clock(entry.at)} `, 'dim'),
		span(`${mark} `, role),
		span(quote(entry.command)),
		span(entry.milliseconds === undefined ? '' : `  ${seconds(entry.milliseconds)}`, 'dim'),
		span(entry.message ? `  ${entry.message}` : '', entry.status === 'failed' ? 'bad' : 'dim'),
	];
}

function taskRow(task: Task, now: number, glyphs: Glyphs): Line {
	const [mark, role] = marks(task.status, glyphs);
	return [
		span(`${mark} `, role),
		span(task.title, 'strong'),
		span(`  ${seconds((task.endedAt ?? Math.max(now, task.startedAt)) - task.startedAt)}`, 'dim'),
		span(task.outcome ? `  ${task.outcome}` : '', task.status === 'failed' ? 'bad' : 'dim'),
	];
}

function eventRow(event: EngineEvent): Line {
	const name = event.attributes.name ?? (/^[0-9a-f]{64}$/.test(event.id) ? shortId(event.id) : event.id);
	return [
		span(`${clock(event.at)} `, 'dim'),
		span(`${event.type} `.padEnd(11), 'dim'),
		span(`${event.action}  `, 'accent'),
		span(name),
	];
}

function listed(kind: ListModal['kind'], state: State, glyphs: Glyphs): Listed {
	switch (kind) {
		case 'tasks':
			return {
				title: 'Tasks',
				rows: state.tasks.map(task => taskRow(task, state.now, glyphs)).reverse(),
				hints: 'c cancel · y copy its command · Esc close',
				empty: 'Nothing has run yet. Builds, pulls and pushes show here.',
			};
		case 'commands':
			return {
				title: 'Command log',
				rows: state.commands.map(entry => commandRow(entry, glyphs)).reverse(),
				hints: 'y copy the command · Esc close',
				empty: 'Nothing was sent yet. What changes the engine is kept here as docker commands.',
			};
		case 'events':
			return {
				title: 'Events',
				rows: state.events.map(eventRow).reverse(),
				hints: 'Esc close',
				empty: 'Nothing happened since plimsoll connected.',
			};
	}
}

/** The lists that live in the state: tasks with the chosen one's progress, the command log, events; newest first. */
export function listsView(modal: ListModal, state: State, glyphs: Glyphs): ModalPart {
	const { size } = state;
	const { title, rows, hints, empty } = listed(modal.kind, state, glyphs);
	const width = Math.min(widest(size), 110);
	const inner = width - 4;
	const task = modal.kind === 'tasks' ? [...state.tasks].reverse()[modal.index] : undefined;
	const most = tallest(size);
	const detail = task ? taskDetail(task, inner, Math.max(3, most - Math.min(rows.length, 6) - 1), glyphs) : [];
	const height = Math.max(1, Math.min(rows.length, most - (detail.length > 0 ? detail.length + 1 : 0)));
	const index = Math.min(modal.index, Math.max(0, rows.length - 1));
	const { start, end } = windowOf(rows.length, index, height, Math.max(0, index - Math.floor(height / 2)));
	const shown = rows
		.slice(start, end)
		.map((row, at) =>
			start + at === index
				? reverseLine(cutLine(row, inner, glyphs.ellipsis), inner)
				: fitLine(row, inner, glyphs.ellipsis),
		);
	const body = rows.length === 0 ? [[span(empty, 'dim')]] : [...shown, ...(detail.length > 0 ? [[], ...detail] : [])];
	return modalBox({
		title,
		body,
		width,
		size,
		glyphs,
		footer: [span(` ${hints} `, 'dim')],
		scroll: { count: rows.length, offset: start },
	});
}
