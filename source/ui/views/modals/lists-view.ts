import { quote } from '../../../domain/command.js';
import { exitCodeMeaning } from '../../../domain/nouns/container-status.js';
import type { EngineEvent } from '../../../domain/nouns/events.js';
import { withShortIds } from '../../../domain/nouns/short-id.js';
import { elapsed } from '../../../domain/text/elapsed.js';
import type { Line } from '../../../domain/text/line.js';
import type { ListModal } from '../../../state/modals/modal.js';
import { listModalViewport } from '../../../state/modals/modal-scroll.js';
import type { CommandEntry, State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { cutLine, fitLine, reverseLine, span } from '../text/lines.js';
import { type ModalPart, modalBox, widest } from './modal-box.js';
import { statusMark } from './task-rows.js';
import { tasksView } from './tasks-view.js';

type Listed = {
	readonly title: string;
	readonly rows: readonly Line[];
	readonly hints: string;
	readonly empty: string;
};

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8);

function commandRow(entry: CommandEntry, now: number, glyphs: Glyphs): Line {
	return [
		span(`${clock(entry.at)} `, 'dim'),
		statusMark(entry.status, now, glyphs),
		span(quote(entry.command)),
		span(entry.milliseconds === undefined ? '' : `  ${elapsed(entry.milliseconds)}`, 'dim'),
		span(entry.message ? `  ${withShortIds(entry.message)}` : '', entry.status === 'failed' ? 'bad' : 'dim'),
	];
}

function eventRow(event: EngineEvent, state: State): Line {
	const { at, type, action, id, attributes } = event;
	const name = attributes.name ?? withShortIds(id);
	const more = eventDetail(event, state);
	const failed = action === 'oom' || (action === 'die' && attributes.exitCode !== '0');
	return [
		span(`${clock(at)} `, 'dim'),
		span(`${type} `.padEnd(11), 'dim'),
		span(`${action}  `, failed ? 'bad' : 'accent'),
		span(name),
		span(more === '' ? '' : `  ${more}`, 'dim'),
	];
}

/** What the attributes of an event add to its name. */
function eventDetail({ type, action, attributes }: EngineEvent, { lists }: State): string {
	const { exitCode, signal, oldName, container } = attributes;
	if (action === 'die' && exitCode !== undefined) {
		return [`exit code ${exitCode}`, exitCodeMeaning(Number(exitCode))].filter(text => text !== '').join(', ');
	}
	if (action === 'kill' && signal !== undefined) {
		return `signal ${signal}`;
	}
	if (action === 'rename' && oldName !== undefined) {
		return `was ${oldName.replace(/^\//, '')}`;
	}
	if (type === 'network' && container) {
		return lists.containers.byKey.get(container)?.name ?? withShortIds(container);
	}
	return '';
}

function listed(kind: 'commands' | 'events', state: State, glyphs: Glyphs): Listed {
	switch (kind) {
		case 'commands':
			return {
				title: 'Command log',
				rows: state.commands.map(entry => commandRow(entry, state.monotonicNow, glyphs)).reverse(),
				hints: 'y copy the command · Esc close',
				empty: 'Nothing was sent yet. What changes the engine is kept here as docker commands.',
			};
		case 'events':
			return {
				title: 'Events',
				rows: state.events.map(event => eventRow(event, state)).reverse(),
				hints: 'Esc close',
				empty: 'Nothing happened since plimsoll connected.',
			};
	}
}

/** The lists that live in the state: tasks, the command log, events; newest first. */
export function listsView(modal: ListModal, state: State, glyphs: Glyphs): ModalPart {
	if (modal.kind === 'tasks') {
		return tasksView(modal, state, glyphs);
	}
	const { size } = state;
	const { title, rows, hints, empty } = listed(modal.kind, state, glyphs);
	const width = Math.min(widest(size), 110);
	const inner = width - 4;
	const index = Math.min(modal.index, Math.max(0, rows.length - 1));
	const { top, height, count } = listModalViewport(modal, state);
	const shown = rows
		.slice(top, top + height)
		.map((row, at) =>
			top + at === index
				? reverseLine(cutLine(row, inner, glyphs.ellipsis), inner)
				: fitLine(row, inner, glyphs.ellipsis),
		);
	return modalBox({
		title,
		body: rows.length === 0 ? [[span(empty, 'dim')]] : shown,
		width,
		size,
		glyphs,
		footer: [span(` ${hints} `, 'dim')],
		scroll: { count, offset: top },
	});
}
