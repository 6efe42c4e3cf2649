import { describe, expect, test } from 'vitest';
import type { Token } from '../../../source/terminal/input/token.js';
import { Tokenizer } from '../../../source/terminal/input/tokenizer.js';
import { answers, keys, truncated, unassigned } from '../../fuzz/keys/hostile-input.js';
import fc from '../../helpers/fast-check.js';

/** Byte strings that are cut in all ways. */
const runs = 2000;

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Tokens of a string of bytes, at once. */
const tokens = (text: string): readonly Token[] => new Tokenizer().push(bytes(text));

/** Keys and pastes of a string of bytes and of the pauses after it, until nothing is incomplete. */
function typed(text: string): readonly string[] {
	const tokenizer = new Tokenizer();
	const all = [...tokenizer.push(bytes(text))];
	while (tokenizer.waitMs !== undefined) {
		all.push(...tokenizer.expire());
	}
	return all.flatMap(token =>
		token.kind === 'key' ? [token.bytes] : token.kind === 'paste' ? [`<${token.text}>`] : [],
	);
}

describe('keys', () => {
	test('of text are one per character, whatever its number of bytes', () => {
		expect(typed('ab1 ?')).toEqual(['a', 'b', '1', ' ', '?']);
		expect(typed(Buffer.from('é日👩').toString('latin1'))).toEqual(['é', '日', '👩']);
		expect(typed('\r\t\x7f\x03\x1a')).toEqual(['\r', '\t', '\x7f', '\x03', '\x1a']);
	});

	test.each(keys)('$name are one key', ({ sent, bytes: expected }) => {
		expect(typed(sent)).toEqual([expected]);
		expect(typed(`j${sent}k`)).toEqual(['j', expected, 'k']);
	});

	test('with Alt are one token that begins with ESC', () => {
		expect(typed('\x1bj')).toEqual(['\x1bj']);
		expect(typed('\x1b/')).toEqual(['\x1b/']);
		expect(typed('\x1b/x')).toEqual(['\x1b/', 'x']);
	});

	test('follow an Esc at once, or after a pause', () => {
		expect(typed('\x1b')).toEqual(['\x1b']);
		expect(typed('\x1b\x1b')).toEqual(['\x1b', '\x1b']);
		expect(typed('\x1b\x1b[A')).toEqual(['\x1b', '\x1b[A']);
		const tokenizer = new Tokenizer();
		expect(tokenizer.push(bytes('\x1b'))).toEqual([]);
		expect(tokenizer.waitMs).toBe(20);
		expect(tokenizer.expire()).toEqual([{ kind: 'key', bytes: '\x1b' }]);
		expect(tokenizer.push(bytes('['))).toEqual([{ kind: 'key', bytes: '[' }]);
	});
});

