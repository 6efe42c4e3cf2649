/** What a process does to the machine, as far as numbers show it. Cores, bytes, bytes per second. */
export type Load = {
	/** Cores it would use on average, 0.18 = 18 % of one. */
	readonly cpu: number;
	/** How much that varies, 0 (steady) to 1 (between nothing and twice). */
	readonly swing: number;
	readonly memory: number;
	readonly memorySwing: number;
	readonly receive: number;
	readonly send: number;
	readonly read: number;
	readonly write: number;
	readonly pids: number;
};

/** A line that a program logs; `index` counts its lines since the start, `at` is in Unix milliseconds. */
export type LogPattern = (
	index: number,
	key: number,
	at: number,
) => { readonly text: string; readonly stderr?: boolean };

/** What runs in a container of the demo fleet. */
export type Program = {
	readonly name: string;
	readonly load: Load;
	/** Milliseconds between two log lines, on average; 0 for a silent one. */
	readonly logEvery: number;
	readonly log: LogPattern;
	/** Ends by itself after so many milliseconds with this exit code. */
	readonly ends?: { readonly after: number; readonly exitCode: number };
	/** Processes as `docker top` shows their command, the main one first. */
	readonly processes: readonly string[];
	/** A shell or its script is simulated as the main process. */
	readonly script?: readonly string[];
};
