import { ShellWordsError, splitShellWords } from '../command.js';
import { runDefaults } from './defaults.js';
import { readFlags } from './flag-reader.js';
import { globalFlags } from './flags/run-flags.js';
import { type ParsedRun, parseRunArgv, type Unsupported } from './parse-argv.js';
import { shellNotes } from './shell-notes.js';
import type { RunVerb } from './to-argv.js';

/**
 * Reads a pasted `docker run …`, `docker container create …` or `podman run …`: quotes, lines continued with `\`, a
 * leading prompt, `sudo` and variables before the command. Nothing is dropped: what is not understood is in `errors`,
 * what we do not follow in `unsupported`, what the shell would have done in `notes`.
 */
export function parseRunLine(text: string): ParsedRun {
	let words: string[];
	try {
		words = splitShellWords(text.trim().replace(/^[$#>%]\s+/, ''));
	} catch (error) {
		if (!(error instanceof ShellWordsError)) {
			throw error;
		}
		return failed(error.message);
	}
	const notes = shellNotes(text);
	while (/^[A-Za-z_]\w*=/.test(words[0] ?? '')) {
		notes.push(`${words.shift()} is set for the command only; it is not used here`);
	}
	if (words[0] === 'sudo') {
		words.shift();
		while (words[0]?.startsWith('-')) {
			words.shift();
		}
	}
	const program = words.shift()?.split('/').at(-1);
	if (program !== 'docker' && program !== 'podman' && program !== 'nerdctl') {
		return failed('this is no docker run line');
	}
	const { found, rest, problems } = readFlags(words, globalFlags);
	const [verb, args] = rest[0] === 'container' ? [rest[1], rest.slice(2)] : [rest[0], rest.slice(1)];
	if (verb !== 'run' && verb !== 'create') {
		return failed(problems[0]?.message ?? 'this is no docker run line');
	}
	const parsed = parseRunArgv(args, verb as RunVerb);
	const globals: Unsupported[] = found.map(({ flag, value }) => ({
		flag: `--${flag.name}`,
		...(flag.takesValue ? { value } : {}),
	}));
	return {
		...parsed,
		unsupported: [...globals, ...parsed.unsupported],
		errors: [...problems.map(({ message, flag }) => ({ message, flag })), ...parsed.errors],
		notes,
	};
}

function failed(message: string): ParsedRun {
	return { options: runDefaults, verb: 'run', unsupported: [], errors: [{ message }], notes: [] };
}
