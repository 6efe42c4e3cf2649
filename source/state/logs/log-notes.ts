import type { LogLine, LogNote } from '../../domain/logs/log-line.js';
import { noteLine, stampOf } from '../../domain/logs/log-note.js';
import { newSource, ownerOf } from '../../domain/logs/source-names.js';
import type { Container } from '../../domain/nouns/container.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import type { State } from '../state.js';
import { type LogView, mergeIntoLog, putSource } from './log-view.js';

/** A note is looked for among so many of the newest lines. */
const searchedLines = 500;

/** The key of a container's lines in a log: its source in a merged log; undefined in that of one container. */
type Writer = string | undefined;

/** A log of one container without a line stays empty, so that its Overview is shown instead. */
const isEmpty = ({ lines, dropped, sources }: LogView): boolean => sources.length === 0 && lines.length + dropped === 0;

/** The container's place in the open log; undefined if the log is not its. */
function writerOf({ logs }: State, id: string): { readonly writer: Writer } | undefined {
	if (logs.sources.length === 0) {
		return logs.container === id && !isEmpty(logs) ? { writer: undefined } : undefined;
	}
	return ownerOf(logs.sources, id) === undefined ? undefined : { writer: id };
}

/**
 * The index of the note that is the last line of a container; undefined if its last line is another one.
 *
 * @param isBeyondLines True to look for a note before other lines, too.
 */
function lastNote({ lines, sources }: LogView, writer: Writer, isBeyondLines = false): number | undefined {
	const owner = writer === undefined ? undefined : ownerOf(sources, writer);
	for (let index = lines.length - 1; index >= Math.max(0, lines.length - searchedLines); index--) {
		const line = lines.at(index)!;
		if (line.source === writer || (owner !== undefined && ownerOf(sources, line.source) === owner)) {
			if (line.note !== undefined || !isBeyondLines) {
				return line.note === undefined ? undefined : index;
			}
		}
	}
	return undefined;
}

/** Puts a note behind the lines up to its stamp. With `index` it takes the place of another note. */
function putNote(state: State, note: LogNote, writer: Writer, index?: number): State {
	const { logs, preferences } = state;
	const replaced = index === undefined ? undefined : logs.lines.at(index);
	const line = noteLine(note, replaced?.stamp ?? stampOf(note.at), writer);
	return {
		...state,
		logs:
			index === undefined
				? mergeIntoLog(logs, [line], preferences.logLines)
				: { ...logs, lines: logs.lines.takeFirst(index).append([line, ...logs.lines.slice(index + 1)]) },
	};
}

const noteAt = ({ lines }: LogView, index: number | undefined): LogNote | undefined =>
	index === undefined ? undefined : lines.at(index)?.note;

/** The exit code of a process that was killed. One that ends with another code may have outlived a lack of memory. */
const killedCode = 137;

/** Returns true if a process of the container was killed because there was no memory left since its last start. */
function wasOutOfMemory(events: State['events'], id: string): boolean {
	const last = events.findLast(event => event.id === id && (event.action === 'oom' || event.action === 'start'));
	return last?.action === 'oom';
}

/** Begins the name that compose gives a container while it replaces another one: `3f2a9c4be1d0_shop-web-1`. */
const passing = /^[0-9a-f]{12}_/;

/**
 * Notes in the open log that one of its containers ended, started or was renamed. `before`: the state before the event, which
 * may have changed the container's row.
 */
