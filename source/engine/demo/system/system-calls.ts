import type { EngineEvent } from '../../../domain/nouns/events.js';
import type { Host } from '../../../domain/nouns/host.js';
import type { Credentials, SystemCalls } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { machine } from '../world/meter.js';
import { Queue } from '../world/queue.js';
import { hex } from '../world/random.js';
import { throwIfAborted, type World } from '../world/world.js';
import { diskUsage } from './disk-usage.js';

const host: Host = {
	name: 'demo',
	version: '28.2.2',
	apiVersion: '1.50',
	product: 'Docker',
	os: 'Demo Linux',
	kernel: '6.12.0-demo',
	architecture: 'x86_64',
	cgroupVersion: '2',
	cpus: machine.cpus,
	memory: machine.memory,
	storageDriver: 'overlay2',
	containerdStore: false,
	liveRestore: false,
	droppedLimits: [],
	cgroupDriver: 'systemd',
	rootless: false,
	buildkit: true,
	swarm: false,
	defaults: { cgroupns: 'private', logDriver: 'json-file', runtime: 'runc' },
	warnings: [],
};

/** Implements the system calls of the engine port on the demo world. */
export function systemCalls(world: World): SystemCalls {
	return {
		ping: ({ signal }) => world.call(signal, () => ({ time: wholeSeconds(world) })),
		host: ({ signal }) => world.call(signal, () => host),
		diskUsage: async ({ signal }) => {
			await world.work(4, signal);
			return world.call(signal, () => diskUsage(world));
		},
		events: call => events(world, call),
		login: async (credentials, { signal }) => {
			await world.work(8, signal);
			return world.call(signal, () => login(world, credentials));
		},
	};
}

async function* events(
	world: World,
	{ signal, since, until, ready }: Parameters<SystemCalls['events']>[0],
): AsyncGenerator<EngineEvent> {
	throwIfAborted(signal);
	if (until !== undefined && until * 1000 <= world.now()) {
		await world.call(signal, () => undefined);
		ready?.(wholeSeconds(world));
		yield* world.bus.since((since ?? 0) * 1000).filter(({ at }) => at <= until * 1000);
		return;
	}
	const queue = new Queue<EngineEvent>();
	const deaf = world.bus.listen(event => queue.push(event));
	const release = world.timeline.watch();
	const stop = () => queue.close();
	signal.addEventListener('abort', stop, { once: true });
	try {
		await world.call(signal, () => undefined);
		ready?.(wholeSeconds(world));
		const fresh = queue.drain();
		if (since !== undefined) {
			yield* world.bus.since(since * 1000).filter(event => !fresh.includes(event));
		}
		yield* fresh;
		yield* queue;
	} finally {
		signal.removeEventListener('abort', stop);
		release();
		deaf();
	}
}

/** The time in whole seconds, like the `Date` header of an HTTP answer. */
const wholeSeconds = (world: World): number => Math.floor(world.now() / 1000) * 1000;

/** Refuses the password `wrong`; the demo's registries accept all other credentials. */
export function checkCredentials(credentials: Credentials | undefined): void {
	if (credentials?.password === 'wrong') {
		throw new EngineError(
			'unauthorized',
			`Get "https://${credentials.server}/v2/": unauthorized: incorrect username or password`,
		);
	}
}

function login(world: World, credentials: Credentials): { status: string; identityToken?: string } {
	if (!credentials.identityToken && (!credentials.username || !credentials.password)) {
		throw new EngineError(
			'unauthorized',
			`Get "https://${credentials.server}/v2/": unauthorized: authentication required`,
		);
	}
	checkCredentials(credentials);
	const token = credentials.username === 'token' ? hex(`token ${credentials.server}`, world.seed, 32) : undefined;
	return { status: 'Login Succeeded', identityToken: token };
}
