import { exitCodeMeaning } from '../../domain/nouns/container-status.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import { withShortIds } from '../../domain/nouns/short-id.js';
import type { Line } from '../../domain/text/line.js';
import type { ListModal } from '../../state/modals/modal.js';
import { listModalViewport } from '../../state/modals/modal-scroll.js';
import { modalWidth } from '../../state/modals/modals.js';
import type { CommandEntry, State } from '../../state/state.js';
import { Lines } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import type { Glyphs } from '../glyphs.js';
import { useSelector } from '../use-selector.js';
import { statusMark } from '../views/tasks/task-rows.js';
import { commandWords } from '../views/text/command-words.js';
import { fitLine, lineWidth, span } from '../views/text/lines.js';
import { chosenRows, itemAt } from './chosen-rows.js';
import { Dialog, type Size } from './dialog.js';

type Source = Pick<State, 'commands' | 'events' | 'lists' | 'monotonicNow'>;

type ListContent = {
	readonly title: string;
	readonly rows: readonly Line[];
	readonly hints: string;
	readonly empty: string;
};

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8);

function commandRow(entry: CommandEntry, now: number, width: number, glyphs: Glyphs): Line {
	const head = [span(`${clock(entry.at)} `, 'dim'), statusMark(entry.status, now, glyphs)];
	return [...head, ...commandWords(entry, width - lineWidth(head), glyphs.ellipsis)];
}

function eventRow(event: EngineEvent, lists: Source['lists']): Line {
	const { at, type, action, id, attributes } = event;
	const name = attributes.name ?? withShortIds(id);
	const more = eventDetail(event, lists);
	const failed = action === 'oom' || (action === 'die' && attributes.exitCode !== '0');
	return [
		span(`${clock(at)} `, 'dim'),
		span(`${type} `.padEnd(11), 'dim'),
		span(`${action}  `, failed ? 'bad' : 'accent'),
		span(name),
		span(more === '' ? '' : `  ${more}`, 'dim'),
	];
}

/** Returns details from an event's attributes, shown after its name. */
function eventDetail({ type, action, attributes }: EngineEvent, lists: Source['lists']): string {
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

function commandLog({ commands, monotonicNow }: Source, width: number, glyphs: Glyphs): ListContent {
	return {
		title: 'Command log',
		rows: commands.map(entry => commandRow(entry, monotonicNow, width, glyphs)).reverse(),
		hints: 'Enter open · y copy the command · Esc close',
		empty: 'No commands yet. Changes to the engine appear here as docker commands.',
	};
}

function eventLog({ events, lists }: Source): ListContent {
	return {
		title: 'Events',
		rows: events.map(event => eventRow(event, lists)).reverse(),
		hints: 'Esc close',
		empty: 'No events since plimsoll connected.',
	};
}

/** The command log or the events, newest first. */
export function ListDialog({ modal, size }: { readonly modal: ListModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const source = useListSource();
	const width = Math.min(modalWidth(size), 110);
	const inner = width - 4;
	const { title, rows, hints, empty } =
		modal.kind === 'commands' ? commandLog(source, inner, glyphs) : eventLog(source);
	const index = Math.min(modal.index, Math.max(0, rows.length - 1));
	const { top, height, count } = listModalViewport(modal, rows.length, size);
	const shown =
		rows.length === 0
			? [fitLine([span(empty, 'dim')], width - 3)]
			: chosenRows(rows.slice(top, top + height), index - top, inner, glyphs);
	return (
		<Dialog
			title={title}
			width={width}
			height={shown.length}
			size={size}
			footer={[span(` ${hints} `, 'dim')]}
			scroll={{ count, offset: top }}
		>
			<Lines lines={shown} partAt={itemAt(top, rows.length)} />
		</Dialog>
	);
}

function useListSource(): Source {
	return {
		commands: useSelector(state => state.commands),
		events: useSelector(state => state.events),
		lists: useSelector(state => state.lists),
		monotonicNow: useSelector(state => state.monotonicNow),
	};
}
