/** A volume of `docker volume ls`; times are Unix milliseconds. */
export type Volume = {
	readonly name: string;
	readonly driver: string;
	readonly mountpoint: string;
	readonly createdAt: number;
	readonly scope: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly options: Readonly<Record<string, string>>;
};

/** Result of `docker volume inspect`; `raw` is the complete answer of the engine. */
export type VolumeDetail = { readonly volume: Volume; readonly raw: unknown };
