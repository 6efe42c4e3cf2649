import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { manualClock } from '../../../source/engine/demo/world/clock.js';
import type { State } from '../../../source/state/state.js';
import { keyNames } from '../../../source/terminal/keys.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { mount } from '../../../source/ui/mount.js';
import { createSurfaces } from '../../../source/ui/surfaces.js';
import { defaultPalette } from '../../../source/ui/theme.js';
import { drawn } from '../../helpers/drawn.js';
import fc from '../../helpers/fast-check.js';
import { FakeStdout } from '../../helpers/screen/fake-streams.js';
import { openTyping, type Typing } from '../../helpers/terminal/typing.js';
import { clockOf, type FuzzApp, fuzzApp, watch } from './fuzz-app.js';
import { answers, keys, truncated, unassigned } from './hostile-input.js';

/** The number of byte strings of keys and noise, and of noise alone. */
const runs = 1000;
const noiseRuns = 1000;

/** Longer than the wait for the rest of an incomplete sequence. Milliseconds. */
const silence = 20_000;

/** A piece of input with the names of its keys. A pause follows a piece that only a pause completes. */
type Piece = { readonly sent: string; readonly names: readonly string[]; readonly pause?: boolean };

const text = (characters: string): Piece => ({
	sent: Buffer.from(characters).toString('latin1'),
	names: [...keyNames(characters, {})],
});

/** Names of the sequences in `keys`, by the bytes that they have without extensions. */
const sequenceNames: Readonly<Record<string, readonly string[]>> = {
	'\x1b[A': ['up'],
	'\x1b[D': ['left'],
	'\x1b[1;5C': ['right'],
	'\x1b[H': ['home'],
	'\x1b[F': ['end'],
	'\x1b[5~': ['pageup'],
	'\x1b[6~': ['pagedown'],
	'\x1b[3~': ['delete'],
	'\x1b[3;5~': ['delete'],
	'\x1b[Z': ['shift-tab'],
	'\x1b': ['escape'],
	'\x1bj': ['escape', 'j'],
};

const keyPiece: fc.Arbitrary<Piece> = fc.oneof(
	fc.constantFrom(...'jkrscdeADXT?:@1234/ hlz', '\r', '\t', '\x7f', '\x12', 'é', '日').map(text),
	fc.constantFrom(...keys).map(({ sent, bytes }) => ({ sent, names: sequenceNames[bytes] ?? keyNames(bytes, {}) })),
	fc.constant({ sent: '\x1b', names: ['escape'], pause: true }),
	fc.constantFrom('docker rm -f web', 'r\rs\x1b[Ac\x03', 'r'.repeat(300)).map(pasted => ({
		sent: `\x1b[200~${pasted}\x1b[201~`,
		names: [`paste ${pasted}`],
	})),
);

/** Coordinates of X10 that cannot be halves of a character. */
const coordinate = fc.oneof(fc.integer({ min: 0x20, max: 0xc1 }), fc.integer({ min: 0xe0, max: 0xff }));

const noisePiece: fc.Arbitrary<Piece> = fc.oneof(
	fc.constantFrom(...answers, ...unassigned).map(({ sent }) => ({ sent, names: [] })),
	fc.constantFrom(...truncated).map(({ sent }) => ({ sent, names: [], pause: true })),
	fc.tuple(coordinate, coordinate, coordinate).map(codes => ({
		sent: `\x1b[M${String.fromCharCode(...codes)}`,
		names: [],
	})),
	fc
		.tuple(fc.constantFrom('\x1b]', '\x1bP', '\x1b_', '\x1b^', '\x1bX', '\x9d', '\x90'), fc.string({ maxLength: 40 }))
		.map(([start, payload]) => ({ sent: `${start}${payload.replace(/[^ -~]/g, 'r')}\x1b\\`, names: [] })),
	fc
		.tuple(fc.constantFrom('?', '>', '='), fc.array(fc.nat(9999), { maxLength: 6 }), fc.constantFrom(...'cRnystqurx'))
		.map(([mark, numbers, final]) => ({ sent: `\x1b[${mark}${numbers.join(';')}${final}`, names: [] })),
);

const time = manualClock();
let typing: Typing;
let app: FuzzApp;
let names: string[] = [];
let changes = () => 0;
let unmount = () => {};

beforeAll(async () => {
	const watched = watch(createDemoEngine({ clock: time, latency: 0 }));
	changes = watched.changes;
	app = fuzzApp(watched.engine, clockOf(time));
	typing = openTyping();
	const stdout = new FakeStdout(100, 30);
	const ink = mount({
		store: app.runtime.store,
		surfaces: createSurfaces(unicodeGlyphs, app.actions),
		glyphs: unicodeGlyphs,
		palette: () => defaultPalette,
		screen: drawn(app.runtime).screen,
		stdin: typing.keyboard.keys,
		stdout: stdout as never,
		onInput(input, key) {
			for (const name of keyNames(input, key)) {
				names.push(name);
				app.runtime.key(name);
			}
		},
		onPaste(pasted) {
			names.push(`paste ${pasted}`);
			app.runtime.paste(pasted);
		},
		onReady() {},
	});
	unmount = ink.unmount;
	typing.start();
	app.runtime.start('demo');
	await time.advance(200);
});
afterAll(() => {
	unmount();
	app.runtime.stop();
});
beforeEach(() => {
	names = [];
});

/** Sends pieces, cut into chunks of the lengths given, with silence where a piece needs it. */
async function send(pieces: readonly Piece[], lengths: readonly number[]): Promise<void> {
	let together = '';
	let turn = 0;
	const flush = async () => {
		while (together !== '') {
			const length = lengths.length === 0 ? together.length : lengths[turn++ % lengths.length]!;
			await typing.type(together.slice(0, length));
			together = together.slice(length);
		}
	};
	for (const piece of pieces) {
		together += piece.sent;
		if (!piece.pause) {
			continue;
		}
		await flush();
		await typing.wait(silence);
	}
	await flush();
	await typing.wait(silence);
}

/** State that a key can change. */
const partsOf = ({ modals, panes, pane, focus, zoom, input, toasts, commands, opening }: State): readonly unknown[] => [
	...[modals, panes, pane, focus, zoom, input],
	...[toasts, commands, opening],
];

const lengthsOfChunks = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 });

test('only the keys and pastes of any input bytes reach the dashboard', async () => {
	const pieces = fc.array(fc.oneof(keyPiece, noisePiece), { maxLength: 14 });
	await fc.assert(
		fc.asyncProperty(pieces, lengthsOfChunks, async (input, lengths) => {
			names = [];
			await send(input, lengths);
			expect(names).toEqual(input.flatMap(piece => piece.names));
		}),
		{ numRuns: runs },
	);
});

test('bytes without a key cause no action, no changing request and no other screen', async () => {
	while (app.state().modals.length > 0) {
		await typing.type('\x1b');
		await typing.wait(silence);
	}
	await time.advance(200);
	const before = changes();
	await fc.assert(
		fc.asyncProperty(fc.array(noisePiece, { maxLength: 20 }), lengthsOfChunks, async (input, lengths) => {
			names = [];
			const parts = partsOf(app.state());
			await send(input, lengths);
			expect(names).toEqual([]);
			for (const [index, part] of partsOf(app.state()).entries()) {
				expect(part).toBe(parts[index]);
			}
		}),
		{ numRuns: noiseRuns },
	);
	expect(changes()).toBe(before);
});
