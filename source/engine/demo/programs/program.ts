/** Resource use of a process. Cores, bytes, bytes per second. */
export type Load = {
	/** Average number of cores without a limit; 0.18 is 18 % of one core. */
	readonly cpu: number;
	/** Variation of `cpu`: 0 is constant, 1 is between zero and twice the average. */
	readonly swing: number;
	readonly memory: number;
	readonly memorySwing: number;
	readonly receive: number;
	readonly send: number;
	readonly read: number;
	readonly write: number;
	readonly pids: number;
};

/** Returns a log line; `index` is its number since the start, `at` is in Unix milliseconds. */
export type LogPattern = (
	index: number,
	key: number,
	at: number,
) => { readonly text: string; readonly stderr?: boolean };

/** The program of a container of the demo fleet. */
export type Program = {
	readonly name: string;
	readonly load: Load;
	/** Average milliseconds between two log lines; 0 for a program without a log. */
	readonly logEvery: number;
	readonly log: LogPattern;
	/** The program exits after `after` milliseconds with this exit code. */
	readonly ends?: { readonly after: number; readonly exitCode: number };
	/** Processes as `docker top` shows their command, the main one first. */
	readonly processes: readonly string[];
	/** Command of a shell that is simulated as the main process. */
	readonly script?: readonly string[];
};
