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
};
