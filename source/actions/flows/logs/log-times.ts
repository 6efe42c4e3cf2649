import { parseTime } from '../../../domain/logs/find/time-query.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { rowOfTime, timeOf } from '../../../state/logs/find/log-times.js';
import { shownIndex } from '../../../state/logs/log-lines.js';
import { mayHaveFarLines, mayHaveOlder, readOlder } from '../../../state/logs/log-older.js';
import { goTo } from '../../../state/logs/log-scroll.js';
import { windowFrom } from '../../../state/logs/log-view.js';
import { openWindow } from '../../../state/logs/log-window.js';
import { text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import type { State } from '../../../state/state.js';
import type { ActionContext } from '../../action.js';

const examples = '-15m, 12:03 or 2026-11-30 12:03';

/** Returns true for a time whose lines the engine may have, but which are too far from those of the log to be read beside them. */
function isElsewhere(state: State, time: number): boolean {
	const { lines, status } = state.logs;
	const first = lines.at(0);
	const last = lines.at(-1);
	if (first === undefined || last === undefined) {
		return false;
	}
	return timeOf(first) > time ? mayHaveFarLines(state) : timeOf(last) < time && status === 'more';
}

/** A merged log keeps at least this many of the newest lines of a container; one with fewer has all its lines in it. */
const keptOfEach = 200;

/** The time from which on a merged log has the lines of all its containers: busy ones have fewer old lines. Unix milliseconds. */
function completeFrom({ logs, preferences }: State): number {
	const { sources, lines } = logs;
	const least = Math.min(keptOfEach, Math.floor(preferences.logLines / Math.max(1, sources.length)));
	const firsts = new Map<string, LogLine>();
	const counts = new Map<string, number>();
	for (const line of sources.length === 0 ? [] : lines) {
		if (line.source !== undefined && !line.isNote) {
			firsts.set(line.source, firsts.get(line.source) ?? line);
			counts.set(line.source, (counts.get(line.source) ?? 0) + 1);
		}
	}
	const starts = [...firsts].filter(([id]) => counts.get(id)! >= least).map(([, line]) => timeOf(line));
	return Math.max(Number.NEGATIVE_INFINITY, ...starts);
}

/** Returns true for a time at which lines of some containers are missing between those of others. */
const isIncomplete = (state: State, time: number): boolean =>
	state.logs.window === 'tail' && state.logs.hasOlder && time < completeFrom(state);

/** `a`: goes to the first shown line at a time or after it. */
export async function goToTime(context: ActionContext): Promise<void> {
	const now = () => context.getState().now;
	const values = await context.ask.form({
		title: 'Go to a time (UTC)',
		fields: { time: text('Time', { help: examples }) },
		initial: {},
		submit: 'Go',
		validate: ({ time }): Sentences =>
			parseTime(time, now()) === undefined ? { time: `not a time, such as ${examples}` } : {},
	});
	const time = values && parseTime(values.time, now());
	if (time === undefined) {
		return;
	}
	const [first] = context.getState().logs.lines;
	if (first !== undefined && timeOf(first) > time && mayHaveOlder(context.getState())) {
		return context.update(state => readOlder(state, time));
	}
	const { container } = context.getState().logs;
	const state = context.getState();
	if (container !== undefined && (isElsewhere(state, time) || isIncomplete(state, time))) {
		return context.update(before => openWindow(before, container, windowFrom(time)));
	}
	const index = shownIndex({ ...context.getState().logs, scan: undefined });
	const line = index.at(Math.min(rowOfTime(index, time), index.count - 1));
	if (line === undefined) {
		return context.toast('info', 'No lines are shown');
	}
	if (timeOf(line.line) < time) {
		context.toast('info', 'The log ends before this time');
	} else if (first !== undefined && timeOf(first) > time) {
		context.toast('info', 'The log begins after this time');
	}
	context.update(state => goTo(state, line.number));
}
