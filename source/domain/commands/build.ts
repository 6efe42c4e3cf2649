import { type ApiRequest, each, option, pairWords, post, toggle } from './api-request.js';

/** The options of `docker build`. */
export type Build = {
	/** The context folder: the user's spelling in `argv`, an absolute path for the engine. */
	readonly context: string;
	/** Undefined or empty for `Dockerfile` in the context. */
	readonly dockerfile?: string;
	readonly tags: readonly string[];
	/** An undefined value comes from the environment, as for `--build-arg NAME`. */
	readonly buildArgs: Readonly<Record<string, string | undefined>>;
	readonly labels: Readonly<Record<string, string>>;
	readonly target?: string;
	readonly platform?: string;
	readonly noCache: boolean;
	readonly pull: boolean;
};

/** The data for a build's request that is not an option. */
type BuildContext = {
	/** Path of the Dockerfile in the tar; its name alone for BuildKit. */
	readonly dockerfile: string;
	/** The environment for build arguments without a value. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Set for BuildKit: the id to cancel the build by, and the session that serves files and credentials. */
	readonly session?: { readonly buildid: string; readonly id: string };
};

/** `docker build -t app:v2 -f Dockerfile.dev --build-arg A=b --target run .`. For the classic builder, the body is a tar. */
export const buildCommand = {
	argv(build: Build): string[] {
		const buildArgs = Object.entries(build.buildArgs).map(([name, value]) =>
			value === undefined ? name : `${name}=${value}`,
		);
		return [
			...['docker', 'build', ...each('-t', build.tags), ...option('-f', build.dockerfile)],
			...each('--build-arg', buildArgs),
			...each('--label', pairWords(build.labels)),
			...option('--target', build.target),
			...option('--platform', build.platform),
			...toggle('--no-cache', build.noCache),
			...toggle('--pull', build.pull),
			build.context,
		];
	},
	/** Like docker's client, it does not send empty maps. */
	request(build: Build, { dockerfile, env, session }: BuildContext): ApiRequest {
		const { buildArgs, labels, target, platform, noCache, pull, tags } = build;
		const filled = Object.keys(buildArgs).map(name => [name, buildArgs[name] ?? env[name] ?? null] as const);
		return post(['build'], {
			dockerfile,
			t: tags,
			buildargs: sortedJson(Object.fromEntries(filled)),
			labels: sortedJson(labels),
			target: target || undefined,
			platform: platform?.toLowerCase() || undefined,
			nocache: noCache,
			pull,
			version: session === undefined ? '1' : '2',
			...(session && { buildid: session.buildid, session: session.id, remote: 'client-session' }),
		});
	},
};

function sortedJson(map: Readonly<Record<string, unknown>>): string | undefined {
	const names = Object.keys(map).sort();
	return names.length === 0 ? undefined : JSON.stringify(Object.fromEntries(names.map(name => [name, map[name]])));
}