describe('an answer or report of the terminal', () => {
	test.each(answers)('$name is no key, alone or between keys', ({ sent }) => {
		expect(typed(sent)).toEqual([]);
		expect(typed(`j${sent}k`)).toEqual(['j', 'k']);
		expect(typed(`${sent}${sent}k`)).toEqual(['k']);
	});

	test.each(unassigned)('$name is no key', ({ sent }) => {
		expect(typed(`j${sent}`)).toEqual(['j']);
	});

	test.each(truncated)('$name, cut off, is dropped after a pause, and the next key is read', ({ sent }) => {
		const tokenizer = new Tokenizer();
		const got = [...tokenizer.push(bytes(sent))];
		for (let waits = 0; tokenizer.isPartial && waits < 10; waits++) {
			got.push(...tokenizer.expire());
		}
		expect(got.filter(token => token.kind === 'key' && token.bytes !== '\x1b')).toEqual([]);
		expect(tokenizer.push(bytes('r'))).toEqual([{ kind: 'key', bytes: 'r' }]);
	});

	test.each([
		['\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\', false],
		['\x1b]11;rgb:fdfd/f6f6/e3e3\x07', true],
		['\x9d11;rgb:ff/ff/ff\x9c', true],
		['\x1b]11;rgba:0000/2b2b/3636/ffff\x1b\\', false],
		['\x1b]11;rgb:F/F/F\x1b\\', true],
		['\x1b]11;rgb:8/0/8\x1b\\', false],
	])('%j is the colour of the background', (sent, isLight) => {
		expect(tokens(sent)).toEqual([{ kind: 'answer', to: 'background', isLight }]);
	});

	test.each(['\x1b]11;rgb:/ff/ff\x07', '\x1b]11;?\x07', `\x1b]11;rgb:${'f'.repeat(90)}/0/0\x07`, '\x1b]11;red\x07'])(
		'%j is no colour',
		sent => {
			expect(tokens(sent)).toEqual([{ kind: 'answer', to: 'other' }]);
		},
	);

	test('has its kind where it is awaited', () => {
		expect(tokens('\x1b[?62;1;6c')).toEqual([{ kind: 'answer', to: 'DA1' }]);
		expect(tokens('\x9b?62c')).toEqual([{ kind: 'answer', to: 'DA1' }]);
		expect(tokens('\x1b[>41;354;0c')).toEqual([{ kind: 'answer', to: 'other' }]);
		expect(tokens('\x1b]10;rgb:ffff/ffff/ffff\x1b\\')).toEqual([{ kind: 'answer', to: 'other' }]);
		expect(tokens('\x1b[I\x1b[O')).toEqual([
			{ kind: 'focus', focused: true },
			{ kind: 'focus', focused: false },
		]);
		expect(tokens('\x1b[<0;3;4M')).toEqual([{ kind: 'mouse', event: { kind: 'press', x: 2, y: 3 } }]);
	});

	test('of the mouse has no event in 8 bits or when its rest came late', () => {
		expect(tokens('\x9b<0;3;4M')).toEqual([{ kind: 'mouse' }]);
		const report = '\x1b[<0;13;14M';
		for (let cut = 2; cut < report.length - 1; cut++) {
			const tokenizer = new Tokenizer();
			const got = [...tokenizer.push(bytes(report.slice(0, cut))), ...tokenizer.expire()];
			got.push(...tokenizer.push(bytes(report.slice(cut))));
			expect(got.filter(token => token.kind === 'mouse' && token.event)).toEqual([]);
			expect(tokenizer.push(bytes(report))).toEqual([{ kind: 'mouse', event: { kind: 'press', x: 12, y: 13 } }]);
		}
	});

	test('is no key when its rest comes late in one chunk', () => {
		for (const { sent } of answers) {
			for (let cut = 1; cut < sent.length - 1; cut++) {
				const tokenizer = new Tokenizer();
				const before = [...tokenizer.push(bytes(sent.slice(0, cut))), ...tokenizer.expire()];
				const late = tokenizer.push(bytes(sent.slice(cut)));
				const strange = [...before, ...late].filter(token => token.kind === 'key' && token.bytes !== '\x1b');
				// A mouse report without its first byte, or with text in its coordinates, cannot be recognized.
				if (!/^\x1b\[[MtT]/.test(sent)) {
					expect({ sent, cut, strange }).toEqual({ sent, cut, strange: [] });
				}
			}
		}
	});
});

describe('pastes', () => {
	test('are one token, control characters and other markers included', () => {
		expect(typed('\x1b[200~rm -f x\r\x1b[201~j')).toEqual(['<rm -f x\r>', 'j']);
		expect(typed('\x1b[200~a\x1b[200~b\x03\x1b[A\x1b\x1b[201~')).toEqual(['<a\x1b[200~b\x03\x1b[A\x1b>']);
		expect(typed('\x1b[200~\x1b[201~j\x1b[201~k')).toEqual(['j', 'k']);
	});

	test('that do not end are returned after a pause, and the next key is a key', () => {
		const tokenizer = new Tokenizer();
		tokenizer.push(bytes('\x1b[200~half\x1b[20'));
		expect(tokenizer.expire()).toEqual([{ kind: 'paste', text: 'half\x1b[20' }]);
		expect(tokenizer.push(bytes('j'))).toEqual([{ kind: 'key', bytes: 'j' }]);
		expect(tokenizer.isPartial).toBe(false);
	});

	test('continue after a pause with more text, up to their end', () => {
		const tokenizer = new Tokenizer();
		tokenizer.push(bytes('\x1b[200~half'));
		tokenizer.expire();
		expect(tokenizer.push(bytes(' of it\x1b[201~r'))).toEqual([
			{ kind: 'paste', text: ' of it' },
			{ kind: 'key', bytes: 'r' },
		]);
	});

	test('keep 16 MiB, and take time in proportion to their length', () => {
		const tokenizer = new Tokenizer();
		const piece = Buffer.alloc(64 * 1024, 'x');
		tokenizer.push(bytes('\x1b[200~'));
		for (let index = 0; index < 320; index++) {
			tokenizer.push(piece);
		}
		const [paste] = tokenizer.push(bytes('\x1b[201~'));
		expect(paste).toMatchObject({ kind: 'paste' });
		expect((paste as { text: string }).text).toHaveLength(16 * 1024 * 1024);
	});
});

const piece = fc.oneof(
	fc.constantFrom(...[...keys, ...answers, ...truncated, ...unassigned].map(each => each.sent)),
	fc.constantFrom('j', '\x1b', '\r', '\x1b[200~', '\x1b[201~', '\x1b]', '\x1bP', '\x1b[', '\x1bO', '\x1b[M'),
	fc.uint8Array({ maxLength: 6 }).map(raw => Buffer.from(raw).toString('latin1')),
);

test('the tokens do not depend on how the bytes are cut into chunks', () => {
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(12)), (pieces, lengths) => {
			const all = bytes(pieces.join(''));
			const whole = new Tokenizer();
			const cut = new Tokenizer();
			const got: Token[] = [];
			let at = 0;
			for (const length of lengths) {
				got.push(...cut.push(all.subarray(at, at + length)));
				at = Math.min(all.length, at + length);
			}
			got.push(...cut.push(all.subarray(at)));
			expect(got).toEqual(whole.push(all));
			expect(cut.waitMs).toBe(whole.waitMs);
		}),
		{ numRuns: runs },
	);
});

test('a sequence without end takes no memory', () => {
	const letters = Buffer.alloc(1024 * 1024, 'r');
	for (const start of ['\x1b]', '\x1bP', '\x1b_', '\x1b^', '\x1bX', '\x9d', '\x90']) {
		const tokenizer = new Tokenizer();
		tokenizer.push(bytes(start));
		for (let index = 0; index < 5; index++) {
			expect(tokenizer.push(letters)).toEqual([]);
		}
		expect(tokenizer.waitMs).toBe(300);
		tokenizer.expire();
		expect(tokenizer.push(bytes('j'))).toEqual([{ kind: 'key', bytes: 'j' }]);
	}
	const digits = new Tokenizer();
	digits.push(bytes('\x1b['));
	for (let index = 0; index < 5; index++) {
		digits.push(Buffer.alloc(1024 * 1024, '1'));
	}
	expect(digits.push(bytes('Aj'))).toEqual([{ kind: 'key', bytes: 'j' }]);
});
