import { parseReference, type Reference } from '../registry/reference.js';
import { UsageError } from '../run/usage-error.js';
import { type Command, each, option, post } from './api-request.js';

/** The options of `docker commit`. */
export type Commit = {
	/** `team/app:v2`; empty for an image without a name. */
	readonly reference: string;
	readonly author: string;
	readonly message: string;
	readonly pause: boolean;
	/** Dockerfile instructions: `CMD ["sh"]`. */
	readonly changes: readonly string[];
};

/** `docker commit --author … --message … --change … web team/app:v2`. */
export const commitCommand: Command<Commit> = {
	argv: (container, { reference, author, message, pause, changes }) => [
		...['docker', 'commit', ...option('--author', author), ...option('--message', message)],
		...each('--change', changes),
		...(pause ? [] : ['--pause=false']),
		...[container, ...(reference === '' ? [] : [reference])],
	],
	/** Like docker's client, it sends empty texts, too. Throws UsageError for an invalid reference and for one with a digest. */
	request(container, { reference, author, message, pause, changes }) {
		const target = reference === '' ? undefined : taggable(reference);
		return post(['commit'], {
			author,
			changes,
			comment: message,
			container,
			pause: pause ? undefined : '0',
			repo: target === undefined ? '' : `${target.domain}/${target.path}`,
			tag: target === undefined ? '' : (target.tag ?? 'latest'),
		});
	},
};

/** Parses a reference for a new tag. Throws UsageError for an invalid reference and for one with a digest. */
export function taggable(text: string): Reference {
	const parsed = parseReference(text);
	if (!parsed.ok) {
		throw new UsageError(parsed.error);
	}
	if (parsed.value.digest !== undefined) {
		throw new UsageError('refusing to create a tag with a digest reference');
	}
	return parsed.value;
}

/** Instructions that `docker commit --change` accepts. Source: moby builder/dockerfile/builder.go, validCommitCommands. */
const allowedInstructions = [
	'CMD',
	'ENTRYPOINT',
	'ENV',
	'EXPOSE',
	'HEALTHCHECK',
	'LABEL',
	'ONBUILD',
	'STOPSIGNAL',
	'USER',
	'VOLUME',
	'WORKDIR',
];

/** Returns the reason why the engine would reject a `--change` line; undefined when it would accept it. */
export function instructionProblem(line: string): string | undefined {
	const [word = '', ...rest] = line.trim().split(/\s+/);
	if (!allowedInstructions.includes(word.toUpperCase())) {
		return `${word} is not a valid change command`;
	}
	return rest.length === 0 ? `${word.toUpperCase()} needs a value` : undefined;
}
