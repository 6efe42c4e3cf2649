import { env, type File, type Json, type Mutation, set, unset } from './compose-file.js';
import { networkMutations } from './network-mutations.js';

const probe = (field: string, value: unknown, words: string | RegExp): Mutation => ({
	title: `${field} ${JSON.stringify(value)}`,
	change: set('probe', field, value),
	says: [['probe', words]],
});

/** Changes the volume `data`, which `probe` mounts. */
const volume = (title: string, value: Json, words: RegExp): Mutation => ({
	title: `a volume with ${title}`,
	change: file => {
		file.volumes.data = value;
		set('probe', 'volumes', ['data:/data'])(file);
	},
	says: [['probe', words]],
});

/** After them, changes of volumes, and of the fields that another file or another name decides. */
export const resourceMutations: readonly Mutation[] = [
	...networkMutations,
	volume('nothing', {}, /mount/),
	volume('a label', { labels: { team: 'shop' } }, /keep/),
	volume('a null value', {}, /keep/),
	{
		title: 'an external volume',
		change: (file, { docker }) => {
			docker('volume', 'create', `${file.name}-outside`);
			file.volumes.data = { name: `${file.name}-outside`, external: true };
		},
		says: [['probe', /volume/]],
	},
	{
		title: 'the mount of a volume at another place',
		change: set('probe', 'volumes', ['data:/other']),
		says: [['probe', /mount/]],
	},
	{ title: 'the mount read-only', change: set('probe', 'volumes', ['data:/other:ro']), says: [['probe', /mount/]] },
	{
		title: 'a bind in place of the volume',
		change: (file, { write }) => {
			write('made/x', '');
			set('probe', 'volumes', [
				{ type: 'bind', source: './made', target: '/other', bind: { propagation: 'rprivate', create_host_path: true } },
			])(file);
		},
		says: [['probe', /mount/]],
	},
	{
		title: 'a bind in the short form',
		change: set('probe', 'volumes', ['./made:/other:rw']),
		says: [['probe', /recreate|keep/]],
	},
	{
		title: 'a tmpfs as a mount',
		change: set('probe', 'volumes', [{ type: 'tmpfs', target: '/other', tmpfs: { size: 1048576, mode: 0o700 } }]),
		says: [['probe', /mount/]],
	},
	{
		title: 'another size of the tmpfs',
		change: set('probe', 'volumes', [{ type: 'tmpfs', target: '/other', tmpfs: { size: 2097152, mode: 0o700 } }]),
		says: [['probe', /mount|tmpfs/]],
	},
	{ title: 'no mount', change: unset('probe', 'volumes'), says: [['probe', /mount|tmpfs/]] },
	probe('privileged', false, /keep/),
	probe('cpuset', '0', /recreate/),
	probe('cpus', 0.25, /CPU/),
	{
		title: 'no limits of CPUs',
		change: file => {
			unset('probe', 'cpus')(file);
			unset('probe', 'cpuset')(file);
		},
		says: [['probe', /CPU/]],
	},
	probe('mem_limit', '64m', /memory \+64m/),
	probe('memswap_limit', -1, /recreate/),
	{
		title: 'no limits of memory',
		change: file => {
			unset('probe', 'memswap_limit')(file);
			unset('probe', 'mem_limit')(file);
			unset('probe', 'mem_swappiness')(file);
		},
		says: [['probe', /memory -64m/]],
	},
	probe('mem_swappiness', 10, /recreate/),
	probe('blkio_config', { weight: 300 }, /recreate/),
	probe('device_cgroup_rules', ['c 1:3 mr'], /recreate/),
	probe('pid', 'host', /recreate/),
	probe('uts', 'host', /recreate/),
	probe('cgroup', 'host', /recreate/),
	probe('userns_mode', 'host', /recreate/),
	{ title: 'a link', change: set('next', 'links', ['probe:other']), says: [['next', /recreate/]] },
	probe('pre_stop', [{ command: ['true'] }], /recreate|keep/),
	probe('labels', { 'com.example.multi': 'one\ntwo', 'q"uote': '$$x' }, /label/),
	probe('environment', { MULTI: 'one\ntwo', EQUALS: 'a=b', DOLLAR: '$$HOME', UNI: 'ü<&>\u2028' }, /env/),
	probe(
		'environment',
		{ MULTI: 'one\ntwo', EQUALS: 'a=b', DOLLAR: '$$HOME', UNI: 'ü<&>\u2028', NUMBER: 1.5, YES: true },
		/env \+/,
	),
	probe('command', ['sh', '-c', 'sleep 3600 && echo "<&>" $$X'], /command/),
	probe('healthcheck', { disable: true }, /recreate|keep/),
	probe('healthcheck', { test: ['NONE'] }, /recreate|keep/),
	probe('stop_grace_period', '1m30s', /recreate|keep/),
	probe('stop_grace_period', '90s', /keep/),
	probe('ports', [{ target: 9000, protocol: 'tcp', mode: 'host', host_ip: '127.0.0.1' }], /port/),
	probe(
		'ports',
		[{ target: 9000, protocol: 'tcp', mode: 'ingress', host_ip: '127.0.0.1', name: 'web', app_protocol: 'http' }],
		/recreate|keep/,
	),
	probe('deploy', { labels: { a: 'b' }, update_config: { parallelism: 1 } }, /recreate|keep/),
	probe(
		'deploy',
		{ resources: { limits: { pids: 50 } }, restart_policy: { condition: 'any', delay: '5s' } },
		/recreate/,
	),
	probe('deploy', { mode: 'global' }, /recreate/),
	probe('pull_policy', 'never', /keep/),
	{
		title: 'a variable of .env in a file of variables',
		change: (file, { write }) => {
			write('.env', 'LEVEL=deep\n');
			write('x.env', 'FROM_FILE=${LEVEL}-er\n');
			set('probe', 'env_file', 'x.env')(file);
		},
		says: [['probe', 'env +FROM_FILE=deep-er']],
	},
	{
		title: 'only .env, which the file of variables refers to',
		change: (_, { write }) => write('.env', 'LEVEL=deeper\n'),
		says: [['probe', /env FROM_FILE deep-er → deeper-er/]],
	},
	{
		title: 'the same services by includes',
		change: (file, { write }) => {
			write(
				'part/compose.yaml',
				JSON.stringify({
					services: { part: { image: file.services.next!.image, command: ['sleep', '9999'], stop_grace_period: '1s' } },
				}),
			);
			file.include = ['part/compose.yaml'];
		},
		says: [['part', 'create']],
	},
	{
		title: 'the include with variables of its own',
		change: (file, { write }) => {
			write('part/own.env', 'N=8888\n');
			write(
				'part/compose.yaml',
				JSON.stringify({
					services: { part: { image: file.services.next!.image, command: ['sleep', '${N}'], stop_grace_period: '1s' } },
				}),
			);
			file.include = [{ path: 'part/compose.yaml', env_file: 'part/own.env' }];
		},
		says: [['part', /command/]],
	},
	{
		title: 'extends with a file of variables in another folder',
		change: (file, { write }) => {
			write('base/vars.env', 'OF_BASE=1\n');
			write(
				'base/base.yaml',
				JSON.stringify({ services: { base: { env_file: 'vars.env', environment: { BASE: 'yes' } } } }),
			);
			set('probe', 'extends', { file: 'base/base.yaml', service: 'base' })(file);
		},
		says: [['probe', 'env +BASE=yes']],
	},
	{
		title: 'only the file of variables of the extended service',
		change: (_, { write }) => write('base/vars.env', 'OF_BASE=2\n'),
		says: [['probe', 'env OF_BASE 1 → 2']],
	},
	{
		title: 'a secret and a config from the environment',
		change: (file, { write }) => {
			write('.env', 'LEVEL=deeper\nSECRET_VALUE=abc\n');
			file.secrets = { token: { environment: 'SECRET_VALUE' } };
			set('probe', 'secrets', [{ source: 'token', target: '/run/secrets/other', mode: 0o400 }])(file);
		},
		says: [['probe', /recreate/]],
	},
	{
		title: 'another value of the secret from the environment',
		change: (_, { write }) => write('.env', 'LEVEL=deeper\nSECRET_VALUE=abcd\n'),
		says: [['probe', /recreate|keep/]],
	},
	{
		title: 'a one-off that ended beside the service',
		change: (file, { docker }) =>
			docker(
				'run',
				'-d',
				'--label',
				`com.docker.compose.project=${file.name}`,
				'--label',
				'com.docker.compose.service=stray',
				'--label',
				'com.docker.compose.oneoff=False',
				'--label',
				'com.docker.compose.config-hash=x',
				String(file.services.next!.image),
				'true',
			),
	},
	{
		title: 'a paused container',
		change: (_, { docker, container }) => docker('stop', '-t', '1', container('next')),
		says: [['next', /start/]],
	},
	{
		title: 'a killed container of the service that depends, and a change',
		change: (file, { docker, container }) => {
			docker('kill', container('next'));
			env('next', { A: '1' })(file);
		},
		says: [['next', /recreate/]],
	},
	{
		title: 'a renamed container',
		change: (file, { docker, container }) => docker('rename', container('next'), `${file.name}-renamed`),
		says: [['next', 'keep']],
	},
	{
		title: 'a change of the service whose container was renamed',
		change: env('next', { A: '2' }),
		says: [['next', /recreate/]],
	},
];

export type { File };
