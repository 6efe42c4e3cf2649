import { builtinModules } from 'node:module';

/** The rooms of the house, each with the rooms it may import. A room with a deeper path wins over the one around it. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
	// The start puts the rooms together, so it may import all of them.
	'cli.tsx': [
		'ui',
		'runtime',
		'actions',
		'state',
		'terminal',
		'config',
		'engine',
		'engine/docker',
		'engine/demo',
		'disk',
		'processes',
		'platform',
		'domain',
	],
	'source/ui': ['runtime:types', 'actions', 'state', 'panes', 'platform', 'domain'],
	'source/runtime': ['actions', 'state', 'panes', 'engine', 'disk', 'platform', 'domain'],
	'source/actions': ['state', 'panes', 'engine:types', 'domain'],
	'source/state': ['panes', 'domain'],
	'source/panes': ['domain'],
	'source/engine/docker': ['engine', 'disk', 'processes', 'platform', 'domain'],
	'source/engine/demo': ['engine', 'domain'],
	'source/engine': ['domain'],
	'source/terminal': ['processes', 'domain'],
	'source/config': ['domain'],
	'source/disk': ['domain'],
	'source/processes': [],
	'source/domain': [],
	// Tricks on Node and V8 are independent of the other rooms.
	'source/platform': [],
};

/** Packages that only some rooms may import, type-only imports included. `node:*` stands for all of Node's modules. */
export const reserved: readonly { packages: RegExp; rooms: readonly string[] }[] = [
	{ packages: /^(react|react-reconciler|ink|ink-.*)(\/|$)/, rooms: ['cli.tsx', 'source/ui'] },
	{ packages: /^(dockerode|docker-modem)(\/|$)/, rooms: ['source/engine/docker'] },
	// Each child process is started through execa, by one room. No file of the app is an exception.
	{ packages: /^node:child_process$/, rooms: [] },
	{ packages: /^execa$/, rooms: ['source/processes'] },
	{
		packages: /^(node:.*|tar-fs|tar-stream)$/,
		rooms: [
			'cli.tsx',
			'source/engine/docker',
			'source/runtime',
			'source/terminal',
			'source/config',
			'source/disk',
			'source/platform',
			'source/processes',
		],
	},
];

/**
 * The only file of the app that constructs an AbortController. The engines behind the port may construct theirs, for their
 * own deadlines and processes, and keep them to themselves.
 */
export const controllerFile = 'source/runtime/concurrency/scope.ts';

/**
 * The only files of the app that read the machine's wall clock, which may be set at any time: for display, never for a
 * duration. Durations go by `performance.now()` or the runtime's `Clock.now()`.
 */
export const wallClockFiles = [
	'source/runtime/clock.ts',
	'source/engine/demo/world/clock.ts',
	'source/cli/crash.ts',
	// Ages of files.
	'source/platform/code-cache.ts',
	'source/cli/debug-log.ts',
];

export const maxLines = 300;

export const fileName = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|bench|d))?\.(ts|tsx|mjs)$/;

/** The room that a file belongs to: the longest matching key of `rooms`, or undefined outside the app. */
export function roomOf(file: string): string | undefined {
	// The parts of cli.tsx, by the same rules.
	if (file.startsWith('source/cli/')) {
		return 'cli.tsx';
	}
	const inside = Object.keys(rooms).filter(room => file === room || file.startsWith(`${room}/`));
	return inside.sort((a, b) => b.length - a.length)[0];
}

/** Returns the reason why a file of one room may not import a file of the other; undefined if it may. */
export function forbiddenRoom(from: string, to: string, typeOnly: boolean): string | undefined {
	if (from === to) {
		return undefined;
	}
	const name = to.replace(/^source\//, '');
	const allowed = rooms[from] ?? [];
	if (allowed.includes(name) || (typeOnly && allowed.includes(`${name}:types`))) {
		return undefined;
	}
	const words = `${from.replace(/^source\//, '')} must not import ${name}`;
	return allowed.includes(`${name}:types`) ? `${words} except for types` : words;
}

/** Returns the reason why a room may not import a package; undefined if it may. */
export function forbiddenPackage(room: string, specifier: string): string | undefined {
	if (builtinModules.includes(specifier)) {
		return `write node:${specifier}`;
	}
	const rule = reserved.find(({ packages }) => packages.test(specifier));
	if (rule === undefined || rule.rooms.includes(room)) {
		return undefined;
	}
	return rule.rooms.length === 0
		? `${specifier} is for no file`
		: `${specifier} belongs to ${rule.rooms.map(name => name.replace(/^source\//, '')).join(', ')}`;
}
