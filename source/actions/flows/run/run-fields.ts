import { quote } from '../../../domain/command.js';
import type { ImageDetail } from '../../../domain/nouns/image.js';
import { runFlags } from '../../../domain/run/flags/run-flags.js';
import type { RunVerb } from '../../../domain/run/to-argv.js';
import { openChoice, plainOptions, rows, text, toggle, type ValuesOf } from '../../../state/modals/form-fields.js';
import type { Field, FormValues } from '../../../state/modals/modal.js';

/** The facts about an image that the form shows. */
export type ImageFacts = Pick<ImageDetail, 'entrypoint' | 'cmd' | 'exposedPorts' | 'volumes' | 'user' | 'workdir'>;

const modes: Readonly<Record<RunVerb, NonNullable<Field['choices']>>> = {
	run: [
		{ value: '-d', label: 'in the background (-d)' },
		{ value: '-it', label: 'with a terminal (-it)' },
		{ value: '', label: 'foreground' },
	],
	create: [
		{ value: '', label: 'without a terminal' },
		{ value: '-it', label: 'with a terminal (-it)' },
	],
};

type Suggestions = {
	/** The facts about the image that the form names; undefined while they are unknown. */
	factsOf(values: FormValues): ImageFacts | undefined;
	suggestPort(text: string, values: FormValues): readonly string[];
	suggestNetwork(text: string): readonly string[];
};

/**
 * The fields of the run form. A field that stands for a flag has the flag's name, so that errors, values and the command line
 * need no table; `image`, `command`, `mode` and `other` are our own.
 */
export const runFields = (verb: RunVerb, suggestions: Suggestions) => ({
	...mainFields(verb, suggestions),
	...advancedFields(suggestions),
});

export type RunFields = ReturnType<typeof runFields>;
export type RunValues = ValuesOf<RunFields>;

const mainFields = (verb: RunVerb, { factsOf, suggestPort }: Suggestions) => ({
	image: text('Image', { completes: 'images', once: true, oneWord: true }),
	name: text('Name', { placeholder: 'a random name', once: true, oneWord: true }),
	command: text('Command', {
		placeholder: values => quote(factsOf(values)?.cmd ?? []),
		help: 'replaces the image’s command',
	}),
	mode: openChoice('Mode', modes[verb]),
	publish: rows('Ports', {
		placeholder: 'host:container',
		help: '[ip:][host:]container[/udp], also ranges; without a host port: a free one',
		suggest: suggestPort,
	}),
	env: rows('Environment', { placeholder: 'NAME=value' }),
	volume: rows('Mounts', {
		placeholder: 'data:/data  /home:/test:ro',
		help: '/path (anonymous), volume:/path, /host:/path[:ro], or --mount … or --tmpfs …',
		completes: 'mounts',
		suggest: (text, values) => (/^[^:]+:$/.test(text) ? (factsOf(values)?.volumes ?? []).map(path => text + path) : []),
	}),
	cpus: text('CPUs', { placeholder: 'no limit', help: 'cores, such as 0.5 or 2' }),
	memory: text('Memory', { placeholder: 'no limit', help: 'such as 300m or 2g' }),
	restart: openChoice('Restart', plainOptions(['no', 'always', 'unless-stopped', 'on-failure'])),
});

const advancedFields = ({ factsOf, suggestNetwork }: Suggestions) => ({
	entrypoint: text('Entrypoint', {
		placeholder: values => quote(factsOf(values)?.entrypoint ?? []),
		help: "one program, replaces the image’s entrypoint; '' removes it",
		advanced: true,
	}),
	'env-file': rows('Env files', { placeholder: './.env', completes: 'paths', advanced: true }),
	network: rows('Network', {
		placeholder: 'bridge',
		help: 'a network’s name, host, none, container:NAME, or name=…,alias=…,ip=…',
		completes: 'networks',
		suggest: suggestNetwork,
		advanced: true,
	}),
	user: text('User', {
		placeholder: values => factsOf(values)?.user ?? '',
		help: 'name, uid, or uid:gid',
		advanced: true,
	}),
	workdir: text('Working dir', {
		placeholder: values => factsOf(values)?.workdir ?? '',
		help: 'in the container',
		advanced: true,
	}),
	hostname: text('Host name', { placeholder: 'the short id', advanced: true }),
	label: rows('Labels', { placeholder: 'name=value', advanced: true }),
	'memory-swap': text('Memory + swap', { help: 'memory and swap together; -1: unlimited swap', advanced: true }),
	'cpu-period': text('CPU period', { placeholder: '100000', help: 'microseconds', advanced: true }),
	'cpu-quota': text('CPU quota', {
		help: 'microseconds of CPU in each period: 20000 of 100000 is a fifth of a core',
		advanced: true,
	}),
	'pids-limit': text('Processes', { placeholder: 'no limit', advanced: true }),
	rm: toggle('Remove on exit', { help: '--rm: also removes anonymous volumes', advanced: true }),
	init: toggle('Init', { help: '--init: forwards signals and reaps processes', advanced: true }),
	privileged: toggle('Privileged', { help: 'all capabilities and devices: use with care', advanced: true }),
	'read-only': toggle('Read-only', { help: 'the root file system; mounts stay writable', advanced: true }),
	other: rows('Other flags', {
		placeholder: '--cap-add NET_ADMIN',
		help: 'any other docker run flag, one per row',
		suggest: text => (text.startsWith('-') ? otherFlags : []),
		advanced: true,
	}),
});

type NamesOf<V> = { [K in keyof RunValues]: RunValues[K] extends V ? K : never }[keyof RunValues];
/** The names of the fields of one kind. */
export type TextName = NamesOf<string>;
export type RowsName = NamesOf<readonly string[]>;

/** The fields that are named after a flag, by kind. */
export const flagFields = {
	text: [
		'name',
		'cpus',
		'memory',
		'entrypoint',
		'user',
		'workdir',
		'hostname',
		'memory-swap',
		'cpu-period',
		'cpu-quota',
		'pids-limit',
		'restart',
	],
	rows: ['publish', 'env', 'env-file', 'network', 'label', 'volume'],
	toggle: ['rm', 'init', 'privileged', 'read-only'],
} as const satisfies {
	readonly text: readonly TextName[];
	readonly rows: readonly RowsName[];
	readonly toggle: readonly NamesOf<boolean>[];
};

const named: readonly string[] = Object.values(flagFields).flat();
/** Returns true for a flag that the mode or a field stands for. */
export const hasField = (flag: string): boolean =>
	named.includes(flag) || ['detach', 'interactive', 'tty', 'mount', 'tmpfs'].includes(flag);

const otherFlags: readonly string[] = [...new Set(runFlags.map(({ name }) => name))]
	.filter(name => !hasField(name))
	.map(name => `--${name} `)
	.sort();
