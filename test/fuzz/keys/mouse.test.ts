import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { type ManualClock, manualClock } from '../../../source/engine/demo/world/clock.js';
import fc from '../../helpers/fast-check.js';
import { type MountedApp, openMountedApp } from '../../helpers/terminal/mounted-app.js';
import { watch } from './fuzz-app.js';
import { answers, truncated } from './hostile-input.js';
import { checkState } from './invariants.js';

const runs = 300;

let time: ManualClock;
let app: MountedApp;
let changes: () => number;

const number = fc.oneof(
	fc.nat(45).map(String),
	fc.nat(160).map(String),
	fc.constantFrom(
		'',
		'0',
		'-1',
		'00',
		'1e3',
		'65535',
		'65536',
		'99999',
		'4294967297',
		'9'.repeat(40),
		'1:2',
		' 1',
		'x',
	),
);
const button = fc.oneof(fc.constantFrom('0', '64', '65'), fc.nat(255).map(String), number);

/** Reports, whole or with anything wrong in them; never a key. */
const report = fc
	.tuple(
		fc.constantFrom('\x1b[<', '\x1b[<', '\x1b[<', '\x9b<', '\x1b[', '\x1b[?'),
		fc.array(fc.oneof(button, number), { minLength: 1, maxLength: 5 }),
		fc.constantFrom('M', 'M', 'M', 'm'),
	)
	.map(([start, numbers, final]) => `${start}${numbers.join(';').replace(/[^\d;:]/g, '')}${final}`)
	.filter(text => text !== '\x1b[M');
const click = fc
	.tuple(fc.constantFrom(0, 0, 0, 64, 65), fc.nat(145), fc.nat(45))
	.map(([which, x, y]) => `\x1b[<${which};${x};${y}M`);
const noise = fc.constantFrom(...answers.filter(({ sent }) => !/^\x1b\[[MtT]/.test(sent))).map(({ sent }) => sent);
const cut = fc.constantFrom(...truncated).map(({ sent }) => sent);

const idle = 20_000;

beforeAll(() => {
	time = manualClock();
});

async function open(mouse: boolean): Promise<void> {
	const watched = watch(createDemoEngine({ clock: time, latency: 0 }));
	changes = watched.changes;
	app = await openMountedApp(watched.engine, time, { preferences: { mouse, confirm: 'none' } });
}

describe('with the mouse on', () => {
	beforeAll(() => open(true));
	afterAll(() => app.close());
	beforeEach(async () => {
		while (app.state().modals.length > 0) {
			await app.typing.type('\x1b');
			await app.typing.wait(idle);
		}
	});

	test('single clicks and wheels anywhere, among hostile reports, change nothing on the engine and leave a valid state', async () => {
		const before = changes();
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom('', '', '?', 'o', ':', '2r', '2c', 'T', '@', 'v', 'y', 'X', '/a', 'z', 'l', 'm', 'i', 'C'),
				fc.array(fc.oneof(click, click, report, noise), { maxLength: 12 }),
				async (keys, pieces) => {
					await app.typing.type(keys);
					await time.advance(50);
					for (const piece of pieces) {
						await app.typing.type(piece);
						await app.typing.wait(idle);
						// Two presses are never one double click.
						await time.advance(500);
						checkState(app.state());
					}
					while (app.state().modals.length > 0 || app.state().input) {
						await app.typing.type('\x1b');
						await app.typing.wait(idle);
					}
				},
			),
			{ numRuns: runs },
		);
		expect(changes()).toBe(before);
	});

	test('a report that is cut by a pause does nothing', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(140), fc.nat(40), fc.integer({ min: 1, max: 9 }), cut, async (x, y, at, other) => {
				const whole = `\x1b[<0;${x + 1};${y + 1}M`;
				const { panes, focus, modals, pane } = app.state();
				const length = app.names.length;
				// Behind the first two bytes a pause cannot make the Esc key.
				const place = Math.min(whole.length - 2, at + 1);
				await app.typing.type(whole.slice(0, place));
				await app.typing.wait(400);
				await app.typing.type(whole.slice(place));
				await app.typing.wait(idle);
				await app.typing.type(other);
				await app.typing.wait(idle);
				expect(app.names.slice(length)).toEqual([]);
				const after = app.state();
				expect([after.pane, after.focus]).toEqual([pane, focus]);
				expect(after.panes).toBe(panes);
				expect(after.modals).toBe(modals);
			}),
			{ numRuns: runs },
		);
	});
});

describe('with the mouse off', () => {
	beforeAll(() => open(false));
	afterAll(() => app.close());

	test('no report changes anything', async () => {
		const before = changes();
		await fc.assert(
			fc.asyncProperty(fc.array(fc.oneof(click, report, noise), { maxLength: 12 }), async pieces => {
				const { panes, focus, modals, pane, logs, text } = app.state();
				await app.typing.type(pieces.join(''));
				await app.typing.wait(idle);
				const after = app.state();
				expect([after.pane, after.focus, after.logs]).toEqual([pane, focus, logs]);
				expect([after.panes, after.modals, after.text].every((part, at) => part === [panes, modals, text][at])).toBe(
					true,
				);
			}),
			{ numRuns: runs },
		);
		expect(app.names).toEqual([]);
		expect(changes()).toBe(before);
	});
});
