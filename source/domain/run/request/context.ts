/** An entry of `proxies` in docker's config file. */
export type Proxies = {
	readonly httpProxy?: string;
	readonly httpsProxy?: string;
	readonly noProxy?: string;
	readonly ftpProxy?: string;
	readonly allProxy?: string;
};

/** Values outside the command line that the CLI uses for the request. */
export type RequestContext = {
	/** `1.41`. */
	readonly apiVersion: string;
	/** Environment variables for a bare `-e NAME`. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Content of each `--env-file`, `--label-file` and seccomp profile, by its path in the option; an Error if reading failed. */
	readonly files: Readonly<Record<string, string | Error>>;
	/** The `proxies` of docker's config file for this host; docker sets them in every container. */
	readonly proxies?: Proxies;
	/** Base folder for `./` in mounts. */
	readonly folder: string;
	/** Platform that completes a partial one such as `linux` or `arm64`: `linux/amd64`. */
	readonly platform: string;
	/** Size of the terminal, which docker sends with the request. */
	readonly consoleSize: readonly [rows: number, columns: number];
};

/** Returns true if an API version such as `1.41` is at least `wanted`. */
export function apiAtLeast(version: string, wanted: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
	return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Docker's message for a flag that the engine's API version does not support. */
export function tooOld(what: string, wanted: string, version: string): string {
	return `"${what}" requires API version ${wanted}, but the Docker daemon API version is ${version}`;
}
