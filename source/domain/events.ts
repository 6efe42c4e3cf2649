/** An entry of `docker events`, as far as we use it. */
export type EngineEvent = {
	readonly type: 'container' | 'image' | 'volume' | 'network' | 'daemon' | 'plugin' | 'builder' | string;
	/** `start`, `die`, `health_status: healthy`, … */
	readonly action: string;
	/** Id of a container, network; name of a volume; reference or id of an image. */
	readonly id: string;
	/** `name`, `image`, `exitCode`, `signal`, labels, … */
	readonly attributes: Readonly<Record<string, string>>;
	/** Unix milliseconds. */
	readonly at: number;
	/** Unix nanoseconds, rounded as a number has to be: tells two events of one millisecond apart. */
	readonly timeNano?: number;
};

/** Actions on a container that change nothing which only the engine can tell: addresses, ports, names, limits. */
const passing = /^(exec_|top$|attach$|detach$|resize$|copy$|archive-path$|extract-to-dir$|export$)/;

/** Whether a container is after an event what it was before. */
export const isPassing = ({ type, action }: EngineEvent): boolean => type === 'container' && passing.test(action);

/** Whether an event is told by another one (`exec_create`) or is but the echo of looking at a container. */
export const isEcho = ({ type, action }: EngineEvent): boolean =>
	type === 'container' && /^(exec_start|exec_die|top$|resize$)/.test(action);
