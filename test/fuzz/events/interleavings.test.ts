import { afterEach, describe, expect, test } from 'vitest';
import { panes } from '../../../source/panes/panes.js';
import { engineNouns } from '../../../source/runtime/connection/list-sources.js';
import { resourceOf } from '../../../source/state/resource-of.js';
import type { State } from '../../../source/state/state.js';
import { wanted } from '../../../source/state/wanted.js';
import fc from '../../helpers/fast-check.js';
import { fakeClock } from '../../runtime/fake-clock.js';
import { type FuzzApp, fuzzApp } from '../keys/fuzz-app.js';
import { checkState } from '../keys/invariants.js';
import { changes } from './model-changes.js';
import { ModelEngine } from './model-engine.js';
import type { ModelWorld } from './model-world.js';

/** Number of interleavings of each kind. */
const runs = Number(process.env.PLIMSOLL_FUZZ_INTERLEAVINGS) || 200;

type Step =
	| { readonly kind: 'change'; readonly what: number; readonly which: number }
	| { readonly kind: 'events' | 'take' | 'answer' | 'fail' | 'time'; readonly which: number }
	| { readonly kind: 'key'; readonly key: string }
	| { readonly kind: 'stall' | 'cut' };

const which = fc.nat(7);
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.record({ kind: fc.constant('change' as const), what: fc.nat(changes.length - 1), which }),
	},
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('events' as const), which }) },
	{ weight: 5, arbitrary: fc.record({ kind: fc.constant('take' as const), which }) },
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), which }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('time' as const), which }) },
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('key' as const),
			key: fc.constantFrom('j', 'k', 'space', '1', '2', '3', '4'),
		}),
	},
);
const trouble: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 12, arbitrary: step },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), which }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('stall' as const, 'cut' as const) }) },
);
const length = { minLength: 20, maxLength: 120 };

let app: FuzzApp | undefined;
afterEach(() => app?.runtime.stop());

/** A dashboard on a modelled engine before the first answer. */
async function begin() {
	const time = fakeClock();
	const model = new ModelEngine(time.clock);
	for (const what of ['create', 'start', 'create', 'pull', 'create volume', 'create network'] as const) {
		model.world.change(what, 0);
	}
	app = fuzzApp(model.engine, time.clock);
	app.runtime.start('default');
	// The dashboard has subscribed to the events, and its first requests are pending.
	await time.settle();
	const run = async (one: Step) => {
		switch (one.kind) {
			case 'change':
				model.world.change(changes[one.what]!, one.which);
				break;
			case 'events':
				model.deliver(one.which + 1);
				break;
			case 'time':
				await time.pass(4 ** one.which);
				break;
			case 'key':
				app?.runtime.key(one.key);
				break;
			case 'take':
			case 'answer':
			case 'fail':
				model[one.kind](one.which);
				break;
			default:
				model[one.kind]();
		}
		await time.settle();
	};
	/** Removed containers, and those of them that had a row again later. */
	const ended = new Set<string>();
	const ghosts = new Set<string>();
	app.runtime.store.subscribe((state, before) => {
		if (state.events !== before.events) {
			for (const { type, action, id } of state.events) {
				if (type === 'container' && action === 'destroy') {
					ended.add(id);
				}
			}
		}
		if (state.lists.containers === before.lists.containers) {
			return;
		}
		for (const id of ended) {
			if (state.lists.containers.byKey.has(id)) {
				ghosts.add(id);
			}
		}
	});
	/** Delivers all pending answers and events and advances the clock, without a key. */
	const rest = async (seconds: number) => {
		const arrive = async () => {
			for (let round = 0; round < 40 && !model.isQuiet; round++) {
				model.deliver(Number.POSITIVE_INFINITY);
				model.answer(0);
				await time.settle();
			}
		};
		for (let second = 0; second < seconds; second++) {
			await arrive();
			await time.pass(1000);
		}
		// The last second may have caused new requests.
		for (let quiet = 0; quiet < 5 || !model.isQuiet; quiet++) {
			if (!model.isQuiet) {
				quiet = 0;
			}
			await arrive();
			await time.pass(100);
		}
	};
	return { time, model, app, run, rest, ghosts };
}

/** Returns the part of a state that the engine also has. */
const seen = (state: State) => ({
	containers: Object.fromEntries(
		state.lists.containers.items.map(({ id, name, state, health, status, mounts, provisional }) => [
			id,
			{ name, state, health: state === 'exited' ? '' : health, status, mounts, provisional },
		]),
	),
	...Object.fromEntries(
		(['images', 'volumes', 'networks'] as const).map(id => [
			id,
			Object.fromEntries(state.lists[id].items.map(item => [panes[id].key(item as never), item])),
		]),
	),
});

const truth = (world: ModelWorld) => ({
	containers: Object.fromEntries(
		[...world.containers.values()].map(({ id, name, state, health, status, mounts }) => [
			id,
			{ name, state, health: state === 'exited' ? '' : health, status, mounts, provisional: undefined },
		]),
	),
	images: Object.fromEntries(world.images),
	volumes: Object.fromEntries(world.volumes),
	networks: Object.fromEntries(world.networks),
});

/** Expects that the details on the screen equal the engine's. */
function checkDetails(state: State, world: ModelWorld): void {
	for (const want of wanted(state)) {
		if (want.kind !== 'resource' || want.of === 'history' || want.of === 'processes') {
			continue;
		}
		if (want.of === 'changes' || want.of === 'planned') {
			continue;
		}
		const resource = resourceOf(state, want);
		expect([want.key, resource?.status]).toEqual([want.key, 'ready']);
		const { raw } = (resource?.value ?? {}) as { raw?: unknown };
		if (want.of === 'container') {
			expect([want.key, raw]).toEqual([want.key, world.containers.get(want.id)?.status]);
		} else {
			expect(raw).toEqual(world.detailOf<{ labels: object }>(world[`${want.of}s`], want.id).raw);
		}
	}
}

describe('answers and events in any order', () => {
	test.each([
		// 20 seconds are shorter than the interval after which the dashboard checks for missed events.
		['late answers and late events', 20, step],
		['failing lists, stalled events and lost connections', 66, trouble],
	])(
		`end in the engine's truth without a refresh, for every noun: %s (${runs} interleavings)`,
		async (_, seconds, steps) => {
			await fc.assert(
				fc.asyncProperty(fc.array(steps, length), async list => {
					const { model, run, rest, app, ghosts } = await begin();
					try {
						for (const one of list) {
							await run(one);
						}
						await rest(seconds);
						const state = app.state();
						expect([...ghosts]).toEqual([]);
						expect(state.connection.status).toBe('connected');
						expect(seen(state)).toEqual(truth(model.world));
						checkDetails(state, model.world);
						checkState(state);
						for (const id of engineNouns) {
							for (const mark of state.panes[id].marks) {
								expect(state.lists[id].byKey.has(mark)).toBe(true);
							}
						}
					} finally {
						app.runtime.stop();
					}
				}),
				{ numRuns: runs },
			);
		},
	);
});
