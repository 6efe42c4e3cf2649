import { env, idle, image, type Mutation, set, unset } from './compose-file.js';

/** Changes of replicas, services, images, networks, profiles and of the engine's side, in this order. */
export const projectMutations: readonly Mutation[] = [
	{ title: 'three replicas', change: set('worker', 'scale', 3), says: [['worker', 'scale 2 → 3']] },
	{ title: 'one replica', change: set('worker', 'scale', 1), says: [['worker', 'scale 3 → 1']] },
	{
		title: 'two replicas and a variable',
		change: file => {
			set('worker', 'scale', 2)(file);
			env('worker', { A: '1' })(file);
		},
		says: [
			['worker', 'scale 1 → 2'],
			['worker', 'env +A=1'],
		],
	},
	{
		title: 'one replica and a variable',
		change: file => {
			set('worker', 'scale', 1)(file);
			env('worker', { A: '2' })(file);
		},
		says: [['worker', 'scale 2 → 1']],
	},
	{ title: 'no replica', change: set('worker', 'scale', 0), says: [['worker', 'scale 1 → 0']] },
	{
		title: 'replicas of deploy',
		change: file => {
			unset('worker', 'scale')(file);
			set('worker', 'deploy', { replicas: 2 })(file);
		},
		says: [['worker', 'create 2']],
	},
	{
		title: 'a new service',
		change: file => {
			file.services.mail = { image, command: idle };
		},
		says: [['mail', 'create']],
	},
	{ title: 'a service less', change: file => void delete file.services.mail },
	{ title: 'the orphan removed', change: () => {}, choices: { removeOrphans: true } },
	{
		title: 'a rebuilt image',
		change: (_, { write }) => write('api/Dockerfile', `FROM ${image}\nENV RELEASE=2\n`),
		choices: { build: true },
		says: [['api', 'build first, recreate if the image changes']],
	},
	{
		title: 'an image that another tool built',
		change: (_, { docker, container }) => {
			docker('commit', '--change', 'LABEL v=3', container('cache'), 'plimsoll-plan-cache');
		},
	},
	{
		title: 'another image',
		change: set('cache', 'image', 'plimsoll-plan-cache'),
		says: [['cache', /image plimsoll-test\/busybox → plimsoll-plan-cache/]],
	},
	{
		title: 'a tag that moved',
		change: (_, { docker, container }) => {
			docker('commit', '--change', 'LABEL v=4', container('cache'), 'plimsoll-plan-cache');
		},
		says: [['cache', /image rebuilt: [0-9a-f]{12} → [0-9a-f]{12}/]],
	},
	{
		title: 'capabilities and extra hosts',
		change: file => {
			file.services.cache!.cap_add = ['NET_ADMIN'];
			file.services.cache!.extra_hosts = ['legacy:10.0.0.1'];
		},
		says: [
			['cache', 'capability +NET_ADMIN'],
			['cache', 'extra host +legacy:10.0.0.1'],
		],
	},
	{
		title: 'a read-only root and init',
		change: file => {
			file.services.cache!.read_only = true;
			file.services.cache!.init = true;
		},
		says: [
			['cache', 'read-only root +on'],
			['cache', 'init +on'],
		],
	},
	{
		title: 'log options',
		change: set('cache', 'logging', { driver: 'json-file', options: { 'max-size': '1m' } }),
		says: [['cache', 'log option +max-size=1m']],
	},
	{
		title: 'an ulimit and a sysctl',
		change: file => {
			file.services.cache!.ulimits = { nofile: { soft: 1000, hard: 2000 } };
			file.services.cache!.sysctls = { 'net.core.somaxconn': 512 };
		},
		says: [
			['cache', 'ulimit +nofile=1000:2000'],
			['cache', 'sysctl +net.core.somaxconn=512'],
		],
	},
	{ title: 'another dependency', change: set('web', 'depends_on', ['cache']) },
	{ title: 'another pull policy', change: set('web', 'pull_policy', 'missing') },
	{
		title: 'a restart with a dependency',
		change: file => {
			set('web', 'depends_on', { cache: { condition: 'service_started', restart: true } })(file);
			env('cache', { B: '1' })(file);
		},
		says: [['web', 'cache is recreated']],
	},
	{
		title: 'a file of variables with another content',
		change: (_, { write }) => write('web.env', 'COLOUR=blue\n'),
		says: [['web', 'env COLOUR red → blue']],
	},
	{
		title: 'a shared network namespace',
		change: file => {
			file.services.side = { image, command: idle, network_mode: 'service:web', stop_grace_period: '1s' };
		},
		says: [['side', 'create']],
	},
	{ title: 'no change with a shared namespace', change: () => {} },
	{
		title: 'a change of the service that shares its namespace',
		change: env('web', { FLAG: 'off' }),
		says: [['side', 'uses the container of web, which is replaced']],
	},
	{
		title: 'volumes of another service',
		change: set('side', 'volumes_from', ['db']),
		says: [['side', /recreate/]],
	},
	{ title: 'no change with volumes of another service', change: () => {} },
	{
		title: 'another network configuration',
		change: file => {
			file.networks.back = { labels: { zone: 'b' } };
		},
		says: [['cache', 'restart']],
	},
	{
		title: 'another volume configuration',
		change: file => {
			file.volumes.data = { labels: { kind: 'sql' } };
		},
	},
	{ title: 'the volume as before', change: file => Object.assign(file.volumes, { data: {} }) },
	{ title: 'a profile that is on', change: () => {}, choices: { profiles: ['debug'] }, says: [['debug', 'create']] },
	{ title: 'the profile off again', change: () => {}, choices: { profiles: [] } },
	{
		title: 'a container that was stopped',
		change: (_, { docker, container }) => docker('stop', '-t', '1', container('cache')),
		says: [['cache', 'start']],
	},
	{
		title: 'a container that was removed',
		change: (_, { docker, container }) => docker('rm', '-f', container('worker', 1)),
	},
	{
		title: 'a container that was taken off its network',
		change: (file, { docker, container }) => docker('network', 'disconnect', `${file.name}_back`, container('api')),
		says: [['api', /not attached to network \S+_back/]],
	},
	{
		title: 'recreation by force',
		change: () => {},
		choices: { force: true, services: ['api'] },
		says: [['api', 'forced']],
	},
	{
		title: 'one service of several changed ones',
		change: file => {
			env('api', { C: '1' })(file);
			env('worker', { C: '1' })(file);
		},
		choices: { services: ['worker'] },
		says: [['worker', 'env +C=1']],
	},
	{
		title: 'a renamed service',
		change: file => {
			file.services.jobs = file.services.worker!;
			delete file.services.worker;
		},
		says: [['jobs', 'create 2']],
	},
	{
		title: 'a secret and a config',
		change: (file, { write }) => {
			write('token.txt', 'abc');
			file.secrets = { token: { file: './token.txt' } };
			file.configs = { motd: { file: './token.txt' } };
			file.services.jobs!.secrets = ['token'];
			file.services.jobs!.configs = ['motd'];
		},
		choices: { removeOrphans: true },
		says: [
			['jobs', /mount \+\/run\/secrets\/token=bind/],
			['jobs', /mount \+\/motd=bind/],
		],
	},
	{
		title: 'a container name',
		change: file => set('api', 'container_name', `${file.name}-the-api`)(file),
		says: [['api', /recreate/]],
	},
	{
		title: 'an extended service',
		change: (file, { write }) => {
			write('common.yaml', JSON.stringify({ services: { base: { image, command: idle, environment: { D: '1' } } } }));
			file.services.cache = { extends: { file: 'common.yaml', service: 'base' }, stop_grace_period: '1s' };
		},
		says: [['cache', 'env +D=1']],
	},
	{
		title: 'an included file',
		change: (file, { write }) => {
			write('more.yaml', JSON.stringify({ services: { extra: { image, command: idle } } }));
			file.include = ['more.yaml'];
		},
		says: [['extra', 'create']],
	},
];
