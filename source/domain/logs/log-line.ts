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

/** Something that happened to a container while its log was followed. */
export type LogNote = {
	readonly kind: 'stopped' | 'started' | 'restarted' | 'recreated' | 'renamed';
	readonly name: string;
	/** The name before a rename. */
	readonly before?: string;
	/** Unix milliseconds. */
	readonly at: number;
	/** The exit code of the run that ended before. */
	readonly exitCode?: number | undefined;
	/** True if that run ended because it had no memory left. */
	readonly isOutOfMemory?: boolean;
	/** The number of restarts in a row without a line in between. */
	readonly times?: number;
};
