import type { State } from '../state.js';
import { stopOlder } from './log-older.js';
import { openLog, toggleFollow } from './log-scroll.js';
import { changeLogSettings } from './log-settings.js';
import { type LogWindow, startOf } from './log-view.js';

/** Reads another part of a log from the engine. */
export const openWindow = (state: State, log: string, window: LogWindow): State =>
	openLog(changeLogSettings(state, log, { window }), log);

/** Stops or follows, which ends a search in older lines. A log from a time on has no newest lines: they are read first. */
export function followLog(state: State): State {
	const { container, window, status } = state.logs;
	if (container !== undefined && (startOf(window) !== undefined || status === 'more')) {
		return openWindow(state, container, 'tail');
	}
	const next = toggleFollow(state);
	return next.logs.follow ? stopOlder(next) : next;
}