export function noteEvent(before: State, state: State, event: EngineEvent): State {
	const { id, action, at, attributes } = event;
	const place = event.type === 'container' ? writerOf(state, id) : undefined;
	// Between the last line of such a log and the event, lines are missing.
	if (place === undefined || state.logs.status === 'more') {
		return state;
	}
	const { writer } = place;
	const row = state.lists.containers.byKey.get(id) ?? before.lists.containers.byKey.get(id);
	const name = row?.name ?? attributes.name ?? '';
	const index = lastNote(state.logs, writer);
	const last = noteAt(state.logs, index);
	switch (action) {
		case 'die': {
			const exitCode = Number(attributes.exitCode ?? 0);
			const end = { exitCode, isOutOfMemory: exitCode === killedCode && wasOutOfMemory(state.events, id) };
			const owner = ownerOf(state.logs.sources, id);
			if (owner !== undefined && owner.id !== id) {
				return noteFormerEnd(state, owner.id, end);
			}
			// A container that ends again and again without a line has one note, and so has an end that its row showed before.
			return last?.kind === 'restarted' || last?.kind === 'stopped'
				? putNote(state, { ...last, ...end, kind: 'stopped', at }, writer, index)
				: putNote(state, { kind: 'stopped', name, at, ...end }, writer);
		}
		case 'oom':
			// The event of the end may come first.
			return last?.kind === 'stopped' && last.exitCode === killedCode
				? putNote(state, { ...last, isOutOfMemory: true }, writer, index)
				: state;
		case 'start': {
			// The lines of the new run may come before its event.
			const ended = index ?? lastNote(state.logs, writer, true);
			const kind = noteAt(state.logs, ended)?.kind;
			const isEnd = kind === 'stopped' || kind === 'recreated';
			return noteStart(state, {
				name,
				at,
				writer,
				index: isEnd ? ended : index,
				last: isEnd ? noteAt(state.logs, ended) : last,
				hasEnded: before.lists.containers.byKey.get(id)?.state === 'exited',
			});
		}
		case 'rename':
			return noteRename(state, { name, at, writer, row, from: (attributes.oldName ?? '').replace(/^\//, '') });
		case 'destroy':
			return endSource(state, id);
	}
	return state;
}

/** Adds the end of a container to the note that another one took its place: the list may come before the event. */
function noteFormerEnd(state: State, writer: string, end: Pick<LogNote, 'exitCode' | 'isOutOfMemory'>): State {
	const index = lastNote(state.logs, writer, true);
	const last = noteAt(state.logs, index);
	return last?.kind === 'recreated' && last.exitCode === undefined
		? putNote(state, { ...last, ...end }, writer, index)
		: state;
}

/** The source of a container that is gone has ended, unless another container has taken its place. */
function endSource(state: State, id: string): State {
	const source = state.logs.sources.find(each => each.id === id);
	return source === undefined ? state : { ...state, logs: putSource(state.logs, { ...source, status: 'ended' }) };
}

type Start = {
	readonly name: string;
	readonly at: number;
	readonly writer: Writer;
	readonly index: number | undefined;
	readonly last: LogNote | undefined;
	/** True if the row of the container said that it had ended. */
	readonly hasEnded: boolean;
};

function noteStart(state: State, { name, at, writer, index, last, hasEnded }: Start): State {
	if (last?.kind === 'recreated') {
		return putNote(state, { ...last, at }, writer, index);
	}
	if (last?.kind === 'stopped') {
		const times = (last.times ?? 0) + 1;
		return putNote(state, { ...last, kind: 'restarted', name, at, times }, writer, index);
	}
	// A container that has just been created has no earlier run.
	return hasEnded && last === undefined ? putNote(state, { kind: 'started', name, at }, writer) : state;
}

type Rename = {
	readonly name: string;
	readonly at: number;
	readonly writer: Writer;
	readonly row: Container | undefined;
	readonly from: string;
};

function noteRename(state: State, { name, at, writer, row, from }: Rename): State {
	const isPartOfReplacement =
		row?.replacement !== undefined || row?.state === 'created' || passing.test(from) || passing.test(name);
	const named = row === undefined || writer === undefined ? state : renameSource(state, row);
	return from === '' || isPartOfReplacement
		? named
		: putNote(named, { kind: 'renamed', name, before: from, at }, writer);
}

/** Gives a source the present name of its container. */
function renameSource(state: State, row: Container): State {
	const { name, shortNames } = newSource(row);
	const sources = state.logs.sources.map(each => (each.id === row.id ? { ...each, name, shortNames } : each));
	return { ...state, logs: { ...state.logs, sources } };
}

/** Notes that a container took the place of another one, whose end is part of the note. */
function noteReplacement(state: State, successor: Container, writer: Writer): State {
	if (isEmpty(state.logs)) {
		return state;
	}
	const name = successor.name.replace(passing, '');
	const index = lastNote(state.logs, writer);
	const last = noteAt(state.logs, index);
	if (last?.kind === 'stopped' || last?.kind === 'restarted') {
		const { at, exitCode, isOutOfMemory } = last;
		return putNote(state, { kind: 'recreated', name, at, exitCode, isOutOfMemory }, writer, index);
	}
	return putNote(state, { kind: 'recreated', name, at: state.now }, writer);
}

/** Shows the log of a container as the one that goes on in its successor. */
export function continueLog(state: State, successor: Container): State {
	return noteReplacement({ ...state, logs: { ...state.logs, container: successor.id } }, successor, undefined);
}

/** Lets sources of a merged log go on in the containers that took their places. */
export function continueSources(state: State, successorOf: (id: string) => Container | undefined): State {
	return state.logs.sources.reduce((next, source) => {
		const successor = successorOf(source.id);
		return successor === undefined ? next : continueSource(next, source.id, successor);
	}, state);
}

function continueSource(state: State, id: string, successor: Container): State {
	const { logs } = state;
	const former = logs.sources.find(source => source.id === id);
	if (former === undefined) {
		return state;
	}
	const known = logs.sources.find(source => source.id === successor.id);
	const next = {
		...former,
		id: successor.id,
		name: successor.name.replace(passing, ''),
		labels: successor.labels,
		status: known?.status ?? ('loading' as const),
		formerIds: [...(former.formerIds ?? []), id],
	};
	const sources = logs.sources.flatMap(source =>
		source.id === id ? [next] : source.id === successor.id ? [] : [source],
	);
	const hidden = logs.hidden.has(id) ? new Set([...logs.hidden, successor.id]) : logs.hidden;
	return noteReplacement({ ...state, logs: { ...logs, sources, hidden } }, successor, successor.id);
}

/** Lines of a log without plimsoll's own notes, for what the engine is asked for next. */
export const isOfEngine = ({ isNote }: LogLine): boolean => isNote !== true;
