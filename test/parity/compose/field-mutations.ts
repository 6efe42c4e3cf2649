import { env, type File, idle, image, type Mutation, set, unset } from './compose-file.js';

/** Two services: one whose fields are changed, and one that depends on it. */
export const fieldsFile = (name: string): File => ({
	name,
	services: {
		probe: { image, command: idle, stop_grace_period: '1s' },
		next: { image, command: idle, stop_grace_period: '1s', depends_on: ['probe'] },
	},
	networks: {},
	volumes: {},
});

const probe = (field: string, value: unknown, words: string | RegExp): Mutation => ({
	title: `${field} ${JSON.stringify(value)}`,
	change: set('probe', field, value),
	says: [['probe', words]],
});
const same = (title: string, change: Mutation['change']): Mutation => ({ title, change, says: [['probe', 'keep']] });

/** Each field of a service that compose hands to the engine, and those that it does not; in this order. */
export const fieldMutations: readonly Mutation[] = [
	same('no change', () => {}),
	probe('healthcheck', { test: 'true', interval: '5s', retries: 5, timeout: '2s', start_period: '1s' }, /health check/),
	probe(
		'healthcheck',
		{ test: 'true', interval: '5s', retries: 6, timeout: '2s', start_period: '1s' },
		/retries 5 → 6/,
	),
	probe('labels', { empty: '', a: 'b' }, /label \+a=b/),
	probe('labels', ['a=c'], /label a b → c/),
	probe('ports', ['9000-9002'], /port \+9002/),
	probe('ports', ['9000/udp'], /port \+9000\/udp/),
	{ title: 'no port', change: unset('probe', 'ports'), says: [['probe', /port -9000\/udp/]] },
	probe('expose', ['7000'], /recreate/),
	probe('platform', 'linux/amd64', /recreate|keep/),
	probe('user', '1000:1000', /user \+1000:1000/),
	{ title: 'no user', change: unset('probe', 'user'), says: [['probe', 'user -1000:1000']] },
	probe('entrypoint', [], /recreate|keep/),
	probe('entrypoint', null, /recreate|keep/),
	probe('extra_hosts', ['legacy:10.0.0.1'], /legacy/),
	probe('extra_hosts', { legacy: '10.0.0.2', other: 'host-gateway' }, /10\.0\.0\.2/),
	probe('tmpfs', ['/scratch:size=1m'], /tmpfs \+\/scratch/),
	probe('tmpfs', ['/scratch:size=2m'], /size=1m → size=2m/),
	probe('ulimits', { nofile: 1024 }, /ulimit \+nofile=1024/),
	probe('ulimits', { nofile: { soft: 512, hard: 1024 } }, /ulimit nofile/),
	probe('deploy', { resources: { limits: { memory: '64M' }, reservations: { memory: '32M' } } }, /memory \+64m/),
	probe('deploy', { resources: { limits: { memory: '64M', cpus: '0.5' } } }, /CPUs \+0.5/),
	probe('deploy', { replicas: 2 }, /scale 1 → 2/),
	probe('deploy', { replicas: 0 }, /scale 2 → 0/),
	{ title: 'deploy again without', change: unset('probe', 'deploy'), says: [['probe', 'create']] },
	probe('deploy', { restart_policy: { condition: 'on-failure', max_attempts: 3 } }, /restart|recreate|keep/),
	{
		title: 'no restart policy',
		change: unset('probe', 'deploy'),
		says: [['probe', 'restart -on-failure:3']],
	},
	probe('restart', 'always', 'restart +always'),
	probe('restart', 'on-failure:3', 'restart always → on-failure:3'),
	probe('environment', ['A=1', 'B'], /env \+A=1/),
	same('the same variables as a map', set('probe', 'environment', { A: '1', B: null })),
	probe('environment', { A: '', B: 'two words' }, /env A 1 → /),
	{
		title: 'a value from .env',
		change: (file, { write }) => {
			write('.env', 'LEVEL=warn\n');
			env('probe', { LEVEL: '${LEVEL:-info}' })(file);
		},
		says: [['probe', 'env +LEVEL=warn']],
	},
	{
		title: '.env with another value',
		change: (_, { write }) => write('.env', 'LEVEL=error\n'),
		says: [['probe', 'env LEVEL warn → error']],
	},
	{
		title: 'an env file that may be missing',
		change: set('probe', 'env_file', [{ path: 'more.env', required: false }]),
		says: [['probe', 'keep']],
	},
	{
		title: 'the env file that was missing',
		change: (_, { write }) => write('more.env', 'MORE="a b"\n'),
		says: [['probe', 'env +MORE=a b']],
	},
	{
		title: 'the env file read as it is',
		change: set('probe', 'env_file', [{ path: 'more.env', format: 'raw' }]),
		says: [['probe', /env MORE a b → "a b"/]],
	},
	{
		title: 'a file of labels',
		change: (file, { write }) => {
			write('labels.txt', 'from=file\n');
			set('probe', 'label_file', ['labels.txt'])(file);
		},
		says: [['probe', 'label +from=file']],
	},
	{ title: 'no file of labels', change: unset('probe', 'label_file'), says: [['probe', 'label -from=file']] },
	{ title: 'a signal', change: set('probe', 'stop_signal', 'SIGINT'), says: [['probe', /stop signal \+SIGINT/]] },
	{ title: 'the signal gone', change: unset('probe', 'stop_signal'), says: [['probe', /stop signal -SIGINT/]] },
	probe('dns', ['10.0.0.53'], /10\.0\.0\.53/),
	probe('dns_search', ['example.test'], /example\.test/),
	probe('dns_opt', ['ndots:2'], /ndots:2/),
	probe('cap_drop', ['NET_RAW'], /dropped capability \+NET_RAW/),
	probe('security_opt', ['no-new-privileges:true'], /security option/),
	probe('read_only', true, /read-only|read only/),
	probe('shm_size', '32m', /shm size .*32m/),
	probe('mem_reservation', '16m', /memory reservation \+16m/),
	probe('cpu_shares', 512, /CPU shares/),
	probe('pids_limit', 100, /PIDs limit \+100/),
	probe('oom_score_adj', 100, /recreate/),
	probe('tty', true, /tty \+on/),
	probe('stdin_open', true, /stdin open \+on/),
	probe('init', true, /init \+on/),
	probe('logging', { driver: 'none' }, /log driver/),
	probe('group_add', ['100'], /group \+100/),
	probe('ipc', 'shareable', /recreate/),
	probe('domainname', 'example.test', /recreate/),
	probe('mac_address', '02:42:ac:11:65:43', /recreate/),
	probe('annotations', { 'com.example.a': 'b' }, /annotation|recreate/),
	probe('devices', ['/dev/null:/dev/other'], /device/),
	probe('sysctls', ['net.core.somaxconn=256'], /sysctl \+net\.core\.somaxconn=256/),
	probe('attach', false, /recreate|keep/),
	probe('develop', { watch: [{ path: '.', action: 'sync', target: '/x' }] }, /recreate|keep/),
	probe('x-note', { any: 'thing' }, /recreate|keep/),
	probe('command', ['sh', '-c', 'sleep 3600'], /command/),
	same('the same command as a line', set('probe', 'command', "sh -c 'sleep 3600'")),
	probe('post_start', [{ command: ['true'] }], /recreate|keep/),
	{ title: 'the hook gone', change: unset('probe', 'post_start'), says: [['probe', /recreate|keep/]] },
	{
		title: 'a volume without a name',
		change: set('probe', 'volumes', ['/cache']),
		says: [['probe', /mount \+\/cache/]],
	},
	{
		title: 'a mount in the long form',
		change: file => {
			file.volumes.data = {};
			set('probe', 'volumes', [
				{ type: 'volume', source: 'data', target: '/data', read_only: true, volume: { nocopy: true } },
			])(file);
		},
		says: [['probe', /mount \+\/data=volume \S+_data/]],
	},
	{
		title: 'the volume under another name',
		change: file => {
			file.volumes.data = { name: `${file.name}-other` };
		},
		says: [['probe', /without volume \S+-other/]],
	},
	{
		title: 'a network with a fixed address',
		change: file => {
			file.networks.fixed = { internal: true, ipam: { config: [{ subnet: '10.218.77.0/28' }] } };
			set('probe', 'networks', { fixed: { ipv4_address: '10.218.77.5' } })(file);
		},
		says: [['probe', /network \+\S+_fixed/]],
	},
	{
		title: 'another fixed address',
		change: set('probe', 'networks', { fixed: { ipv4_address: '10.218.77.6' } }),
		says: [['probe', /10\.218\.77\.5 → 10\.218\.77\.6/]],
	},
	{
		title: 'a priority of the network',
		change: set('probe', 'networks', { fixed: { priority: 10 } }),
		says: [['probe', /recreate/]],
	},
	{
		title: 'no network',
		change: file => {
			unset('probe', 'networks')(file);
			unset('probe', 'mac_address')(file);
			set('probe', 'network_mode', 'none')(file);
			unset('probe', 'dns')(file);
		},
		says: [['probe', /network/]],
	},
	{
		title: 'a secret and a config with a content of the file',
		change: (file, { write }) => {
			write('token.txt', 'one');
			file.secrets = { token: { file: './token.txt' } };
			file.configs = { motd: { content: 'hello' } };
			file.services.probe!.secrets = ['token'];
			file.services.probe!.configs = ['motd'];
			unset('probe', 'read_only')(file);
		},
		says: [['probe', /recreate/]],
	},
	{
		title: 'another content of the secret',
		change: (_, { write }) => write('token.txt', 'two'),
		says: [['probe', 'keep']],
	},
	{
		title: 'another content of the config',
		change: file => {
			file.configs = { motd: { content: 'good morning' } };
		},
		says: [['probe', /recreate|keep/]],
	},
	{
		title: 'a build beside the image',
		change: (file, { write }) => {
			write('probe/Dockerfile', `FROM ${image}\nARG A=1\nENV A_OF_IMAGE=$A\n`);
			file.services.probe = { build: './probe', command: idle, stop_grace_period: '1s' };
			delete file.secrets;
			delete file.configs;
		},
		says: [['probe', 'build first']],
	},
	{
		title: 'an argument of the build alone',
		change: set('probe', 'build', { context: './probe', args: { A: '2' } }),
		says: [['probe', 'keep']],
	},
	{
		title: 'an argument of the build, built',
		change: () => {},
		choices: { build: true },
		says: [['probe', 'build first']],
	},
	{ title: 'the same build again', change: () => {}, choices: { build: true }, says: [['probe', 'build first']] },
	{
		title: 'the same image under another name',
		change: file => set('probe', 'image', `${file.name}-named`)(file),
		says: [['probe', /build first|image/]],
	},
	{
		title: 'a condition of a dependency',
		change: set('next', 'depends_on', { probe: { condition: 'service_started', required: false } }),
		says: [['next', 'keep']],
	},
	{ title: 'a profile of a service that runs', change: set('next', 'profiles', ['extra']), choices: { profiles: [] } },
	{ title: 'the profile on', change: () => {}, choices: { profiles: ['extra'] }, says: [['next', 'keep']] },
	{
		title: 'all at once by force',
		change: () => {},
		choices: { force: true, profiles: ['extra'] },
		says: [['next', 'forced']],
	},
];
