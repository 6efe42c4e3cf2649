/**
 * The candidates that a shell completes a value with: files, contexts and engines' addresses of this machine, names on the
 * engine, `KEY=VAL` filters, or these words.
 */
export type Completes = 'file' | 'contexts' | 'hosts' | 'projects' | 'filters' | 'containers' | readonly string[];

/** A command line, and what it does as a phrase. */
export type Example = { readonly line: string; readonly does: string };

/** A flag, with the fields of `parseArgs`. */
export type Flag = {
	readonly type: 'boolean' | 'string';
	readonly short?: string;
	/** The flag may be given several times. */
	readonly multiple?: boolean;
	/** The name of its value in help, for a `string`. */
	readonly value?: string;
	readonly completes?: Completes;
	/** One sentence without a full stop, as help shows it. */
	readonly description: string;
	/** Further sentences for the man page. */
	readonly details?: string;
	readonly example?: Example;
};

export type Flags = Readonly<Record<string, Flag>>;

/** A word after `plimsoll` that does something else than the dashboard. */
export type Command = {
	readonly summary: string;
	/** Paragraphs for help and the man page. */
	readonly details: readonly string[];
	/** The words after the command. */
	readonly operand?: { readonly name: string; readonly completes: Completes; readonly many?: boolean };
	readonly flags: Flags;
	readonly examples: readonly Example[];
};

const host = {
	type: 'string',
	short: 'H',
	value: 'URL',
	completes: 'hosts',
	description: 'engine to connect to: unix://, tcp://, ssh://, npipe://',
	details: 'It overrides DOCKER_HOST and the context, as for the docker CLI.',
	example: { line: 'plimsoll -H ssh://me@server', does: 'open the engine of another machine' },
} as const satisfies Flag;

const context = {
	type: 'string',
	short: 'c',
	value: 'NAME',
	completes: 'contexts',
	description: 'docker context to use',
	details: 'Without it, DOCKER_CONTEXT or the current context of docker is used.',
	example: { line: 'plimsoll -c prod --read-only', does: 'look at a context without touching it' },
} as const satisfies Flag;

const demo = { type: 'boolean', description: 'a simulated engine; nothing is touched' } as const satisfies Flag;

const json = {
	type: 'boolean',
	description: 'the snapshot as JSON, one object per line',
	example: {
		line: 'plimsoll --json --no-stats | jq -r \'select(.health == "unhealthy").name\'',
		does: 'print the names of the unhealthy containers',
	},
} as const satisfies Flag;

const config = {
	type: 'string',
	value: 'FILE',
	completes: 'file',
	description: 'read this file instead of the one in the config folder',
} as const satisfies Flag;

const help = { type: 'boolean', short: 'h', description: 'print this help' } as const satisfies Flag;

const readOnly = { type: 'boolean', description: 'send nothing that changes the engine' } as const satisfies Flag;

const project = {
	type: 'string',
	value: 'NAME',
	completes: 'projects',
	description: 'group the containers and select this compose project; a snapshot has only its containers',
} as const satisfies Flag;

const ascii = { type: 'boolean', description: 'draw with ASCII characters only' } as const satisfies Flag;

const log = {
	type: 'string',
	value: 'FILE',
	completes: 'file',
	description: 'append requests, events and keys to a file, for a bug report',
	details: 'The file has no secrets and no values of queries. Only its owner can read it.',
} as const satisfies Flag;

const logs = {
	type: 'string',
	multiple: true,
	value: 'PROJECT',
	completes: 'projects',
	description: 'the logs of a compose project, as "plimsoll logs"; repeatable',
} as const satisfies Flag;

/** The flags of the dashboard and of the snapshot, in the order of help. */
export const programFlags = {
	host,
	context,
	'read-only': readOnly,
	demo,
	once: { type: 'boolean', description: 'print one snapshot of the containers and leave' },
	json,
	all: { type: 'boolean', description: 'stopped containers in the table, too (JSON always has them)' },
	'no-stats': {
		type: 'boolean',
		description: 'the snapshot without statistics, at once',
		details: 'The engine needs two seconds to measure.',
	},
	filter: {
		type: 'string',
		multiple: true,
		value: 'KEY=VAL',
		completes: 'filters',
		description: 'only containers that match, as for docker ps; repeatable',
		example: {
			line: 'plimsoll --filter status=exited --filter label=team=web',
			does: 'show the containers of one label that have exited',
		},
	},
	project,
	ascii,
	config,
	log,
	logs,
	help,
	version: { type: 'boolean', short: 'v', description: 'print the version' },
	licenses: { type: 'boolean', description: 'print the licences of what is inside' },
} as const satisfies Flags;

