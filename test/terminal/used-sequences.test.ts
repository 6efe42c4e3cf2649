import { describe, expect, test } from 'vitest';
import { createUsedSequences } from '../../source/terminal/used-sequences.js';
import fc from '../helpers/fast-check.js';

/** Notes an output that comes in these chunks. */
function found(...chunks: (string | Buffer)[]) {
	const used = createUsedSequences();
	for (const chunk of chunks) {
		used.note(Buffer.from(chunk));
	}
	return { commands: [...used.commands].sort((a, b) => a - b), alternate: used.alternate, moved: used.isCursorMoved };
}

describe('a session’s use of sequences', () => {
	test.each<[string, ReturnType<typeof found>]>([
		['\x1b]0;title\x07\x1b]11;#fff\x1b\\', { commands: [0, 11], alternate: undefined, moved: false }],
		['\u009d4;1;red\x07', { commands: [4], alternate: undefined, moved: false }],
		['\x1b[?1049h', { commands: [], alternate: 1049, moved: false }],
		['\x1b[?25;1049h\x1b[5;5H\x1b[?1049;25l', { commands: [], alternate: undefined, moved: false }],
		['\x1b[?47h', { commands: [], alternate: 47, moved: false }],
		['\u009b?1047h', { commands: [], alternate: 1047, moved: false }],
		['\x1b[?1049h\x1bc', { commands: [], alternate: undefined, moved: true }],
		['\x1b[H\x1b[2J', { commands: [], alternate: undefined, moved: true }],
		['\x1b[5;10r', { commands: [], alternate: undefined, moved: true }],
		['\x1b[?6h', { commands: [], alternate: undefined, moved: true }],
		['\x1b7x\x1b8', { commands: [], alternate: undefined, moved: true }],
		[
			'/ # \x1b[6n\x1b[J\x1b[1;32mls\x1b[m\x1b[K\x1b[3D\x1b[2C\x1b[?2004h',
			{ commands: [], alternate: undefined, moved: false },
		],
		['“11;” 日 ]0;no \x1b]P0;', { commands: [], alternate: undefined, moved: false }],
	])('is found in %j, wherever the chunks are cut', (text, expected) => {
		const bytes = Buffer.from(text);
		expect(found(text)).toEqual(expected);
		for (let cut = 1; cut < bytes.length; cut++) {
			expect([cut, found(bytes.subarray(0, cut), bytes.subarray(cut))]).toEqual([cut, expected]);
		}
		expect(found(...Array.from(bytes, byte => Buffer.from([byte])))).toEqual(expected);
	});

	test('does not depend on how the output is cut', () => {
		const byte = fc.constantFrom(...'\x1b[]?;0159hl\x07\x9dx\xc2H');
		fc.assert(
			fc.property(fc.array(fc.array(byte, { maxLength: 400 }), { maxLength: 20 }), chunks => {
				const whole = Buffer.from(chunks.flat().join(''), 'latin1');
				const parts = chunks.map(chunk => Buffer.from(chunk.join(''), 'latin1'));
				expect(found(...parts)).toEqual(found(whole));
			}),
		);
	});
});
