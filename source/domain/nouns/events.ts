/** An entry of `docker events`, with the fields that we use. */
export type EngineEvent = {
	readonly type: 'container' | 'image' | 'volume' | 'network' | 'daemon' | 'plugin' | 'builder' | string;
	/** `start`, `die`, `health_status: healthy`, … */
	readonly action: string;
	/** Id of a container or network; name of a volume; reference or id of an image. */
	readonly id: string;
	/** `name`, `image`, `exitCode`, `signal`, labels, … */
	readonly attributes: Readonly<Record<string, string>>;
	/** Unix milliseconds. */
	readonly at: number;
	/** Unix nanoseconds, rounded to a double; distinguishes two events of the same millisecond. */
	readonly timeNano?: number;
};

/** Actions that change no address, port, name or limit of a container, so its row needs no new request. */
const passing = /^(exec_|top$|attach$|detach$|resize$|copy$|archive-path$|extract-to-dir$|export$)/;

/** Returns true if the event cannot change the container's row. */
export const isPassing = ({ type, action }: EngineEvent): boolean => type === 'container' && passing.test(action);

/** Returns true if another event (`exec_create`) already reports the action, or if our own reading of a container causes it. */
export const isEcho = ({ type, action }: EngineEvent): boolean =>
	type === 'container' && /^(exec_start|exec_die|top$|resize$)/.test(action);
