/** The compose program that works for an engine. */
export type ComposeTool = {
	/** `plugin` of the docker CLI, `standalone` program of version 2, or the Python program of version 1. */
	readonly kind: 'plugin' | 'standalone' | 'v1';
	/** `2.40.3`. */
	readonly version: string;
	/** The words that start it. */
	readonly program: readonly string[];
	/** The machine where it runs, for an engine over ssh; undefined for this machine. */
	readonly host?: string;
};

/** The version in an answer to `version`: JSON, `--short`, or a sentence. Undefined in an answer without one. */
export const versionIn = (text: string): string | undefined => /\bv?(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];

/** Compose reports its progress as JSON since 2.29. */
export function hasJsonProgress({ kind, version }: ComposeTool): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return kind !== 'v1' && (major > 2 || (major === 2 && minor >= 29));
}

/** The reason why a program cannot make a plan: Compose 1 prints no JSON. */
export const whyNoPlan = ({ kind, version }: ComposeTool): string | undefined =>
	kind === 'v1' ? `docker-compose ${version} cannot print the project as JSON. A plan needs Compose 2.` : undefined;

/** Shown when an engine has no compose, with the way to get it. */
export const noComposeWords =
	'docker has no compose plugin here, and docker-compose is not installed. Install the package docker-compose-plugin, or docker-compose on Debian.';
