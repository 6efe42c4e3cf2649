import { parseArgs } from 'node:util';
import { type LogsArgs, readLogsArgs } from './command-line/logs-args.js';
import {
	type CommandName,
	commandNames,
	commands,
	type Flags,
	programFlags,
	type Shell,
	shells,
} from './command-line/table.js';

/** The options of the command line. */
export type Args = {
	readonly host: string | undefined;
	readonly context: string | undefined;
	readonly readOnly: boolean;
	readonly demo: boolean;
	readonly once: boolean;
	readonly json: boolean;
	/** The table lists stopped containers, too, as `docker ps --all`; JSON always has them. */
	readonly all: boolean;
	/** False: a snapshot without statistics, which the engine needs seconds for. */
	readonly stats: boolean;
	/** `key → values`, as `docker ps --filter` takes them. */
	readonly filters: Readonly<Record<string, readonly string[]>>;
	/** The compose project to select, and the only one in a snapshot. */
	readonly project: string | undefined;
	readonly ascii: boolean;
	readonly config: string | undefined;
	/** File to which the dashboard appends a debug log. */
	readonly log: string | undefined;
	/** The logs to open or print; undefined without `logs` and `--logs`. */
	readonly logs: LogsArgs | undefined;
};

/** The options of `plimsoll doctor`. */
export type DoctorArgs = Pick<Args, 'host' | 'context' | 'demo' | 'json' | 'config'>;

/** A mistake, in `command` or in plimsoll's own words. */
type Wrong = { readonly kind: 'wrong'; readonly message: string; readonly command: CommandName | undefined };

export type Parsed =
	| { readonly kind: 'run'; readonly args: Args }
	| { readonly kind: 'completion'; readonly shell: Shell }
	/** A completion script asks for the candidates of a value, behind these words of the line. */
	| { readonly kind: 'values'; readonly of: string; readonly current: string; readonly words: readonly string[] }
	| { readonly kind: 'doctor'; readonly args: DoctorArgs }
	/** The help is that of a command, or of plimsoll itself. */
	| { readonly kind: 'help'; readonly command: CommandName | undefined }
	| { readonly kind: 'version' }
	| { readonly kind: 'licenses' }
	| Wrong;

/** Reads the command line; a `wrong` one comes with the reason in one sentence. */
export function parseCommandLine(argv: readonly string[]): Parsed {
	const { command: word, args } = splitCommand(argv);
	const command = commandNames.find(name => name === word);
	const flag = command === undefined && !hasLogs(argv) ? flagOfLogs(argv) : undefined;
	if (flag !== undefined) {
		return wrong(`--${flag} is an option of "plimsoll logs"`);
	}
	if (word !== undefined && command === undefined) {
		return wrong(`unknown command "${word}" for "plimsoll"; "plimsoll logs ${word}" shows its log`);
	}
	try {
		if (command !== undefined) {
			return parsers[command](args);
		}
		return hasLogs(args) ? parseLogs(args) : parseProgram(args);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return wrong(message.split('. To specify')[0] ?? '', command);
	}
}

/** True for `--logs PROJECT`, which is short for the command. */
const hasLogs = (argv: readonly string[]): boolean => argv.some(arg => /^--logs(=|$)/.test(arg));

/** The name of a flag among these words that only `plimsoll logs` has. */
function flagOfLogs(argv: readonly string[]): string | undefined {
	const flags: Flags = commands.logs.flags;
	return Object.keys(flags).find(
		name =>
			!Object.hasOwn(programFlags, name) &&
			argv.some(arg => arg.split('=', 1)[0] === `--${name}` || arg === `-${flags[name]?.short}`),
	);
}

const wrong = (message: string, command?: CommandName): Wrong => ({ kind: 'wrong', message, command });

/**
 * Takes the first word that is neither a flag nor the value of one out of the arguments: the command. Flags that a command
 * shares with the dashboard may stand before it.
 */
