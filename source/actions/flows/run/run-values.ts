import { quote, ShellWordsError, splitShellWords } from '../../../domain/command.js';
import { runFlags } from '../../../domain/run/flags/run-flags.js';
import type { RunOptions } from '../../../domain/run/options.js';
import { type ParsedRun, parseRunArgv, runOnly } from '../../../domain/run/parse-argv.js';
import type { RunVerb } from '../../../domain/run/to-argv.js';
import { flagFields, hasField, type RunValues } from './run-fields.js';

/** The folders that a shell would insert into a path. */
export type Folders = { readonly cwd: string; readonly home: string | undefined };

/** Splits a text as a shell would; no words for an unclosed quote, which the field shows as its error. */
function wordsIn(text: string): readonly string[] {
	try {
		return splitShellWords(text);
	} catch (error) {
		if (error instanceof ShellWordsError) {
			return [];
		}
		throw error;
	}
}

/** Expands `~`, `$HOME`, `$PWD` and `$(pwd)` at the start of a row, as a shell would. */
export function expandPath(text: string, { cwd, home }: Folders): string {
	const here = text.replace(/^(\$\(pwd\)|`pwd`|\$PWD|\$\{PWD\})(?=$|[/:])/, () => cwd);
	return home === undefined ? here : here.replace(/^(~|\$HOME|\$\{HOME\})(?=$|[/:])/, () => home);
}

/** The flag and value of a row of mounts: `-v`, unless the row names another flag or is in `--mount`'s grammar. */
export function mountWords(row: string, folders: Folders): readonly [flag: string, value: string] {
	const [, flag, value] = /^(-v|--volume|--mount|--tmpfs)[=\s]\s*(.*)$/.exec(row) ?? [];
	if (flag === '--mount' || flag === '--tmpfs') {
		return [flag, value ?? ''];
	}
	if (flag === undefined && /^(type|source|src|target|dst|destination)=[^:]*,/.test(row)) {
		return ['--mount', row];
	}
	return ['--volume', expandPath(value ?? row, folders)];
}

/** The words after `docker run` for the values of a form. */
export function runWords(values: RunValues, folders: Folders): readonly string[] {
	const texts = flagFields.text.flatMap(name => {
		const text = values[name].trim();
		if (text === '' || (name === 'restart' && text === 'no')) {
			return [];
		}
		return [`--${name}`, name === 'entrypoint' && /^(''|"")$/.test(text) ? '' : text];
	});
	const rows = flagFields.rows.flatMap(name =>
		values[name].flatMap(row => {
			if (name === 'volume') {
				return mountWords(row, folders);
			}
			// The value of a variable may end in a blank; a port or a network never does.
			const exact = name === 'publish' || name === 'network' ? row.trim() : row;
			return [`--${name}`, name === 'env-file' ? expandPath(exact, folders) : exact];
		}),
	);
	return [
		...values.other.flatMap(wordsIn),
		...wordsIn(values.mode),
		...flagFields.toggle.filter(name => values[name]).map(name => `--${name}`),
		...texts,
		...rows,
		values.image.trim(),
		...wordsIn(values.command.trim()),
	];
}

/** Reads the values of a form as docker reads the same line. */
export const readValues = (values: RunValues, verb: RunVerb, folders: Folders): ParsedRun =>
	parseRunArgv(runWords(values, folders), verb);

/** The values that stand for the same line as these options; flags without a field are in `other`. */
export function valuesOf(options: RunOptions, verb: RunVerb): RunValues {
	const written = (name: string) => runFlags.find(flag => flag.name === name)?.write(options) ?? [];
	const text = (name: string) => written(name)[1] ?? '';
	const rows = (name: string) => pairsOf(written(name)).map(rowOf);
	const letters = [options.detach && verb === 'run' && 'd', options.interactive && 'i', options.tty && 't'];
	const mode = letters.filter(Boolean).join('');
	return {
		image: options.image,
		name: text('name'),
		command: quote(options.command),
		mode: mode === '' ? '' : `-${mode}`,
		publish: rows('publish'),
		env: rows('env'),
		volume: rows('volume'),
		cpus: text('cpus'),
		memory: text('memory'),
		restart: options.restart,
		entrypoint: options.entrypoint === '' ? "''" : text('entrypoint'),
		'env-file': rows('env-file'),
		network: rows('network'),
		user: text('user'),
		workdir: text('workdir'),
		hostname: text('hostname'),
		label: rows('label'),
		'memory-swap': text('memory-swap'),
		'cpu-period': text('cpu-period'),
		'cpu-quota': text('cpu-quota'),
		'pids-limit': text('pids-limit'),
		rm: options.rm,
		init: options.init === true,
		privileged: options.privileged,
		'read-only': options.readOnly,
		other: otherRows(options, verb),
	};
}

const rowOf = ([flag, value]: readonly [string, string]): string =>
	flag === '--mount' || flag === '--tmpfs' ? `${flag} ${value}` : value;

/** The flags without a field, one a row. */
function otherRows(options: RunOptions, verb: RunVerb): readonly string[] {
	const carried = runFlags.filter(({ name }) => !hasField(name) && (verb === 'run' || !runOnly.includes(name)));
	const rows = carried.flatMap(flag => {
		const words = flag.write(options);
		return flag.takesValue ? pairsOf(words).map(quote) : words;
	});
	return options.init === false ? [...rows, '--init=false'] : rows;
}

function pairsOf(words: readonly string[]): readonly (readonly [string, string])[] {
	return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ''] as const] : []));
}
