import type { HealthProbe } from '../../../domain/nouns/container.js';
import type { ContainerConfig, HostConfig } from '../world/model.js';

const MiB = 2 ** 20;
const GiB = 2 ** 30;

/** A container of the hand-made fleet. Times are minutes before the demo's start. */
export type ContainerFixture = {
	readonly name: string;
	readonly image: string;
	readonly program?: string;
	readonly created: number;
	/** Undefined for a container that was never started. */
	readonly started?: number;
	readonly finished?: { readonly at: number; readonly exitCode: number; readonly oom?: boolean };
	readonly paused?: boolean;
	readonly restarts?: number;
	readonly health?: 'healthy' | 'unhealthy';
	readonly probes?: readonly Omit<HealthProbe, 'at'>[];
	readonly config?: ContainerConfig;
	readonly host?: HostConfig;
	readonly networks?: readonly string[];
};

const compose = (service: string) => ({
	'com.docker.compose.project': 'shop',
	'com.docker.compose.service': service,
	'com.docker.compose.container-number': '1',
	'com.docker.compose.project.working_dir': '/home/ada/shop',
});
const always = { Name: 'unless-stopped', MaximumRetryCount: 0 };
const day = 24 * 60;

export const containerFixtures: readonly ContainerFixture[] = [
	{
		name: 'web',
		image: 'helloworld',
		created: 3 * day,
		started: 2 * day + 70,
		config: {
			Labels: compose('web'),
			Env: ['NAME=Docker', 'DATABASE_URL=postgres://shop:hunter2@db/shop', 'SECRET_KEY=5f1c9a'],
		},
		host: {
			CpuPeriod: 100_000,
			CpuQuota: 20_000,
			Memory: 300 * MiB,
			MemorySwap: 600 * MiB,
			RestartPolicy: always,
			PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '4000' }] },
			Binds: ['/home/ada/shop/uploads:/app/uploads'],
		},
		networks: ['shop_default'],
	},
	{
		name: 'db',
		image: 'postgres:16',
		created: 12 * day,
		started: 6 * day,
		health: 'healthy',
		config: {
			Labels: compose('db'),
			Env: ['POSTGRES_USER=shop', 'POSTGRES_PASSWORD=hunter2'],
			Healthcheck: { Test: ['CMD-SHELL', 'pg_isready -U shop'], Interval: 10e9 },
		},
		probes: [{ exitCode: 0, output: '/var/run/postgresql:5432 - accepting connections' }],
		host: {
			Memory: 2 * GiB,
			MemorySwap: 2 * GiB,
			RestartPolicy: always,
			Binds: ['shop_db:/var/lib/postgresql/data', 'shop_backup:/backup:ro'],
		},
		networks: ['shop_default'],
	},
	{
		name: 'cache',
		image: 'redis:7-alpine',
		created: 12 * day,
		started: 6 * day,
		config: { Labels: compose('cache') },
		host: { Memory: 64 * MiB, MemorySwap: 64 * MiB, RestartPolicy: always, Binds: ['shop_cache:/data'] },
		networks: ['shop_default'],
	},
	{
		name: 'worker',
		image: 'shop/worker:2.7.0',
		created: 19 * 60,
		started: 19 * 60,
		config: { Labels: compose('worker') },
		host: { NanoCpus: 5e8, Memory: 512 * MiB, MemorySwap: GiB, PidsLimit: 32, RestartPolicy: always },
		networks: ['shop_default'],
	},
	{
		name: 'api',
		image: 'shop/api:2.7.0',
		created: 19 * 60,
		started: 19 * 60,
		health: 'healthy',
		config: {
			Labels: compose('api'),
			Env: ['API_TOKEN=t0ps3cret'],
			Healthcheck: { Test: ['CMD-SHELL', 'wget -qO- localhost:3000/healthz'], Interval: 5e9 },
		},
		probes: [{ exitCode: 0, output: '{"status":"ok"}' }],
		host: {
			NanoCpus: 2e9,
			Memory: 512 * MiB,
			MemorySwap: GiB,
			RestartPolicy: always,
			PortBindings: { '3000/tcp': [{ HostIp: '127.0.0.1', HostPort: '3000' }] },
		},
		networks: ['shop_default', 'edge'],
	},
	{
		name: 'proxy',
		image: 'traefik:v3.5',
		created: 40 * day,
		started: 9 * day,
		config: {
			Labels: { 'com.docker.compose.project': 'edge', 'com.docker.compose.service': 'proxy' },
			ExposedPorts: { '80/tcp': {}, '443/tcp': {}, '443/udp': {} },
		},
		host: {
			RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
			PortBindings: {
				'80/tcp': [{ HostPort: '80' }],
				'443/tcp': [{ HostPort: '443' }],
				'443/udp': [{ HostPort: '443' }],
			},
			Mounts: [{ Type: 'bind', Source: '/var/run/docker.sock', Target: '/var/run/docker.sock', ReadOnly: true }],
		},
		networks: ['edge'],
	},
	{
		name: 'search',
		image: 'opensearchproject/opensearch:2.19',
		created: 4 * day,
		started: 300,
		health: 'unhealthy',
		config: {
			Env: ['discovery.type=single-node'],
			Labels: { 'demo.health': 'unhealthy' },
			Healthcheck: { Test: ['CMD-SHELL', 'curl -sf localhost:9200'], Interval: 30e9 },
		},
		probes: [
			{ exitCode: 0, output: '{"status":"yellow"}' },
			{ exitCode: 7, output: 'curl: (7) Failed to connect to localhost port 9200 after 0 ms: Connection refused' },
			{ exitCode: -1, output: 'Health check exceeded timeout (5s)' },
			{ exitCode: 7, output: 'curl: (7) Failed to connect to localhost port 9200 after 0 ms: Connection refused' },
		],
		host: {
			CpusetCpus: '0-1',
			Memory: 2 * GiB,
			MemorySwap: 2 * GiB,
			Binds: ['search_data:/usr/share/opensearch/data'],
			PortBindings: { '9200/tcp': [{ HostIp: '::1', HostPort: '9200' }] },
		},
		networks: ['shop_default'],
	},
	{
		name: 'batch',
		image: 'etl:v3',
		created: 180,
		started: 155,
		finished: { at: 122, exitCode: 137, oom: true },
		config: { Labels: { team: 'data' } },
		host: { Memory: 768 * MiB, MemorySwap: 768 * MiB, Binds: ['/srv/etl:/job/data'] },
	},
	{
		name: 'migrate',
		image: 'shop/migrate:2.7.0',
		created: 190,
		started: 0.4,
		finished: { at: 0.3, exitCode: 1 },
		restarts: 41,
		config: { Labels: compose('migrate') },
		host: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 0 } },
		networks: ['shop_default'],
	},
	{
		name: 'legacy',
		image: 'nginx:1.29',
		created: 60 * day,
		started: 20 * day,
		paused: true,
		host: {
			NanoCpus: 1e9,
			PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }] },
			Tmpfs: { '/run': 'size=16m' },
		},
	},
	{
		name: 'canary',
		image: 'shop/api:latest',
		created: 11,
		config: { Labels: { stage: 'canary' } },
		host: { NanoCpus: 1e9, Memory: 256 * MiB, MemorySwap: 512 * MiB },
		networks: ['shop_default'],
	},
	{
		name: 'sandbox',
		image: 'alpine:3.22',
		created: 95,
		started: 95,
		config: { Cmd: ['/bin/sh'], Tty: true, OpenStdin: true, Hostname: 'sandbox' },
		host: { Memory: 128 * MiB, MemorySwap: 128 * MiB },
	},
	{
		name: 'pod-anchor',
		image: 'registry.k8s.io/pause:3.10',
		created: 30 * day,
		started: 9 * day,
		host: { NetworkMode: 'none' },
		networks: ['none'],
	},
	{
		name: 'old-web',
		image: 'helloworld:1.3',
		program: 'web',
		created: 26 * 60,
		started: 26 * 60,
		finished: { at: 60, exitCode: 0 },
		networks: ['shop_default'],
	},
];

/** Names of generated containers. */
export const serviceNames = [
	'auth',
	'billing',
	'cart',
	'catalog',
	'events',
	'gateway',
	'images',
	'invoices',
	'mailer',
	'orders',
	'pricing',
	'queue',
	'reports',
	'search',
	'shipping',
	'users',
];