function splitCommand(argv: readonly string[]): { command: string | undefined; args: readonly string[] } {
	if (argv.every(word => word.startsWith('-'))) {
		return { command: undefined, args: argv };
	}
	const { tokens } = parseArgs({
		args: [...argv],
		options: programFlags,
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	const first = tokens.find(token => token.kind === 'positional');
	return first === undefined
		? { command: undefined, args: argv }
		: { command: first.value, args: argv.toSpliced(first.index, 1) };
}

const parsers: Readonly<Record<CommandName, (argv: readonly string[]) => Parsed>> = {
	completion: parseCompletion,
	doctor: parseDoctor,
	logs: parseLogs,
};

function parseCompletion(argv: readonly string[]): Parsed {
	const { values, positionals } = parseArgs({
		args: [...argv],
		options: commands.completion.flags,
		allowPositionals: true,
	});
	if (values.help) {
		return { kind: 'help', command: 'completion' };
	}
	const [name, ...rest] = positionals;
	if (name === 'values') {
		const [of = '', current = '', ...words] = rest;
		return { kind: 'values', of, current, words };
	}
	const shell = shells.find(known => known === name);
	if (shell === undefined || rest.length > 0) {
		return wrong(`completion needs the name of one shell: ${shells.join(', ')}`, 'completion');
	}
	return { kind: 'completion', shell };
}

function parseDoctor(argv: readonly string[]): Parsed {
	const { values } = parseArgs({ args: [...argv], options: commands.doctor.flags, allowPositionals: false });
	if (values.help) {
		return { kind: 'help', command: 'doctor' };
	}
	const { host, context, config } = values;
	return (
		engineConflict(values, 'doctor') ?? {
			kind: 'doctor',
			args: { host, context, config, demo: values.demo ?? false, json: values.json ?? false },
		}
	);
}

/** Returns the mistake in flags that choose an engine. */
function engineConflict(
	{ demo, host, context }: { demo?: boolean; host?: string; context?: string },
	command?: CommandName,
): Wrong | undefined {
	return demo && (host !== undefined || context !== undefined)
		? wrong('--demo connects to no host: leave out --host and --context', command)
		: undefined;
}

function parseProgram(argv: readonly string[]): Parsed {
	const { values } = readProgram(argv);
	if (values.help) {
		return { kind: 'help', command: undefined };
	}
	if (values.version) {
		return { kind: 'version' };
	}
	if (values.licenses) {
		return { kind: 'licenses' };
	}
	return runOf(values, undefined);
}

function parseLogs(argv: readonly string[]): Parsed {
	const { values, positionals } = parseArgs({
		args: [...argv],
		options: commands.logs.flags,
		allowPositionals: true,
	});
	if (values.help) {
		return { kind: 'help', command: 'logs' };
	}
	const logs = readLogsArgs(values, positionals);
	return typeof logs === 'string' ? wrong(logs, 'logs') : runOf(values, logs);
}

/** The values of the dashboard's flags; `plimsoll logs` has some of them. */
type RunValues = ReturnType<typeof readProgram>['values'];

const readProgram = (argv: readonly string[]) =>
	parseArgs({ args: [...argv], options: programFlags, allowPositionals: false });

function runOf(values: RunValues, logs: LogsArgs | undefined): Parsed {
	const command = logs && 'logs';
	const filters = new Map<string, string[]>();
	for (const filter of values.filter ?? []) {
		const at = filter.indexOf('=');
		if (at <= 0) {
			return wrong(`invalid argument "${filter}" for "--filter": bad format of filter (expected name=value)`, command);
		}
		const key = filter.slice(0, at);
		filters.set(key, [...(filters.get(key) ?? []), filter.slice(at + 1)]);
	}
	const conflict = engineConflict(values, command);
	if (conflict) {
		return conflict;
	}
	if (values.project === '') {
		return wrong('--project needs the name of a project', command);
	}
	return {
		kind: 'run',
		args: {
			host: values.host,
			context: values.context,
			readOnly: values['read-only'] ?? false,
			demo: values.demo ?? false,
			once: values.once ?? false,
			json: values.json ?? false,
			all: values.all ?? false,
			stats: !values['no-stats'],
			filters: Object.fromEntries(filters),
			project: values.project,
			ascii: values.ascii ?? false,
			config: values.config,
			log: values.log,
			logs,
		},
	};
}
