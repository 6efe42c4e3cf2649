import { type Expanded, expandWord, type ShellEnvironment } from '../shell/expand.js';
import { withoutMarkdown } from '../shell/markdown.js';
import { withoutPrefixes } from '../shell/prefixes.js';
import { readShellText } from '../shell/read-text.js';
import { type ShellCommand, ShellSyntaxError, type ShellText } from '../shell/syntax.js';
import { runDefaults } from './defaults.js';
import { readFlags } from './flag-reader.js';
import { globalFlags, ignoredGlobalFlags } from './flags/run-flags.js';
import type { RunOptions } from './options.js';
import { type ParsedRun, parseRunArgv, type Unsupported } from './parse-argv.js';
import type { RunVerb } from './to-argv.js';

/** The `docker run` or `docker create` of a pasted text. */
export type ParsedLine = ParsedRun & {
	/** Reason why the text is not such a command, or docker's message when docker cannot read it; `options` are then the defaults. */
	readonly refusal?: string;
	/** Parts that were removed or expanded as a shell does: prompts, comments, `sudo`, `$PWD`. One sentence each. */
	readonly notes: readonly string[];
	/** Parts that a shell would run or expand, but that are ignored: other commands, redirections, patterns. One sentence each. */
	readonly leftOut: readonly string[];
};

const programs = ['docker', 'podman', 'nerdctl'];

const isProgram = (word: string): boolean => programs.includes((word.split('/').at(-1) ?? '').replace(/\.exe$/, ''));

/** Variables that point docker to another engine, or change its request, as its global flags do. */
const dockerVariables = /^DOCKER_(?:HOST|CONTEXT|TLS\w*|CERT_PATH|API_VERSION|CONFIG|DEFAULT_PLATFORM)$/;

/** An expanded command of the text, with the words before `docker`. */
type Candidate = {
	readonly command: ShellCommand;
	readonly expansions: readonly Expanded[];
	readonly stripped: readonly string[];
	readonly variables: Readonly<Record<string, string>>;
	isUnset(name: string): boolean;
	/** Words after the program's name. */
	readonly args: readonly string[];
};

/**
 * Reads a pasted text as a shell does and parses its `docker run …`, `docker container create …` or `podman run …`. Handles
 * quotes, expansions, continued lines, prompts, comments, `sudo` and variables. Every ignored part is listed in `ParsedLine`.
 */
export function parseRunLine(pasted: string, environment: ShellEnvironment): ParsedLine {
	const { text, removed } = withoutMarkdown(pasted);
	const read = (rootPrompts: boolean): ShellText => {
		const shellText = readShellText(text, { rootPrompts });
		return { ...shellText, prompts: [...removed, ...shellText.prompts] };
	};
	try {
		const plain = read(false);
		const found = runCandidate(plain, environment);
		if (found !== undefined) {
			return readCandidate(found, plain);
		}
		// If no line is a command, read `# docker run …` as a command after a root prompt, not as a comment.
		const rooted = read(true);
		const candidate = runCandidate(rooted, environment);
		return candidate === undefined ? refused(whyNone(rooted)) : readCandidate(candidate, rooted);
	} catch (error) {
		if (error instanceof ShellSyntaxError) {
			return refused(error.message);
		}
		throw error;
	}
}

/** Returns true if a text is a docker command, which must not be pasted into a single field. */
export function isDockerLine(pasted: string, environment: ShellEnvironment): boolean {
	const { text } = withoutMarkdown(pasted);
	try {
		return [false, true].some(rootPrompts =>
			readShellText(text, { rootPrompts }).commands.some(({ words }) => {
				const [program = ''] = withoutPrefixes(words.flatMap(word => expandWord(word, environment).words)).words;
				return isProgram(program);
			}),
		);
	} catch (error) {
		if (error instanceof ShellSyntaxError) {
			return /(?:^|[\s/])(?:docker|podman|nerdctl)\s/.test(text);
		}
		throw error;
	}
}

function refused(refusal: string): ParsedLine {
	return { options: runDefaults, verb: 'run', unsupported: [], errors: [], notes: [], leftOut: [], refusal };
}

const whyNone = ({ commands }: ShellText): string =>
	commands.length === 0 ? 'This text contains no command.' : 'This is not a docker run or docker create command.';

/** Finds the first `docker run` or `docker create`. */
function runCandidate(text: ShellText, environment: ShellEnvironment): Candidate | undefined {
	for (const command of text.commands) {
		const expansions = command.words.map(word => expandWord(word, environment));
		const { words, stripped, variables, isUnset } = withoutPrefixes(expansions.flatMap(({ words }) => words));
		const [program = '', ...args] = words;
		if (isProgram(program) && verbOf(args) !== undefined) {
			return { command, expansions, stripped, variables, isUnset, args };
		}
	}
	return undefined;
}

