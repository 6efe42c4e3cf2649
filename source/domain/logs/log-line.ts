import type { LogNote } from './log-note.js';

/** One line of a container's log. `text` may contain SGR colours, but no other control sequence. */
export type LogLine = {
	readonly stream: 'stdout' | 'stderr';
	/** RFC 3339 with nanoseconds, from the engine; empty when the engine sent no timestamp. */
	readonly time: string;
	readonly text: string;
	/** True if the line belongs to an earlier line of the same stream: a frame of a stack trace, an indented line. */
	readonly continues?: boolean;
	/** True if the line was longer than plimsoll reads: `text` has its beginning. */
	readonly isCut?: boolean;
	/** The id of its container, in a log of several containers. */
	readonly source?: string;
	/** True for a line that plimsoll has added: a container's log cannot be read. */
	readonly isNote?: boolean;
	/** The event that such a line reports, if it is about one. */
	readonly note?: LogNote;
	/** Its place in the order of such a log: its own time, or that of the line before it when it has none. */
	readonly stamp?: string;
};
