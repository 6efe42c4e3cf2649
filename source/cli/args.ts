import { parseArgs } from 'node:util';

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
};

export type Parsed =
	| { readonly kind: 'run'; readonly args: Args }
	| { readonly kind: 'help' }
	| { readonly kind: 'version' }
	| { readonly kind: 'wrong'; readonly message: string };

export const usage = `Usage: plimsoll [options]

A Docker dashboard for the terminal. Without a terminal, or with --once, it prints one snapshot.

  -H, --host URL        engine to connect to: unix://, tcp://, ssh://, npipe://
  -c, --context NAME    docker context to use
      --read-only       send nothing that changes the engine
      --demo            a simulated engine; nothing is touched
      --once            print one snapshot of the containers and leave
      --json            the snapshot as JSON, one object per line
      --all             stopped containers in the table, too (JSON always has them)
      --no-stats        the snapshot without statistics, at once
      --filter KEY=VAL  only containers that match, as for docker ps; repeatable
      --project NAME    group the containers and select this compose project;
                        a snapshot has only its containers
      --ascii           draw with ASCII characters only
      --config FILE     read this file instead of the one in the config folder
      --log FILE        append requests, events and keys to a file, for a bug report
  -h, --help            this text
  -v, --version         the version

Exit codes: 0 done, 1 the engine cannot be reached, 2 wrong usage.
Press ? inside for the keys.
`;

const options = {
	host: { type: 'string', short: 'H' },
	context: { type: 'string', short: 'c' },
	'read-only': { type: 'boolean' },
	demo: { type: 'boolean' },
	once: { type: 'boolean' },
	json: { type: 'boolean' },
	all: { type: 'boolean' },
	'no-stats': { type: 'boolean' },
	filter: { type: 'string', multiple: true },
	project: { type: 'string' },
	ascii: { type: 'boolean' },
	config: { type: 'string' },
	log: { type: 'string' },
	help: { type: 'boolean', short: 'h' },
	version: { type: 'boolean', short: 'v' },
} as const;

/** Reads the command line; a `wrong` one comes with the reason in one sentence. */
export function parseCommandLine(argv: readonly string[]): Parsed {
	let values: ReturnType<typeof read>;
	try {
		values = read(argv);
	} catch (error) {
		return {
			kind: 'wrong',
			message: (error instanceof Error ? error.message : String(error)).split('. To specify')[0] ?? '',
		};
	}
	if (values.help) {
		return { kind: 'help' };
	}
	if (values.version) {
		return { kind: 'version' };
	}
	const filters = new Map<string, string[]>();
	for (const filter of values.filter ?? []) {
		const at = filter.indexOf('=');
		if (at <= 0) {
			return {
				kind: 'wrong',
				message: `invalid argument "${filter}" for "--filter": bad format of filter (expected name=value)`,
			};
		}
		const key = filter.slice(0, at);
		filters.set(key, [...(filters.get(key) ?? []), filter.slice(at + 1)]);
	}
	if (values.demo && (values.host !== undefined || values.context !== undefined)) {
		return { kind: 'wrong', message: '--demo connects to no host: leave out --host and --context' };
	}
	if (values.project === '') {
		return { kind: 'wrong', message: '--project needs the name of a project' };
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
		},
	};
}

const read = (argv: readonly string[]) => parseArgs({ args: [...argv], options, allowPositionals: false }).values;