/** Returns `run` or `create` with the words after it; undefined for another command. */
function verbOf(args: readonly string[]): { verb: RunVerb; words: readonly string[] } | undefined {
	const { rest } = readFlags(args, [...globalFlags, ...ignoredGlobalFlags]);
	const [verb, words] = rest[0] === 'container' ? [rest[1], rest.slice(2)] : [rest[0], rest.slice(1)];
	return verb === 'run' || verb === 'create' ? { verb, words } : undefined;
}

function readCandidate(candidate: Candidate, text: ShellText): ParsedLine {
	const { args } = candidate;
	const globals = readFlags(args, [...globalFlags, ...ignoredGlobalFlags]);
	const { verb, words } = verbOf(args)!;
	const parsed = parseRunArgv(words, verb);
	const unknown = globals.problems[0]?.message ?? parsed.unreadable;
	if (unknown !== undefined) {
		return refused(unknown);
	}
	const unsupported: Unsupported[] = globals.found
		.filter(({ flag }) => !ignoredGlobalFlags.some(ignored => ignored.name === flag.name))
		.map(({ flag, value }) => ({ flag: `--${flag.name}`, ...(flag.takesValue ? { value } : {}) }));
	const ignored = globals.found.filter(({ flag }) => ignoredGlobalFlags.some(each => each.name === flag.name));
	const { options, taken } = withVariables(parsed.options, candidate.variables);
	return {
		...parsed,
		options,
		unsupported: [...unsupported, ...parsed.unsupported],
		notes: [
			...taken.map(name => `${name} is taken from the variable before the command.`),
			...notesOf(candidate, text),
			...ignored.map(({ flag }) => `--${flag.name} does not change the request.`),
			...parsed.notes,
		],
		leftOut: [...surroundingsOf(candidate, options), ...leftOutOf(candidate, text)],
	};
}

/** Applies `A=b docker run -e A …`: docker passes on a variable that is set only for this command. */
function withVariables(
	options: RunOptions,
	variables: Readonly<Record<string, string>>,
): { options: RunOptions; taken: readonly string[] } {
	const taken = options.env.filter(({ name, value }) => value === undefined && Object.hasOwn(variables, name));
	const env = options.env.map(pair =>
		pair.value === undefined && Object.hasOwn(variables, pair.name) ? { ...pair, value: variables[pair.name] } : pair,
	);
	return { options: taken.length > 0 ? { ...options, env } : options, taken: taken.map(({ name }) => name) };
}

/** Variables before the command that change what docker does, and that the form cannot reproduce. */
function surroundingsOf({ variables, isUnset }: Candidate, { env }: RunOptions): string[] {
	const set = Object.entries(variables).flatMap(([name, value]) =>
		dockerVariables.test(name) ? [shortened(`${name}=${value}`)] : [],
	);
	const unset = env.filter(({ name, value }) => value === undefined && isUnset(name)).map(({ name }) => name);
	return [
		...(set.length > 0 ? [`Ignored: ${set.join(' · ')}`] : []),
		...(unset.length > 0 ? [`Not unset as by env: ${unset.join(' · ')}`] : []),
	];
}

function notesOf({ expansions, stripped }: Candidate, { prompts, comments }: ShellText): string[] {
	const filledIn = [...new Set(expansions.flatMap(each => each.filledIn))];
	const takenOff = [...new Set([...prompts, ...stripped, ...comments])];
	return [
		...(takenOff.length > 0 ? [`Removed: ${takenOff.map(shortened).join(' · ')}`] : []),
		...(filledIn.length > 0 ? [`Expanded as in a shell: ${filledIn.map(shortened).join(' · ')}`] : []),
	];
}

function leftOutOf({ command, expansions }: Candidate, { commands }: ShellText): string[] {
	const others = commands.filter(other => other !== command).map(({ source }) => source);
	const cut = [...command.redirections, ...(needsShell(command, commands) ? [command.operator] : []), ...others];
	const left = expansions.flatMap(each => each.left.map(({ source, reason }) => `${shortened(source)}: ${reason}`));
	return [
		...(cut.length > 0 ? [`Ignored: ${[...new Set(cut)].map(shortened).join(' · ')}`] : []),
		...(left.length > 0 ? [`Not expanded: ${[...new Set(left)].join(' · ')}`] : []),
	];
}

/** Returns true if the operator after the command has an effect: `&` has, a `;` at the end of the text has not. */
const needsShell = ({ operator }: ShellCommand, commands: readonly ShellCommand[]): boolean =>
	operator !== '' && (operator !== ';' || commands.length > 1);

/** Maximum length of a quoted part in a message, in characters. */
const maxQuotedLength = 60;

const shortened = (text: string): string => {
	const line = text.replace(/\s+/g, ' ');
	return line.length > maxQuotedLength ? `${line.slice(0, maxQuotedLength - 1)}…` : line;
};
