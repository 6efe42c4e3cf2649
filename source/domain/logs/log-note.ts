import { exitCodeMeaning } from '../nouns/container-status.js';
import type { LogLine, LogNote } from './log-line.js';

const rule = '────';

/** The line of a note: `──── web recreated 12:03:11 · exit 137, out of memory ────`. Its time of day is UTC, as the engine's stamps are. */
export function noteText(note: LogNote): string {
	const clock = new Date(note.at).toISOString().slice(11, 19);
	return `${rule} ${[headOf(note, clock), endOf(note)].filter(text => text !== '').join(' · ')} ${rule}`;
}

function headOf({ kind, name, before = '', times = 1 }: LogNote, clock: string): string {
	if (kind === 'renamed') {
		return `${before} → ${name} renamed ${clock}`;
	}
	return times > 1 ? `${name} ${kind} ${times} times, last ${clock}` : `${name} ${kind} ${clock}`;
}

function endOf({ exitCode, isOutOfMemory }: LogNote): string {
	if (exitCode === undefined) {
		return '';
	}
	// The lower codes are the program's own.
	const why = isOutOfMemory ? 'out of memory' : exitCode < 125 ? '' : exitCodeMeaning(exitCode);
	return [`exit ${exitCode}`, ...(why === '' ? [] : [why])].join(', ');
}

/** @param stamp Its place among the lines. */
export const noteLine = (note: LogNote, stamp: string, source: string | undefined): LogLine => ({
	stream: 'stdout',
	time: '',
	text: noteText(note),
	continues: undefined,
	isCut: undefined,
	source,
	stamp,
	isNote: true,
	note,
});

/** The line of a log that cannot be read, with the reason. No container wrote it, so it has the rules of a note. */
export const failureLine = (reason: string, stamp: string, source: string): LogLine => ({
	stream: 'stdout',
	time: '',
	text: `${rule} ${reason} ${rule}`,
	source,
	stamp,
	isNote: true,
});

/** The last stamp of a millisecond, as the engine writes it: a note comes behind the lines of its moment. */
export const stampOf = (at: number): string => `${new Date(at).toISOString().slice(0, 23)}999999Z`;
