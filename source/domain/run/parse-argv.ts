import { runDefaults } from './defaults.js';
import { readFlags } from './flag-reader.js';
import type { Flag } from './flags/flag.js';
import { ignoredFlags, runFlags, type UnsupportedFlag, unsupportedFlags, windowsFlags } from './flags/run-flags.js';
import type { RunOptions } from './options.js';
import type { RunVerb } from './to-argv.js';
import { UsageError } from './usage-error.js';
import { goQuote } from './values/go-values.js';

export type Unsupported = { readonly flag: string; readonly value?: string };
/** Docker's error message; with the value, if the message is about the value of a flag. */
export type LineProblem = { readonly message: string; readonly flag?: string; readonly value?: string };

/** A parsed `docker run` line. If there are `errors`, `options` contains the valid part. */
export type ParsedRun = {
	readonly options: RunOptions;
	readonly verb: RunVerb;
	/** Flags of docker that are not supported here. */
	readonly unsupported: readonly Unsupported[];
	/** Docker's messages. */
	readonly errors: readonly LineProblem[];
	/** Docker's message for an unknown flag or a missing value: the words after it may be misread. */
	readonly unreadable?: string;
	/** Messages about flags that have no effect. */
	readonly notes: readonly string[];
};

/** Flags that `docker create` does not have. */
export const runOnly: readonly string[] = ['detach', 'detach-keys', 'sig-proxy'];

/** Each flag takes as much time as all before it, so the number of flags is limited. */
const mostFlags = 1000;

/** Reads the words after `docker run` or `docker create`. */
export function parseRunArgv(words: readonly string[], verb: RunVerb): ParsedRun {
	const flags: readonly (Flag | UnsupportedFlag)[] = [
		...runFlags,
		...unsupportedFlags,
		...ignoredFlags,
		...windowsFlags,
	].filter(flag => verb === 'run' || !runOnly.includes(flag.name));
	const { found, rest, problems } = readFlags(words, flags);
	const errors: LineProblem[] = problems.map(({ message, flag }) => ({ message, flag }));
	const unsupported: Unsupported[] = [];
	const notes: string[] = [];
	let options = runDefaults;
	if (found.length > mostFlags) {
		errors.push({ message: `${found.length} flags: more than ${mostFlags} are not read` });
	}
	for (const { flag, value } of found.slice(0, mostFlags)) {
		if (!('read' in flag)) {
			if (changesNothing(flag, value)) {
				notes.push(`--${flag.name} does not change the request.`);
			} else if (windowsFlags.includes(flag)) {
				errors.push({ message: windowsOnly(flag.name), flag: `--${flag.name}`, value });
			} else {
				unsupported.push({ flag: `--${flag.name}`, ...(flag.takesValue || value !== 'true' ? { value } : {}) });
			}
			continue;
		}
		try {
			options = flag.read(options, value);
		} catch (error) {
			errors.push(problemOf(error, flag, value));
		}
	}
	const [image, ...command] = rest;
	if (image === undefined) {
		errors.push({ message: `'docker ${verb}' requires at least 1 argument` });
	}
	const unreadable = problems[0]?.message;
	return {
		options: { ...options, image: image ?? '', command },
		...{ verb, unsupported, errors, notes },
		...(unreadable !== undefined && { unreadable }),
	};
}

/** `--disable-content-trust=false` verifies the image with a notary, which is not supported here. */
const changesNothing = (flag: UnsupportedFlag, value: string): boolean =>
	ignoredFlags.includes(flag) && (flag.name !== 'disable-content-trust' || value === 'true');

/** Source: docker/cli cmd/docker/docker.go, `areFlagsSupported`. */
const windowsOnly = (name: string): string =>
	`"--${name}" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux`;

/** Wraps a message about the value as pflag does. A message that names its flag comes from a later check and stays. */
function problemOf(error: unknown, flag: Flag, value: string): LineProblem {
	if (!(error instanceof UsageError)) {
		throw error;
	}
	const names = flag.short === undefined ? `--${flag.name}` : `-${flag.short}, --${flag.name}`;
	return {
		message:
			error.flag === undefined
				? `invalid argument ${goQuote(value)} for "${names}" flag: ${error.message}`
				: error.message,
		flag: `--${flag.name}`,
		value,
	};
}
