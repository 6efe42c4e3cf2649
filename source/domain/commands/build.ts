import { each, option, pairWords, toggle } from './api-request.js';

/** What `docker build` is told. */
export type BuildCommand = {
	/** The context folder, as it shall be shown. */
	readonly context: string;
	readonly dockerfile?: string;
	readonly tags: readonly string[];
	/** An undefined value is taken from the environment, as `--build-arg NAME` does. */
	readonly buildArgs: Readonly<Record<string, string | undefined>>;
	readonly labels: Readonly<Record<string, string>>;
	readonly target?: string;
	readonly platform?: string;
	readonly noCache: boolean;
	readonly pull: boolean;
};

/** `docker build -t app:v2 -f Dockerfile.dev --build-arg A=b --target run .` */
export function buildArgv(build: BuildCommand): string[] {
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
}
