import { quote } from '../../../domain/command.js';
import type { ImageDetail } from '../../../domain/nouns/image.js';
import { runFlags } from '../../../domain/run/flags/run-flags.js';
import type { RunVerb } from '../../../domain/run/to-argv.js';
import type { Field, FormValues } from '../../../state/modals/modal.js';

/** What a form may say of an image; undefined where it could not be asked for. */
export type ImageFacts = Pick<ImageDetail, 'entrypoint' | 'cmd' | 'exposedPorts' | 'volumes' | 'user' | 'workdir'>;

const modes: Readonly<Record<RunVerb, NonNullable<Field['choices']>>> = {
	run: [
		{ value: '-d', label: 'detached (-d)' },
		{ value: '-it', label: 'interactive terminal (-it)' },
		{ value: '', label: 'attached, output only' },
	],
	create: [
		{ value: '', label: 'without a terminal' },
		{ value: '-it', label: 'with a terminal (-it)' },
	],
};

const restarts = ['no', 'always', 'unless-stopped', 'on-failure'].map(value => ({ value, label: value }));

/**
 * The fields of the run form. Those that stand for a flag have its name, so that errors, values and the command line meet
 * without a table; `image`, `command`, `mode` and `other` are our own.
 */
export function runFields(options: {
	verb: RunVerb;
	facts: ImageFacts | undefined;
	suggestPort(text: string): readonly string[];
	suggestNetwork(text: string): readonly string[];
}): readonly Field[] {
	const { verb, facts, suggestPort, suggestNetwork } = options;
	const first = suggestPort('')[0];
	return [
		{ name: 'image', label: 'Image', kind: 'text', completes: 'images', once: true },
		{ name: 'name', label: 'Name', kind: 'text', placeholder: 'a random one', once: true },
		{
			name: 'command',
			label: 'Command',
			kind: 'text',
			placeholder: facts ? quote(facts.cmd) : '',
			help: 'instead of the image’s own; a whole docker run line can be pasted anywhere',
		},
		{ name: 'mode', label: 'Mode', kind: 'choice', choices: modes[verb] },
		{
			name: 'publish',
			label: 'Ports',
			kind: 'rows',
			placeholder: first ?? 'host:container',
			help: '[ip:][host:]container[/udp], ranges too; no host port: a free one',
			suggest: suggestPort,
		},
		{ name: 'env', label: 'Environment', kind: 'rows', placeholder: 'NAME=value' },
		{
			name: 'volume',
			label: 'Mounts',
			kind: 'rows',
			placeholder: 'data:/data  /home:/test:ro',
			help: '/path anonymous, volume:/path, /host:/path[:ro]; lines with --mount or --tmpfs too',
			completes: 'mounts',
			suggest: text => (/^[^:]+:$/.test(text) ? (facts?.volumes ?? []).map(path => text + path) : []),
		},
		{ name: 'cpus', label: 'CPUs', kind: 'text', placeholder: 'no limit', help: 'cores such as 0.5 or 2' },
		{ name: 'memory', label: 'Memory', kind: 'text', placeholder: 'no limit', help: 'such as 300m or 2g' },
		{ name: 'restart', label: 'Restart', kind: 'choice', choices: restarts },
		...advancedFields(facts, suggestNetwork).map(field => ({ ...field, advanced: true })),
	];
}

function advancedFields(
	facts: ImageFacts | undefined,
	suggestNetwork: (text: string) => readonly string[],
): readonly Field[] {
	return [
		{
			name: 'entrypoint',
			label: 'Entrypoint',
			kind: 'text',
			placeholder: facts ? quote(facts.entrypoint) : '',
			help: "one program, instead of the image’s own; '' takes the image’s own away",
		},
		{ name: 'env-file', label: 'Env files', kind: 'rows', placeholder: './.env', completes: 'paths' },
		{
			name: 'network',
			label: 'Network',
			kind: 'rows',
			placeholder: 'bridge',
			help: 'a network’s name, host, none, container:NAME, or name=…,alias=…,ip=…',
			completes: 'networks',
			suggest: suggestNetwork,
		},
		{ name: 'user', label: 'User', kind: 'text', placeholder: facts?.user, help: 'name, uid, or uid:gid' },
		{ name: 'workdir', label: 'Folder', kind: 'text', placeholder: facts?.workdir, help: 'within the container' },
		{ name: 'hostname', label: 'Host name', kind: 'text', placeholder: 'its short id' },
		{ name: 'label', label: 'Labels', kind: 'rows', placeholder: 'name=value' },
		{ name: 'memory-swap', label: 'Memory + swap', kind: 'text', help: 'both together; -1 is unlimited swap' },
		{ name: 'cpu-period', label: 'CPU period', kind: 'text', placeholder: '100000', help: 'microseconds' },
		{
			name: 'cpu-quota',
			label: 'CPU quota',
			kind: 'text',
			help: 'microseconds of CPU in each period: 20000 of 100000 is a fifth of a core',
		},
		{ name: 'pids-limit', label: 'Processes', kind: 'text', placeholder: 'no limit' },
		{ name: 'rm', label: 'Remove on exit', kind: 'toggle', help: '--rm: with its anonymous volumes' },
		{ name: 'init', label: 'Init', kind: 'toggle', help: '--init: a small init passes on signals, reaps processes' },
		{ name: 'privileged', label: 'Privileged', kind: 'toggle', help: 'every capability and device; be careful' },
		{ name: 'read-only', label: 'Read-only', kind: 'toggle', help: 'the root file system; mounts stay writable' },
		{
			name: 'other',
			label: 'Other flags',
			kind: 'rows',
			placeholder: '--cap-add NET_ADMIN',
			help: 'any other flag of docker run, one a row',
			suggest: text => (text.startsWith('-') ? otherFlags : []),
		},
	];
}

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
} as const;

const named: readonly string[] = Object.values(flagFields).flat();
/** Flags that the mode or a field stands for. */
export const hasField = (flag: string): boolean =>
	named.includes(flag) || ['detach', 'interactive', 'tty', 'mount', 'tmpfs'].includes(flag);

const otherFlags: readonly string[] = [...new Set(runFlags.map(({ name }) => name))]
	.filter(name => !hasField(name))
	.map(name => `--${name} `)
	.sort();

/** An empty form for an image. */
export function emptyValues(image: string, verb: RunVerb): FormValues {
	const texts = [...flagFields.text, ...flagFields.toggle].map(name => [name, ''] as const);
	const rows = [...flagFields.rows, 'other'].map(name => [name, []] as const);
	const mode = modes[verb][0]?.value ?? '';
	return { ...Object.fromEntries([...texts, ...rows]), image, command: '', mode, restart: 'no' };
}
