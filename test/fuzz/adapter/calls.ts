import path from 'node:path';
import type { Engine } from '../../../source/engine/engine.js';
import { ids } from './dressed.js';

type Answered = () => Promise<unknown> | AsyncIterable<unknown>;

/** The answer of a call, all values of a stream, or the error message. */
export async function outcome(call: Answered): Promise<unknown> {
	const seen: unknown[] = [];
	try {
		const answer = call();
		if (Symbol.asyncIterator in answer) {
			for await (const item of answer) {
				seen.push(item);
			}
		} else {
			seen.push(await answer);
		}
	} catch (error) {
		seen.push((error as Error).message);
	}
	return seen;
}

/** All calls of the port that return a value. */
export function callsOf(engine: Engine, signal: AbortSignal): Record<string, Answered> {
	const { system, containers, images, volumes, networks } = engine;
	const [id = ''] = ids.containers;
	const log = { follow: false, tty: false };
	const commit = { reference: 'x:y', author: '', message: '', pause: true, changes: [] };
	return {
		host: () => system.host({ signal }),
		diskUsage: () => system.diskUsage({ signal }),
		login: () => system.login({ server: 'r' }, { signal }),
		list: () => containers.list({ signal }),
		inspect: () => containers.inspect(id, { signal }),
		stats: () => containers.stats(id, { signal }),
		statsOnce: () => containers.statsOnce(id, { signal }),
		logs: () => containers.logs(id, log, { signal }),
		'logs of a TTY': () => containers.logs(ids.containers[1]!, { ...log, tty: true }, { signal }),
		top: () => containers.top(id, { signal }),
		changes: () => containers.changes(id, { signal }),
		start: () => containers.start(id, { signal }),
		update: () => containers.update(id, {}, { signal }),
		create: () => containers.create({ body: {} }, { signal }),
		commit: () => containers.commit(id, commit, { signal }),
		exec: () => containers.exec(id, { command: ['sh'], tty: true, stdin: true }, { signal }),
		attach: () => containers.attach(id, { tty: true, stdin: true }, { signal }),
		'containers.prune': () => containers.prune({}, { signal }),
		'images.list': () => images.list({ signal }),
		'images.inspect': () => images.inspect('x', { signal }),
		history: () => images.history('x', { signal }),
		platforms: () => images.platforms('x', {}, { signal }),
		'images.remove': () => images.remove('x', { force: true }, { signal }),
		pull: () => images.pull('x', {}, { signal }),
		push: () => images.push('x', {}, { signal }),
		'images.prune': () => images.prune({}, { signal }),
		pruneBuildCache: () => images.pruneBuildCache({ signal }),
		'volumes.list': () => volumes.list({ signal }),
		'volumes.inspect': () => volumes.inspect('x', { signal }),
		'volumes.create': () => volumes.create({}, { signal }),
		'volumes.prune': () => volumes.prune({}, { signal }),
		'networks.list': () => networks.list({ signal }),
		'networks.inspect': () => networks.inspect('x', { signal }),
		'networks.create': () => networks.create({ name: 'x' }, { signal }),
		'networks.prune': () => networks.prune({}, { signal }),
	};
}

/** The other calls of the port: they return nothing, send files, or wait without a limit. */
export function furtherCallsOf(engine: Engine, signal: AbortSignal): Record<string, Answered> {
	const { system, containers, images, volumes, networks } = engine;
	const [id = ''] = ids.containers;
	// This folder has one small file.
	const context = path.join(import.meta.dirname, 'context');
	const build = { context, tags: [], buildArgs: {}, labels: {}, noCache: false, pull: false, auth: [] };
	async function* tar() {
		yield Buffer.alloc(64 * 1024);
	}
	return {
		ping: () => system.ping({ signal }),
		events: () => system.events({ signal }),
		wait: () => containers.wait(id, 'not-running', { signal }),
		stop: () => containers.stop(id, { signal }),
		restart: () => containers.restart(id, { signal }),
		pause: () => containers.pause(id, { signal }),
		unpause: () => containers.unpause(id, { signal }),
		kill: () => containers.kill(id, 'TERM', { signal }),
		rename: () => containers.rename(id, 'x', { signal }),
		remove: () => containers.remove(id, { force: true, volumes: false }, { signal }),
		'session of exec': () => session(containers.exec(id, { command: ['sh'], tty: false, stdin: true }, { signal })),
		'session of attach': () => session(containers.attach(id, { tty: true, stdin: true }, { signal })),
		tag: () => images.tag('x', 'y:z', { signal }),
		save: () => images.save(['x'], { signal }),
		load: () => images.load(tar(), { signal }),
		build: () => images.build({ ...build, builder: 'classic' }, { signal }),
		'build by BuildKit': () => images.build({ ...build, builder: 'buildkit' }, { signal }),
		'volumes.remove': () => volumes.remove('x', { force: false }, { signal }),
		'networks.remove': () => networks.remove('x', { signal }),
		connect: () => networks.connect('x', { container: 'y' }, { signal }),
		disconnect: () => networks.disconnect('x', { container: 'y', force: false }, { signal }),
	};
}

/** The whole output of a session and its exit code. */
async function session(opening: ReturnType<Engine['containers']['attach']>): Promise<unknown> {
	const opened = await opening;
	opened.write('exit\n');
	const pieces: number[] = [];
	for await (const { data } of opened.output) {
		pieces.push(data.length);
	}
	const code = await opened.exitCode();
	opened.close();
	return [pieces.length, code];
}
