import { afterEach, beforeEach, expect, test } from 'vitest';
import { actionTable } from '../../../source/actions/table/table.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { manualClock } from '../../../source/engine/demo/world/clock.js';
import type { Engine } from '../../../source/engine/engine.js';
import fc from '../../helpers/fast-check.js';
import { testLimits } from '../../helpers/limits/limits.js';
import { hostileText } from '../hostile.js';
import { twinScreens } from '../screen/twin-screens.js';
import { clockOf, fuzzApp, watch } from './fuzz-app.js';
import { checkState, checkStreams, checkViews, pressChecked } from './invariants.js';

/** The number of all steps, and of the steps of one dashboard. */
const steps = Number(process.env.PLIMSOLL_FUZZ_STEPS) || 8000;
const stepsPerRun = 400;

type Step =
	| { readonly kind: 'key'; readonly key: string }
	| { readonly kind: 'paste'; readonly text: string }
	| { readonly kind: 'resize'; readonly columns: number; readonly rows: number }
	| { readonly kind: 'time'; readonly ms: number }
	| { readonly kind: 'other'; readonly what: number; readonly which: number };

const tableKeys = [...new Set(actionTable.flatMap(action => action.keys))];
const editing = [
	'enter',
	'escape',
	'tab',
	'shift-tab',
	'up',
	'down',
	'left',
	'right',
	'backspace',
	'delete',
	'home',
	'end',
	'space',
	'ctrl-u',
	'ctrl-w',
	'ctrl-k',
	'ctrl-n',
	'ctrl-p',
	'y',
	'n',
];
/** Keys that move the focus, and the way out of modals: without them most keys go to a modal. */
const looking = [
	'escape',
	'escape',
	'escape',
	'z',
	'l',
	'i',
	'm',
	't',
	'tab',
	'shift-tab',
	'q',
	'/',
	'1',
	'2',
	'3',
	'4',
];
const key = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...tableKeys) },
	{ weight: 4, arbitrary: fc.constantFrom(...looking) },
	{ weight: 3, arbitrary: fc.constantFrom(...editing) },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 30, arbitrary: key.map(name => ({ kind: 'key' as const, key: name })) },
	{
		weight: 1,
		arbitrary: fc
			.oneof(hostileText, fc.constantFrom('docker run -d --name x -p 80:80 busybox:1 sh', 'app:v2'))
			.map(text => ({ kind: 'paste' as const, text })),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('resize' as const),
			columns: fc.integer({ min: 2, max: 200 }),
			rows: fc.integer({ min: 1, max: 60 }),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(1, 50, 150, 1000, 5000, 60_000) }),
	},
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('other' as const), what: fc.nat(9), which: fc.nat(30) }) },
);

/** Actions of another user of the same engine. */
async function actAsOther(engine: Engine, what: number, which: number): Promise<void> {
	const { signal } = new AbortController();
	const { containers, images, volumes, networks } = engine;
	const rows = await containers.list({ signal });
	const row = rows[which % Math.max(1, rows.length)];
	if (!row) {
		return;
	}
	const changes = [
		() => containers.start(row.id, { signal }),
		() => containers.stop(row.id, { signal, timeout: 0 }),
		() => containers.kill(row.id, 'KILL', { signal }),
		() => containers.pause(row.id, { signal }),
		() => containers.unpause(row.id, { signal }),
		() => containers.rename(row.id, `renamed-${which}`, { signal }),
		() => containers.remove(row.id, { force: true, volumes: true }, { signal }),
		() => containers.create({ name: `made-${which}`, body: { Image: row.image } }, { signal }),
		() => volumes.create({ name: `volume-${which}` }, { signal }),
		async () => {
			await networks.create({ name: `network-${which}` }, { signal });
			await images.tag(row.image, `tagged-${which}:x`, { signal });
		},
	];
	// The engine may refuse the action: ignore the error.
	await changes[what]!().catch(() => undefined);
}

const drain = async () => {
	for (let turn = 0; turn < 3; turn++) {
		await new Promise(resolve => setImmediate(resolve));
	}
};

const rejections: unknown[] = [];
const onRejection = (error: unknown) => void rejections.push(error);
beforeEach(() => void process.on('unhandledRejection', onRejection));
afterEach(() => void process.off('unhandledRejection', onRejection));

let walked = 0;
async function live(script: readonly Step[]): Promise<void> {
	const manual = manualClock();
	const demo = createDemoEngine({ clock: manual, latency: 0 });
	const watched = watch(demo);
	const app = fuzzApp(watched.engine, clockOf(manual));
	const screens = twinScreens(app.state().size);
	app.runtime.start('default');
	await manual.advance(200);
	try {
		for (const [index, each] of script.entries()) {
			if (each.kind === 'key') {
				pressChecked(app, watched, each.key);
			} else if (each.kind === 'paste') {
				app.runtime.paste(each.text);
			} else if (each.kind === 'resize') {
				app.resize(each.columns, each.rows);
			} else if (each.kind === 'time') {
				await manual.advance(each.ms);
			} else {
				void actAsOther(demo, each.what, each.which);
			}
			await new Promise(resolve => setImmediate(resolve));
			walked++;
			checkState(app.state());
			const parts = checkViews(app.state(), app.actions);
			const wrong = await screens.show(parts, app.state().size, index % 10 === 9);
			if (wrong !== undefined) {
				throw new Error(`the screen is not what a full paint shows: ${wrong}`);
			}
			if (index % 20 === 19) {
				await manual.advance(300);
				await drain();
				checkState(app.state());
				checkStreams(app, watched);
			}
			if (rejections.length > 0) {
				throw rejections.splice(0)[0];
			}
		}
	} finally {
		app.runtime.stop();
		await manual.advance(10);
		await drain();
		demo.close();
		screens.dispose();
	}
	expect(watched.open()).toEqual([]);
	expect(app.runtime.active()).toEqual([]);
}

test('a dashboard keeps all invariants after any keys, pastes, resizes and events', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: stepsPerRun, maxLength: stepsPerRun, size: 'max' }), live),
		{
			numRuns: Math.ceil(steps / stepsPerRun),
			interruptAfterTimeLimit: testLimits().generating,
		},
	);
	process.stdout.write(`stateful: ${walked} steps walked\n`);
});
