import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copySequence } from '../../../source/terminal/clipboard.js';
import { screenModes } from '../../../source/terminal/screen-modes.js';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';
import fc from '../../helpers/fast-check.js';
import { screenParts } from '../../helpers/screen/screen-parts.js';
import { dressed } from '../adapter/dressed.js';
import { type StubEngine, startStubEngine } from '../adapter/stub-engine.js';
import { attacks, forbidden, odd, textsIn, wardrobe } from '../hostile.js';
import { createEmulator, kinds } from './emulator.js';
import { difference, wantedCells } from './expected.js';

let stub: StubEngine;
beforeAll(async () => {
	stub = await startStubEngine();
});
afterAll(() => stub.close());

/** A compositor may write only styles, cursor moves, erasures, line wrap and the marks of a synchronized update. */
const grammar =
	/\x1b\[(?:[0-9;]*m|[0-9;]*H|[0-9]*[ABCD]|J|K|[0-9]*X|\?7[lh]|\?2026[lh])|[\r\n\b]|[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/gu;

/** Keys that visit every pane, tab and list, and open and close menus and forms. */
const walk = [
	...['l', 'm', 'i', 't', ']', ']', ']', 'escape', 'down', 'i', 'l', 'escape', 'z', 'z'],
	...[
		'enter',
		'escape',
		':',
		'escape',
		'?',
		'escape',
		'@',
		'escape',
		'T',
		'escape',
		'v',
		'escape',
		'X',
		'escape',
		'C',
		'escape',
	],
	...['R', 'escape', 'E', 'escape', 'u', 'escape', 'c', 'escape', 'd', 'escape', 'K', 'escape'],
	...['2', 'i', ']', 'escape', 't', 'escape', 'p', 'escape', 'P', 'escape', 'z', 'z', 'r', 'escape', 'enter', 'escape'],
	...['3', 'i', ']', 'd', 'escape', 'c', 'escape', '4', 'i', ']', 'd', 'escape', 'c', 'escape', '/', 'a', 'escape'],
];

async function show(
	texts: readonly string[],
	kind: (typeof kinds)[number],
	size: { columns: number; rows: number },
	keys: readonly string[] = walk,
): Promise<void> {
	stub.say(dressed(texts));
	const { columns, rows } = size;
	const dashboard = await openDashboard({ engine: { ...stub.engine, close: () => {} }, columns, rows });
	const emulator = createEmulator(columns, rows, kind);
	let output = screenModes('xterm-256color', true).enter;
	const compositor = createCompositor({ write: text => (output += text) }, size);
	await emulator.write(output);
	const before = emulator.modes();
	output = '';
	let shown: readonly string[] = [];

	async function check(what: string): Promise<void> {
		const parts = screenParts(dashboard.state(), { actions: dashboard.runtime.actions });
		for (const id of shown) {
			if (!parts.some(part => part.id === id)) {
				compositor.removeLayer(id);
			}
		}
		shown = parts.map(({ id }) => id);
		for (const part of parts) {
			compositor.setLayer(part);
		}
		compositor.paint();
		const alien = output.replace(grammar, '');
		if (alien !== '') {
			throw new Error(`after ${what}: wrote ${JSON.stringify(alien.slice(0, 200))}`);
		}
		await emulator.write(output);
		output = '';
		const wrong = difference(emulator, wantedCells(parts, columns, rows));
		if (wrong !== undefined) {
			throw new Error(`after ${what}: ${wrong}`);
		}
		expect(emulator.modes()).toEqual(before);
		expect(emulator.commands).toEqual([]);
	}

	await check('the start');
	for (const key of keys) {
		await dashboard.press(key);
		await check(key);
	}
	if (keys === walk) {
		await copyAll(dashboard);
	}
	for (const [path, text] of textsIn(dashboard.state().commands)) {
		if (forbidden.test(text)) {
			throw new Error(`${path}: ${JSON.stringify(text)}`);
		}
	}
	dashboard.close();
	emulator.dispose();
}

/** Copies every copyable value in every pane, of one item and of all items. */
async function copyAll(dashboard: Dashboard): Promise<void> {
	for (const pane of ['1', '2', '3', '4']) {
		for (const mark of [[], ['*']]) {
			for (const what of ['n', 'i', 'r', 'a', 'u', 'c', 'x', 'l', 'd', 'p', 's']) {
				await dashboard.press(pane, ...mark, 'y', what, 'escape', 'escape');
			}
		}
	}
	expect(dashboard.copied.length).toBeGreaterThan(5);
	for (const text of dashboard.copied) {
		if (forbidden.test(text)) {
			throw new Error(`copied ${JSON.stringify(text)}`);
		}
		const sent = copySequence(text, {}) ?? '';
		const base64 = /^\x1b\]52;c;([A-Za-z0-9+/=]*)\x07$/.exec(sent)?.[1] ?? '';
		expect(Buffer.from(base64, 'base64').toString()).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
	}
}

const size = fc.constantFrom(
	{ columns: 120, rows: 40 },
	{ columns: 80, rows: 24 },
	{ columns: 40, rows: 10 },
	{ columns: 173, rows: 51 },
);

describe('a screen of hostile texts', () => {
	test('is drawn in its place and sends no other command to the terminal', async () => {
		await fc.assert(
			fc.asyncProperty(wardrobe, fc.constantFrom(...kinds), size, async (texts, kind, wanted) => {
				await show(texts, kind, wanted);
			}),
			{ numRuns: 10, endOnFailure: true },
		);
	});

	test.each(kinds)('is drawn in its place for each known text, on a terminal that measures by %s', async kind => {
		const all = [...attacks, ...odd].map(text => `${text}x`);
		for (let at = 0; at < all.length; at += 60) {
			await show(all.slice(at, at + 60), kind, { columns: 120, rows: 40 });
		}
	});

	test('is drawn in its place for a megabyte of texts', async () => {
		const texts = ['日', '\x1b]52;c;', '\u202e', 'e\u0301', 'word ', '👩\u200d'].map(part =>
			part.repeat(Math.ceil(100_000 / part.length)),
		);
		await show(texts, 'old', { columns: 80, rows: 24 }, [
			'l',
			'i',
			']',
			'escape',
			'y',
			'escape',
			'v',
			'escape',
			'2',
			'3',
		]);
	});
});
