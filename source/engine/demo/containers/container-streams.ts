import type { LogLine } from '../../../domain/logs/log-line.js';
import { LogReader } from '../../../domain/logs/log-reader.js';
import type { StatsSample } from '../../../domain/stats/stats.js';
import type { Call, LogOptions } from '../../engine.js';
import { firstIndexAt, lineTime, logBetween } from '../programs/log-history.js';
import type { ContainerRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { hasProcess } from './container-verbs.js';
import { sampleAt } from './stats.js';

const second = 1000;

/** Yields a sample about once a second, the first without `precpu_stats`; ends when the container is removed. */
export async function* stats(world: World, id: string, { signal }: Call): AsyncGenerator<StatsSample> {
	const container = await world.call(signal, () => world.container(id));
	let previous: number | undefined;
	for (;;) {
		if (signal.aborted || !world.containers.has(container.id)) {
			return;
		}
		const now = world.now();
		yield sampleAt(container, now, previous);
		previous = now;
		await world.clock.sleep(second, signal);
		world.timeline.catchUp();
	}
}

/** Returns one sample with the sample of a second before in `precpu_stats`. */
export async function statsOnce(world: World, id: string, { signal }: Call): Promise<StatsSample> {
	await world.work(10, signal);
	return world.call(signal, () => sampleAt(world.container(id), world.now(), world.now() - second));
}

/** Yields the existing log; with `follow`, also the new lines until the container stops. */
export async function* logs(
	world: World,
	id: string,
	options: LogOptions,
	{ signal }: Call,
): AsyncGenerator<readonly LogLine[]> {
	const container = await world.call(signal, () => world.container(id));
	const until = options.until === undefined ? Number.POSITIVE_INFINITY : options.until * 1000;
	let from = (options.since ?? 0) * 1000;
	let to = Math.min(world.now() + 1, until);
	let seen = container.writtenCount;
	const reader = new LogReader();
	const read = ({ stream, time, text }: LogLine) => reader.line(stream, time, text);
	// As the engine does, this takes the last lines first, and leaves out those after `until` then.
	const written = container.written.filter(line => Date.parse(line.time) >= from);
	const latest = logBetween(container, from, world.now() + 1, written, options.tail);
	const history = latest.filter(line => Date.parse(line.time) < until);
	for (let start = 0; start < history.length; start += batch) {
		if (signal.aborted) {
			return;
		}
		yield history.slice(start, start + batch).map(read);
	}
	if (!options.follow) {
		return;
	}
	const release = world.timeline.watch();
	try {
		while (!signal.aborted && to < until) {
			const running = isAlive(world, container);
			from = to;
			to = Math.min(world.now() + 1, until);
			const fresh = container.writtenCount - seen;
			seen = container.writtenCount;
			const lines = logBetween(container, from, to, fresh > 0 ? container.written.slice(-fresh) : []);
			if (lines.length > 0) {
				yield lines.map(read);
			}
			if (!running) {
				return;
			}
			await nextLine(world, container, to, signal);
			world.timeline.catchUp();
		}
	} finally {
		release();
	}
}

const batch = 1000;

/** The log of a paused container stays open. */
const isAlive = (world: World, container: ContainerRecord): boolean =>
	world.containers.has(container.id) && hasProcess(container);

/** Sleeps until the pattern's next line is due, a line is written, or the container has an event. */
async function nextLine(world: World, container: ContainerRecord, at: number, signal: AbortSignal): Promise<void> {
	const wake = new AbortController();
	const stop = () => wake.abort();
	signal.addEventListener('abort', stop, { once: true });
	const deaf = world.bus.listen(event => event.id === container.id && stop());
	container.wakers.add(stop);
	const run = container.runs.at(-1);
	const silent = container.program.logEvery === 0 || !run || container.state === 'paused';
	const due = silent ? 3_600_000 : lineTime(container, run, firstIndexAt(container, run, at)) - world.now();
	if (!signal.aborted) {
		await world.clock.sleep(Math.max(1, due), wake.signal);
	}
	container.wakers.delete(stop);
	deaf();
	signal.removeEventListener('abort', stop);
}
