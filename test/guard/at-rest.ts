import type { LogLine } from '../../source/domain/logs/log-line.js';
import type { StatsSample } from '../../source/domain/stats/stats.js';
import type { Call, Engine, LogOptions } from '../../source/engine/engine.js';
import { type Clock, sleep } from '../../source/runtime/clock.js';

/** Answers for the demo engine: a fleet in which nothing changes except the time. */
export const atRest = (clock: Clock) => ({
	'containers.stats': async function* (_id: string, { signal }: Call) {
		while (!signal.aborted) {
			yield sampleAt(clock.now());
			await sleep(clock, 1000, signal);
		}
	},
	'containers.logs': (_id: string, { follow }: LogOptions, { signal }: Call) => (follow ? silence(signal) : nothing()),
	'system.events': (call: Call & { until?: number; ready?: (time: number) => void }) => {
		call.ready?.(Math.floor(clock.now() / 1000) * 1000);
		return call.until === undefined ? silence(call.signal) : nothing();
	},
});

/**
 * The same, but the containers belong to so many projects of compose, whose services have two containers each. A statistics
 * sample off screen takes two seconds, as with a real engine. Names are as long and as alike in every order of the rows.
 */
export const inProjects = (projects: number) => (clock: Clock, demo: Engine) => ({
	...atRest(clock),
	'containers.statsOnce': async (_id: string, { signal }: Call) => {
		await sleep(clock, 2000, signal);
		return sampleAt(clock.now());
	},
	'containers.list': async (call: Call) =>
		(await demo.containers.list(call)).map((container, index) => ({
			...container,
			name: nameAt(index),
			labels: {
				'com.docker.compose.project': `project-${index % projects}`,
				'com.docker.compose.service': `service-${Math.floor(index / projects / 2)}`,
				'com.docker.compose.container-number': String((Math.floor(index / projects) % 2) + 1),
			},
		})),
});

/** `replica-017`: neighbours in either list differ in as many digits at the end. */
const nameAt = (index: number): string => `replica-${String((index * 37) % 1000).padStart(3, '0')}`;

/** A fleet at rest, but each log has `perSecond` lines, ten milliseconds' worth at a time. */
export const inAStorm = (clock: Clock, perSecond: number) => ({
	...atRest(clock),
	'containers.logs': async function* (_id: string, _options: unknown, { signal }: Call) {
		for (let count = 0; !signal.aborted; ) {
			yield Array.from({ length: perSecond / 100 }, () => line(clock.now(), count++));
			await sleep(clock, 10, signal);
		}
	},
});

const line = (at: number, count: number): LogLine => ({
	stream: 'stdout',
	time: new Date(at).toISOString(),
	text: `GET /item/${count} 200`,
});

async function* nothing(): AsyncGenerator<never> {}

async function* silence(signal: AbortSignal): AsyncGenerator<never> {
	if (!signal.aborted) {
		await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
	}
}

/** Returns the sample of an idle container: only the system's counters grow. */
function sampleAt(at: number): StatsSample {
	const cpu = (milliseconds: number) => ({
		cpu_usage: { total_usage: 5e6 },
		system_cpu_usage: milliseconds * 2e6,
		online_cpus: 2,
	});
	return {
		read: new Date(at).toISOString(),
		preread: new Date(at - 1000).toISOString(),
		cpu_stats: cpu(at),
		precpu_stats: cpu(at - 1000),
		memory_stats: { usage: 3e5, limit: 2 ** 28, stats: {} },
		pids_stats: { current: 1 },
	};
}