export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** The commands, by their names. Each has all its flags, those that it shares with the dashboard too. */
export const commands = {
	completion: {
		summary: 'print the completion script of a shell',
		details: [
			'The script completes commands, flags and their values: contexts, files, and the names of containers and compose projects, which the engine is asked for. A shell waits one second for them at most.',
		],
		operand: { name: 'SHELL', completes: shells },
		flags: { help },
		examples: [
			{ line: 'eval "$(plimsoll completion bash)"', does: 'in ~/.bashrc: complete in bash' },
			{ line: 'eval "$(plimsoll completion zsh)"', does: 'in ~/.zshrc, after compinit: complete in zsh' },
			{ line: 'plimsoll completion fish | source', does: 'in ~/.config/fish/config.fish: complete in fish' },
		],
	},
	doctor: {
		summary: 'print a page about plimsoll and its surroundings, for a bug report',
		details: [
			'The page has the versions, the terminal and its answers, the colours, the engine with its latency, the plugins, and the problems of the config file. It has no secrets: passwords and the values of unknown variables are masked, and the home folder is ~. Names of hosts and users in addresses are shown.',
		],
		flags: {
			host,
			context,
			demo,
			json: { ...json, description: 'the page as JSON' },
			config,
			help,
		},
		examples: [
			{ line: 'plimsoll doctor > report.txt', does: 'write the page to a file' },
			{ line: 'plimsoll -c prod doctor --json', does: 'print the page about a context as JSON' },
		],
	},
	logs: {
		summary: 'open the logs of containers as one, or print them',
		details: [
			'A NAME is that of a container, a service or a project, project/service, or a pattern with * and ?. Without a name, the logs of all containers are shown.',
			'Without a terminal, with --once, and with flags that the log view does not have, the lines are printed in the order of the stamps that the engine gave them.',
		],
		operand: { name: 'NAME', completes: 'containers', many: true },
		flags: {
			follow: { type: 'boolean', short: 'f', description: 'go on with new lines, also after a restart' },
			since: { type: 'string', value: 'TIME', description: 'print lines from 15m ago, or from a time' },
			until: { type: 'string', value: 'TIME', description: 'print lines up to a time' },
			tail: { type: 'string', short: 'n', value: 'N', description: 'print the last lines of each container' },
			timestamps: { type: 'boolean', short: 't', description: "the engine's stamp in front of each line" },
			raw: { type: 'boolean', description: 'lines as they were written, not as sentences' },
			'no-prefix': { type: 'boolean', description: 'print no names in front of the lines' },
			'no-color': { type: 'boolean', description: 'print no colours, which only a terminal gets' },
			once: { type: 'boolean', description: 'print the lines, on a terminal as well' },
			json: { ...json, description: 'print the lines as JSON, one object per line' },
			logs: { ...logs, description: 'the logs of a compose project; repeatable' },
			project: { ...project, description: 'only containers of this compose project' },
			host,
			context,
			'read-only': readOnly,
			demo,
			ascii,
			config,
			log,
			help,
		},
		examples: [
			{ line: 'plimsoll logs web db', does: 'open two logs as one' },
			{ line: 'plimsoll logs -f --since 15m shop | grep -i error', does: 'follow the errors of a project' },
		],
	},
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as readonly CommandName[];

/** The description of the program, for help and the man page. */
export const summary =
	'A Docker dashboard for the terminal. Without a terminal, or with --once, it prints one snapshot.';

export const exitCodes = [
	[0, 'done'],
	[1, 'the engine cannot be reached, or a log cannot be read'],
	[2, 'wrong usage'],
	[130, 'Ctrl-c in printed logs'],
] as const;

/** The variables that plimsoll reads, for the man page. */
export const environment = [
	['DOCKER_HOST, DOCKER_CONTEXT', 'engine to connect to, without --host and --context'],
	['DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH', 'TLS for a tcp:// address, as for the docker CLI'],
	['DOCKER_API_VERSION', 'version of the API to speak'],
	['DOCKER_CONFIG', "folder of docker's config.json; ~/.docker by default"],
	['NO_COLOR, COLORTERM, TERM', 'colours of the terminal'],
	['PLIMSOLL_COMPLETION_TIMEOUT', 'milliseconds that a shell waits for names on the engine; 1000 by default'],
] as const;

export const files = [
	['$XDG_CONFIG_HOME/plimsoll/config.yaml', 'settings, keys and colours; ~/.config by default'],
	['$XDG_CACHE_HOME/plimsoll/', 'compiled code for the next start; ~/.cache by default'],
] as const;

/** The date of the last change of this table, in the foot of the man page. */
export const revised = '2026-11-30';
