import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionTable } from '../../../source/actions/table/table.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { systemClock } from '../../../source/runtime/clock.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { eventually } from '../../helpers/eventually.js';
import fc from '../../helpers/fast-check.js';
import { testLimits } from '../../helpers/limits/limits.js';
import { twinScreens } from '../screen/twin-screens.js';
import { fuzzApp, watch } from './fuzz-app.js';
import { checkState, checkStreams, checkViews, pressChecked } from './invariants.js';

const { skip, engine: real } = engineOrSkip();
const steps = Number(process.env.PLIMSOLL_FUZZ_REAL_STEPS) || 3000;
const stepsPerRun = 250;

/** Actions that are safe on a shared engine: read, and start or stop the test's own containers. */
const harmless = new Set(['start', 'stop', 'restart', 'pause', 'unpause', 'wait']);
const readOnlyCalls = /^(list|inspect|stats|statsOnce|logs|top|changes|history|ping|host|diskUsage|events)$/;

/** Fails a call: some calls return a promise, others a stream. */
function refused(name: string): unknown {
	const failure = new Error(`${name} is fenced off`);
	if (!/^(pull|push|build|load|save)$/.test(name)) {
		return Promise.reject(failure);
	}
	return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(failure) }) };
}

/** An engine that lists only the scene's containers and refuses changes of anything else. */
function fenced(engine: Engine, mark: string, ids: readonly string[]): Engine {
	const fence = <T extends object>(calls: T): T =>
		new Proxy(calls, {
			get(target, name) {
				const call: unknown = Reflect.get(target, name);
				if (typeof call !== 'function') {
					return call;
				}
				return (...parameters: unknown[]) => {
					const isOwn = harmless.has(String(name)) && ids.includes(String(parameters[0]));
					if (!readOnlyCalls.test(String(name)) && !isOwn) {
						return refused(String(name));
					}
					return call.apply(target, parameters) as unknown;
				};
			},
		});
	const containers = fence(engine.containers);
	return {
		endpoint: engine.endpoint,
		system: fence(engine.system),
		images: fence(engine.images),
		volumes: fence(engine.volumes),
		networks: fence(engine.networks),
		compose: fence(engine.compose),
		containers: new Proxy(containers, {
			get: (target, name) =>
				name === 'list'
					? async (call: Parameters<Engine['containers']['list']>[0]) =>
							(await target.list(call)).filter(row => row.name.endsWith(mark))
					: Reflect.get(target, name),
		}),
		maxStreams: () => engine.maxStreams(),
		close: () => engine.close(),
	};
}

const keys = [...new Set(actionTable.filter(action => !action.mutates).flatMap(action => action.keys))].filter(
	key => !['q', 'ctrl-c', 'X', 'L', 'C', 'e', 'E', 'a'].includes(key),
);
const key = fc.oneof(
	{ weight: 8, arbitrary: fc.constantFrom(...keys) },
	{ weight: 2, arbitrary: fc.constantFrom('1', 's', 'escape', 'y', 'enter', 'down', 'up') },
);

describe.skipIf(skip)('a dashboard on a real engine', () => {
	let scene: Scene;
	let ids: string[];
	beforeAll(async () => {
		scene = createScene(real, 'fuzz');
		const chatty = 'trap "exit 0" TERM; while :; do echo "line $((i=i+1))"; usleep 50000; done';
		ids = [
			await scene.run('chatty', ['sh', '-c', chatty]),
			await scene.idle('idle'),
			await scene.run('ended', ['sh', '-c', 'exit 3']),
		];
	});
	afterAll(() => scene.clear());

	test('keeps all invariants after any keys, while its containers start and stop', async () => {
		const rejections: unknown[] = [];
		const onRejection = (error: unknown) => void rejections.push(error);
		process.on('unhandledRejection', onRejection);
		let walked = 0;
		const live = async (script: readonly string[]) => {
			const client = await openClient({ url: real.host, origin: 'test' }, { env: {} });
			const watched = watch(fenced(createDockerEngine(client), scene.mark, ids));
			const app = fuzzApp(watched.engine, systemClock);
			const screens = twinScreens(app.state().size);
			app.runtime.start('default');
			await app.runtime.idle();
			try {
				expect(app.state().lists.containers.items.length).toBe(3);
				for (const [index, name] of script.entries()) {
					pressChecked(app, watched, name);
					await new Promise(resolve => setImmediate(resolve));
					walked++;
					checkState(app.state());
					const wrong = await screens.show(checkViews(app.state(), app.actions), app.state().size, index % 10 === 9);
					if (wrong !== undefined) {
						throw new Error(`the screen is not what a full paint shows: ${wrong}`);
					}
					if (index % 25 === 24) {
						await app.runtime.idle();
						await eventually(() => checkStreams(app, watched));
					}
				}
				if (rejections.length > 0) {
					throw rejections.splice(0)[0];
				}
			} finally {
				app.runtime.stop();
				screens.dispose();
			}
			await eventually(() => expect(watched.open()).toEqual([]));
		};
		const lives = fc.array(key, { minLength: 1, maxLength: 2 * stepsPerRun, size: 'max' });
		await fc
			.assert(fc.asyncProperty(lives, live), {
				numRuns: Math.ceil((1.1 * steps) / stepsPerRun),
				unbiased: true,
				interruptAfterTimeLimit: testLimits().generating,
			})
			.finally(() => process.off('unhandledRejection', onRejection));
		process.stdout.write(`stateful, real engine: ${walked} steps walked\n`);
	});
});
