import { logPatterns as log } from './log-lines.js';
import type { Load, LogPattern, Program } from './program.js';

const MiB = 2 ** 20;
const KiB = 1024;

const idle: Load = {
	cpu: 0.0004,
	swing: 0.5,
	memory: 1.2 * MiB,
	memorySwing: 0.02,
	receive: 4,
	send: 0,
	read: 0,
	write: 0,
	pids: 1,
};

function program(
	name: string,
	load: Partial<Load>,
	logEvery: number,
	pattern: LogPattern,
	processes: readonly string[],
): Program {
	return { name, load: { ...idle, pids: processes.length, ...load }, logEvery, log: pattern, processes };
}

const catalogue: readonly Program[] = [
	program(
		'web',
		{
			cpu: 0.155,
			swing: 0.28,
			memory: 268 * MiB,
			memorySwing: 0.06,
			receive: 18 * KiB,
			send: 140 * KiB,
			read: 200,
			write: 900,
		},
		900,
		log.flask,
		['python3 -m flask run --host=0.0.0.0 --port=80', '/usr/bin/python3 /app/app.py'],
	),
	program(
		'postgres',
		{
			cpu: 0.22,
			swing: 0.8,
			memory: 1100 * MiB,
			memorySwing: 0.08,
			receive: 60 * KiB,
			send: 210 * KiB,
			read: 90 * KiB,
			write: 320 * KiB,
		},
		2600,
		log.postgres,
		[
			'postgres',
			'postgres: checkpointer',
			'postgres: background writer',
			'postgres: walwriter',
			'postgres: autovacuum launcher',
			'postgres: shop orders 172.20.0.4(41532) idle',
		],
	),
	program(
		'redis',
		{
			cpu: 0.03,
			swing: 0.6,
			memory: 38 * MiB,
			memorySwing: 0.12,
			receive: 42 * KiB,
			send: 51 * KiB,
			write: 6 * KiB,
			pids: 5,
		},
		21_000,
		log.redis,
		['redis-server *:6379'],
	),
	program(
		'worker',
		{
			cpu: 1.4,
			swing: 0.5,
			memory: 214 * MiB,
			memorySwing: 0.2,
			receive: 300 * KiB,
			send: 80 * KiB,
			read: 400 * KiB,
			write: 210 * KiB,
			pids: 9,
		},
		380,
		log.worker,
		['node worker.js', 'node worker.js --child=1', 'node worker.js --child=2'],
	),
	program(
		'api',
		{
			cpu: 0.46,
			swing: 0.55,
			memory: 182 * MiB,
			memorySwing: 0.1,
			receive: 220 * KiB,
			send: 640 * KiB,
			write: 2 * KiB,
			pids: 12,
		},
		240,
		log.json,
		['node --enable-source-maps server.js'],
	),
	program(
		'search',
		{
			cpu: 0.9,
			swing: 0.7,
			memory: 1750 * MiB,
			memorySwing: 0.05,
			receive: 90 * KiB,
			send: 180 * KiB,
			read: 1200 * KiB,
			write: 90 * KiB,
			pids: 58,
		},
		1800,
		log.search,
		['/usr/share/opensearch/jdk/bin/java -Xms1g -Xmx1g org.opensearch.bootstrap.OpenSearch'],
	),
	program(
		'proxy',
		{ cpu: 0.05, swing: 0.6, memory: 61 * MiB, memorySwing: 0.05, receive: 700 * KiB, send: 720 * KiB, pids: 14 },
		1200,
		log.proxy,
		['traefik --providers.docker'],
	),
	program(
		'nginx',
		{ cpu: 0.02, swing: 0.9, memory: 12 * MiB, memorySwing: 0.03, receive: 30 * KiB, send: 260 * KiB, pids: 3 },
		700,
		log.accessLog,
		['nginx: master process nginx -g daemon off;', 'nginx: worker process', 'nginx: worker process'],
	),
	{
		...program(
			'etl',
			{ cpu: 0.95, swing: 0.1, memory: 900 * MiB, read: 4 * MiB, write: MiB, pids: 4 },
			1000,
			log.progress,
			['python3 etl.py --all'],
		),
		ends: { after: 900_000, exitCode: 0 },
	},
	{
		...program('migrate', { cpu: 0.3, memory: 20 * MiB }, 1500, log.migrate, ['./migrate up']),
		ends: { after: 4_000, exitCode: 1 },
	},
	{
		...program('backup', { cpu: 0.6, memory: 48 * MiB, receive: 2 * MiB, write: 2 * MiB }, 1300, log.backup, [
			'pg_dump -h db shop',
		]),
		ends: { after: 14_000, exitCode: 0 },
	},
	program('pause', {}, 0, log.silent, ['/pause']),
	program('shell', { memory: 0.9 * MiB }, 0, log.silent, ['sh']),
];

const byName = new Map(catalogue.map(entry => [entry.name, entry]));

/** Finds a program by name; returns an idle program without a log for an unknown name. */
export function programNamed(name: string): Program {
	return byName.get(name) ?? { ...(byName.get('pause') as Program), name, processes: [name] };
}
