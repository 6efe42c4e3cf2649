/** One line of a container's log. `text` may hold SGR colours and nothing else that a terminal obeys. */
export type LogLine = {
	readonly stream: 'stdout' | 'stderr';
	/** RFC 3339 with nanoseconds, as the engine stamped it; empty when it did not. */
	readonly time: string;
	readonly text: string;
};
