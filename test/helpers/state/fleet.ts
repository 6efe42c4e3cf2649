import type { State } from '../../../source/state/state.js';
import {
	container,
	detail,
	exited,
	gibibyte,
	hour,
	image,
	longId,
	mebibyte,
	minute,
	network,
	noLimits,
	now,
	reading,
	volume,
} from './builders.js';
import { state, withDetails, withReadings } from './state.js';

const wave = (count: number, base: number, swing: number) =>
	Array.from({ length: count }, (_, index) => base + swing * Math.sin(index / 7) + (index % 5) * (swing / 9));

/** A typical machine: some containers are at their limit, some idle, some failed. */
export function fleet(change: Partial<State> = {}): State {
	const containers = [
		container('web', {
			ports: [{ containerPort: 80, hostPort: 4000, ip: '0.0.0.0', protocol: 'tcp' }],
			networks: { shop: '172.18.0.2' },
		}),
		container('db', {
			image: 'postgres:16',
			health: 'healthy',
			mounts: ['pgdata'],
			networks: { shop: '172.18.0.3' },
			ports: [{ containerPort: 5432, protocol: 'tcp' }],
		}),
		container('api', {
			image: 'registry.example.com/shop/api:2026.05',
			health: 'unhealthy',
			networks: { shop: '172.18.0.4' },
		}),
		container('worker', { image: 'shop/worker:latest', health: 'starting', startedAt: now - 20_000 }),
		container('cache', { image: 'redis:7', state: 'paused', status: 'Up 3 hours (Paused)' }),
		container('flaky', {
			image: 'shop/flaky:dev',
			state: 'restarting',
			status: 'Restarting (1) 5 seconds ago',
			finishedAt: now - 5_000,
			exitCode: 1,
		}),
		exited('batch', 137, { image: 'etl:v3', mounts: ['etl-cache'] }),
		exited('migrate', 0, { image: 'postgres:16', finishedAt: now - 26 * hour }),
		exited('typo', 127, { image: 'alpine:3.20', finishedAt: now - 4 * minute }),
		container('fresh', { image: 'nginx:alpine', state: 'created', status: 'Created', startedAt: undefined }),
	];
	const images = [
		image('helloworld:latest', { tags: ['helloworld:latest', 'helloworld:v1', 'registry.example.com/helloworld:v1'] }),
		image('postgres:16', { createdAt: now - 400 * hour, size: 432_000_000 }),
		image('redis:7', { createdAt: now - 900 * hour, size: 117_000_000 }),
		image('nginx:alpine', { createdAt: now - 2000 * hour, size: 48_200_000 }),
		image('', { id: `sha256:${longId('dangling')}`, createdAt: now - 26 * hour }),
	];
	const volumes = [
		volume('pgdata'),
		volume('etl-cache'),
		volume(longId('anonymous')),
		volume('uploads', { driver: 'nfs' }),
	];
	const networks = [
		network('bridge', { subnets: [{ subnet: '172.17.0.0/16', gateway: '172.17.0.1' }] }),
		network('host', { driver: 'host', subnets: [] }),
		network('none', { driver: 'null', subnets: [] }),
		network('shop'),
	];
	const lists = state({ containers, images, volumes, networks }, change);
	const known = withDetails(
		lists,
		detail('web', {
			limits: { ...noLimits, nanoCpus: 2e8, memory: 300 * mebibyte, pids: 100 },
			ports: [{ containerPort: 80, hostPort: 4000, ip: '0.0.0.0', protocol: 'tcp' }],
			restartPolicy: { name: 'unless-stopped', maximumRetryCount: 0 },
		}),
		detail('db', { limits: { ...noLimits, memory: 2 * gibibyte } }),
		detail('api', {
			limits: { ...noLimits, cpuQuota: 150_000, cpuPeriod: 100_000, memory: 512 * mebibyte },
			restartCount: 4,
		}),
		detail('worker', { restartCount: 12 }),
		detail('cache', { limits: { ...noLimits, cpusetCpus: '0-1' } }),
		detail('flaky', { restartCount: 31, exitCode: 1, finishedAt: now - 5_000 }),
		detail('batch', { oomKilled: true, exitCode: 137, finishedAt: now - 2 * hour }),
		detail('migrate', { finishedAt: now - 26 * hour }),
		detail('typo', { exitCode: 127 }),
		detail('fresh', { startedAt: 0 }),
	);
	const cpu = wave(60, 11, 5);
	const history = cpu.map((cpuPercent, index) =>
		reading({
			at: now - (59 - index) * 1000,
			cpuPercent: index === 59 ? 18.03 : cpuPercent,
			memory: (30 + index / 5) * mebibyte,
			memoryLimit: 300 * mebibyte,
			memoryPercent: 13.73,
			netRx: 1_000_000 + index * 20_000 + (index % 4) * 9_000,
			netTx: 300_000 + index * 700,
			blockRead: 4_100_000,
			blockWrite: index * 4_096,
			pidsLimit: 100,
			periods: index * 10,
			throttledPeriods: index * 3,
			throttledNanoseconds: index * 8_000_000,
		}),
	);
	return withReadings(known, {
		[longId('web')]: history,
		[longId('db')]: [reading({ memory: 1.1 * gibibyte, memoryLimit: 2 * gibibyte, memoryPercent: 55, pids: 23 })],
		[longId('api')]: [
			reading({ cpuPercent: 149.2, memory: 440 * mebibyte, memoryLimit: 512 * mebibyte, memoryPercent: 85.9 }),
		],
		[longId('worker')]: [reading({ cpuPercent: undefined, memory: 3.2 * mebibyte })],
		[longId('cache')]: [reading({ cpuPercent: 0, memory: 9.4 * mebibyte })],
	});
}
