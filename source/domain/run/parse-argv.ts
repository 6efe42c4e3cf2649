import { runDefaults } from './defaults.js';
import { readFlags } from './flag-reader.js';
import type { Flag } from './flags/flag.js';
import { ignoredFlags, runFlags, type UnsupportedFlag, unsupportedFlags, windowsFlags } from './flags/run-flags.js';
import { goQuote } from './go-values.js';
import type { RunOptions } from './options.js';
import type { RunVerb } from './to-argv.js';
import { UsageError } from './usage-error.js';

export type Unsupported = { readonly flag: string; readonly value?: string };
/** What docker refuses, in its words; with the value, where it is about the value of a flag. */
export type LineProblem = { readonly message: string; readonly flag?: string; readonly value?: string };

/** What a `docker run` line says. With `errors`, `options` holds what could be understood. */
export type ParsedRun = {
	readonly options: RunOptions;
	readonly verb: RunVerb;
	/** Flags that docker has and we do not follow. */
	readonly unsupported: readonly Unsupported[];
	/** In docker's words. */
	readonly errors: readonly LineProblem[];
	/** Docker's sentence for a flag that it does not have, or that lacks its value: what follows it cannot be trusted. */
	readonly unreadable?: string;
	/** What was read and changes nothing. */
	readonly notes: readonly string[];
};

/** Flags that `docker create` does not have. */
const runOnly = ['detach', 'detach-keys', 'sig-proxy'];

/** More than a form can hold, and than anybody writes: each costs as much as all before it. */
const mostFlags = 1000;

/** Reads the words behind `docker run` or `docker create`. */
export function parseRunArgv(words: readonly string[], verb: RunVerb): ParsedRun {
	const known: readonly (Flag | UnsupportedFlag)[] = [
		...runFlags,
		...unsupportedFlags,
		...ignoredFlags,
		...windowsFlags,
	].filter(flag => verb === 'run' || !runOnly.includes(flag.name));
	const { found, rest, problems } = readFlags(words, known);
	const errors: LineProblem[] = problems.map(({ message, flag }) => ({ message, flag }));
	const unsupported: Unsupported[] = [];
	const notes: string[] = [];
	let options = runDefaults;
	if (found.length > mostFlags) errors.push({ message: `${found.length} flags: more than ${mostFlags} are not read` });
	for (const { flag, value } of found.slice(0, mostFlags)) {
		if (!('read' in flag)) {
			if (changesNothing(flag, value)) {
				notes.push(`--${flag.name} changes nothing in the request.`);
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

/** `--disable-content-trust=false` asks a notary, which we do not. */
const changesNothing = (flag: UnsupportedFlag, value: string): boolean =>
	ignoredFlags.includes(flag) && (flag.name !== 'disable-content-trust' || value === 'true');

/** Source: docker/cli cmd/docker/docker.go, `areFlagsSupported`. */
const windowsOnly = (name: string): string =>
	`"--${name}" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux`;

/** A sentence about the value alone is wrapped as pflag wraps it; one that names its flag came from a later check. */
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
