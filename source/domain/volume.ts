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

/** What `docker volume inspect` tells; `raw` is the engine's whole answer. */
export type VolumeDetail = { readonly volume: Volume; readonly raw: unknown };
