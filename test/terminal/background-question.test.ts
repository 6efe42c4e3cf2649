import { describe, expect, test } from 'vitest';
import { openTyping } from '../helpers/terminal/typing.js';

const colour = '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\';
const attributes = '\x1b[?62;1c';

describe('the question for the background', () => {
	/** Asks on a keyboard that is read as Ink reads it. */
	function ask() {
		const typing = openTyping();
		const read: string[] = [];
		const { keys } = typing.keyboard;
		keys.on('readable', () => {
			for (let text: unknown = keys.read(); text !== null; text = keys.read()) {
				read.push(String(text));
			}
		});
		typing.start();
		const answers: boolean[] = [];
		typing.keyboard.askBackground(isLight => answers.push(isLight));
		return { ...typing, read, answers };
	}

	test('is answered once, and the answer is no key', async () => {
		const { asked, type, read, answers } = ask();
		expect(asked).toEqual(['\x1b]11;?\x1b\\']);
		await type(`j${colour}k`);
		await type(colour);
		expect(read).toEqual(['j', 'k']);
		expect(answers).toEqual([false]);
	});

	test('may be answered in pieces, or never', async () => {
		const { type, wait, read, answers } = ask();
		await type('j\x1b]11;rgb:ff');
		await wait(250);
		await type('ff/ffff/ff');
		await type('ff\x1b\\k');
		expect(read).toEqual(['j', 'k']);
		expect(answers).toEqual([true]);
		const silent = ask();
		await silent.wait(10_000);
		await silent.type('q');
		expect(silent.read).toEqual(['q']);
		expect(silent.answers).toEqual([]);
	});

	test('is not answered into a session, which gets its own keys and answers afterwards', async () => {
		const typing = ask();
		let got = '';
		typing.keyboard.lend(bytes => {
			got += bytes.toString('latin1');
		});
		await typing.type(`ls${colour}\r`);
		expect(got).toBe('ls\r');
		expect(typing.answers).toEqual([false]);
		await typing.type(colour);
		expect(got).toBe(`ls\r${colour}`);
		const late = ask();
		let other = '';
		late.keyboard.lend(bytes => {
			other += bytes.toString('latin1');
		});
		await late.wait(3000);
		await late.type(attributes);
		expect(other).toBe(attributes);
	});

	test('holds the end of the program until the answer, and not for long', async () => {
		const typing = ask();
		let isSettled = false;
		void typing.keyboard.settle().then(() => {
			isSettled = true;
		});
		await typing.type('x');
		expect(isSettled).toBe(false);
		await typing.type(colour);
		expect(isSettled).toBe(true);
		expect(typing.read).toEqual([]);
		const silent = ask();
		const settled = silent.keyboard.settle();
		await silent.wait(300);
		await settled;
		await openTyping().keyboard.settle();
	});
});
