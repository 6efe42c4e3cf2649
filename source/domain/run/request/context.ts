/** An entry of `proxies` in docker's config file. */
export type Proxies = {
	readonly httpProxy?: string;
	readonly httpsProxy?: string;
	readonly noProxy?: string;
	readonly ftpProxy?: string;
	readonly allProxy?: string;
};

/** What the CLI takes from its surroundings when it makes the request. */
export type RequestContext = {
	/** `1.41`. */
	readonly apiVersion: string;
	/** Variables that a bare `-e NAME` is filled from. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Text of each `--env-file`, `--label-file` and seccomp profile, by its path as written; an Error when it could not be read. */
	readonly files: Readonly<Record<string, string | Error>>;
	/** The `proxies` of docker's config file that hold for this host; they go into every container. */
	readonly proxies?: Proxies;
	/** Folder that `./` in mounts is relative to. */
	readonly folder: string;
	/** What half a platform such as `linux` or `arm64` is completed with: `linux/amd64`. */
	readonly platform: string;
	/** Rows and columns of the terminal, sent along by docker. */
	readonly consoleSize: readonly [rows: number, columns: number];
};

/** Whether an API version such as `1.41` is at least another. */
export function apiAtLeast(version: string, wanted: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
	return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** The refusal that docker gives for what an engine is too old for. */
export function tooOld(what: string, wanted: string, version: string): string {
	return `"${what}" requires API version ${wanted}, but the Docker daemon API version is ${version}`;
}
