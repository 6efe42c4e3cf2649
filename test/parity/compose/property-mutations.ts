import { env, healthy, type Mutation, set, unset } from './compose-file.js';

/** Changes of one service's properties, in this order: each one starts from the state that the one before left behind. */
export const propertyMutations: readonly Mutation[] = [
	{ title: 'no change', change: () => {} },
	{
		title: 'a variable with another value',
		change: env('api', { LOG_LEVEL: 'debug' }),
		says: [['api', 'env LOG_LEVEL info → debug']],
	},
	{ title: 'a new variable', change: env('web', { FLAG: 'on' }), says: [['web', 'env +FLAG=on']] },
	{
		title: 'a secret with another value',
		change: env('db', { POSTGRES_PASSWORD: 'hunter3' }),
		says: [
			['db', /env POSTGRES_PASSWORD •+ → •+/],
			['db', /keeps volume \S+_data/],
		],
	},
	{
		title: 'a variable less',
		change: file => {
			file.services.api!.environment = { LOG_LEVEL: 'debug' };
		},
		says: [['api', 'env -GREETING=a b=c $HOME']],
	},
	{ title: 'a new port', change: set('web', 'ports', ['9229']), says: [['web', 'port +9229']] },
	{
		title: 'a port on another address',
		change: set('web', 'ports', ['127.0.0.1::9229']),
		says: [
			['web', 'port -9229'],
			['web', 'port +127.0.0.1::9229'],
		],
	},
	{ title: 'a port less', change: unset('web', 'ports'), says: [['web', 'port -127.0.0.1::9229']] },
	{
		title: 'another command',
		change: set('cache', 'command', ['sleep', '3600']),
		says: [['cache', /command .* → sleep 3600/]],
	},
	{
		title: 'an entry point',
		change: set('cache', 'entrypoint', ['env']),
		says: [['cache', 'entrypoint +env']],
	},
	{
		title: 'the entry point gone, a grace period',
		change: file => {
			delete file.services.cache!.entrypoint;
			file.services.cache!.stop_grace_period = '1s';
		},
		says: [['cache', 'stop grace period +1s']],
	},
	{ title: 'a label', change: set('web', 'labels', { team: 'web' }), says: [['web', 'label team shop → web']] },
	{ title: 'a user', change: set('web', 'user', '1000'), says: [['web', 'user +1000']] },
	{ title: 'a working folder', change: set('web', 'working_dir', '/tmp'), says: [['web', 'working dir +/tmp']] },
	{ title: 'a memory limit', change: set('web', 'mem_limit', '64m'), says: [['web', 'memory +64m']] },
	{ title: 'another memory limit', change: set('web', 'mem_limit', '96m'), says: [['web', 'memory 64m → 96m']] },
	{
		title: 'limits of deploy',
		change: set('cache', 'deploy', { resources: { limits: { cpus: '0.5', memory: '32M', pids: 50 } } }),
		says: [
			['cache', 'CPUs +0.5'],
			['cache', 'memory +32m'],
			['cache', 'PIDs limit +50'],
		],
	},
	{
		title: 'a restart policy',
		change: set('api', 'restart', 'unless-stopped'),
		says: [['api', 'restart +unless-stopped']],
	},
	{
		title: 'another health check',
		change: set('cache', 'healthcheck', { ...healthy, interval: '700ms' }),
		says: [['cache', 'health check interval 500ms → 700ms']],
	},
	{
		title: 'no health check',
		change: set('cache', 'healthcheck', { disable: true }),
		says: [['cache', 'health check test true → NONE']],
	},
	{
		title: 'a bind mount and a tmpfs',
		change: file => {
			file.services.web!.volumes = ['./api:/api:ro'];
			file.services.web!.tmpfs = ['/scratch'];
		},
		says: [
			['web', /mount \+\/api=bind \S+\/api \(read-only\)|mount \+\/api=bind/],
			['web', 'tmpfs +/scratch'],
		],
	},
	{
		title: 'a new volume',
		change: file => {
			file.volumes.logs = {};
			file.services.web!.volumes = ['logs:/logs'];
		},
		says: [['web', /mount \+\/logs=volume \S+_logs/]],
	},
	{
		title: 'a new network',
		change: file => {
			file.networks.front = {};
			file.services.web!.networks = ['default', 'front'];
		},
		says: [['web', /network \+\S+_front/]],
	},
	{
		title: 'an alias',
		change: set('web', 'networks', { default: { aliases: ['www'] }, front: null }),
		says: [['web', 'alias +www']],
	},
	{ title: 'a network less', change: set('web', 'networks', ['default']), says: [['web', /network -\S+_front/]] },
	{ title: 'a host name', change: set('web', 'hostname', 'shop'), says: [['web', 'host name +shop']] },
];
