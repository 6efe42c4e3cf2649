import { describe, expect, test } from 'vitest';
import { openTyping } from '../helpers/terminal/typing.js';

/** Opens a keyboard that is read as Ink reads it. */
function openKeyboard() {
	const typing = openTyping();
	const { keys } = typing.keyboard;
	const read: string[] = [];
	/** Effects of the next keys. */
	const onKey: (() => void)[] = [];
	keys.on('readable', () => {
		for (let text: unknown = keys.read(); text !== null; text = keys.read()) {
			read.push(String(text));
			onKey.shift()?.();
		}
	});
	typing.start();
	return { ...typing, read, onKey };
}

const colour = '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\';
const attributes = '\x1b[?62;1c';

/** Lends the keyboard to a session that keeps its input. */
function sessionOf({ keyboard }: ReturnType<typeof openKeyboard>) {
	let got = '';
	const takeAway = keyboard.lend(bytes => {
		got += bytes.toString('latin1');
	});
	return { takeAway, got: () => got };
}

describe('the dashboard', () => {
	test('gets keys one by one and pastes whole, and none of the terminal’s answers', async () => {
		const typing = openKeyboard();
		await typing.type(`jk${colour}\x1b[A\x1b[200~a b\x1b[201~${attributes}r`);
		expect(typing.read).toEqual(['j', 'k', '\x1b[A', '\x1b[200~a b\x1b[201~', 'r']);
	});

	test('gets a character of several code points as one', async () => {
		const typing = openKeyboard();
		await typing.type(Buffer.from('e\u0301👩‍👩‍👧x').toString('latin1'));
		expect(typing.read).toEqual(['e\u0301', '👩‍👩‍👧', 'x']);
	});

	test('gets Esc after a pause, in a form that cannot begin a sequence', async () => {
		const typing = openKeyboard();
		await typing.type('\x1b');
		expect(typing.read).toEqual([]);
		await typing.wait(20);
		expect(typing.read).toEqual(['\x1b[27u']);
	});

	test('gets the next key only after the effects of the last one', async () => {
		const typing = openKeyboard();
		let isDone = false;
		const seen: boolean[] = [];
		typing.onKey.push(
			async () => {
				for (let hop = 0; hop < 20; hop++) {
					await undefined;
				}
				isDone = true;
			},
			() => seen.push(isDone),
		);
		await typing.type('ab');
		expect(seen).toEqual([true]);
	});

	test('gets a call when the terminal gets or loses the focus', async () => {
		const typing = openKeyboard();
		await typing.type('\x1b[Oj\x1b[I');
		expect(typing.focus).toEqual([false, true]);
		expect(typing.read).toEqual(['j']);
	});
});

describe('the mouse', () => {
	const click = '\x1b[<0;3;4M';
	const pressed = { kind: 'press', x: 2, y: 3 };

	test('has its place among the keys', async () => {
		const typing = openKeyboard();
		const seen: number[] = [];
		typing.onKey.push(
			() => seen.push(typing.mouse.length),
			() => seen.push(typing.mouse.length),
		);
		await typing.type(`j${click}k\x1b[<0;3;4m\x1b[<64;1;1M\x1b[<65;80;24M`);
		expect(seen).toEqual([0, 1]);
		expect(typing.read).toEqual(['j', 'k']);
		expect(typing.mouse).toEqual([pressed, { kind: 'wheel-up', x: 0, y: 0 }, { kind: 'wheel-down', x: 79, y: 23 }]);
	});

	test('does nothing while a session is opened, runs or has just ended', async () => {
		const typing = openKeyboard();
		typing.onKey.push(() => typing.keyboard.hold(() => expect.unreachable()));
		await typing.type(`e${click}`);
		await typing.type(click);
		const session = sessionOf(typing);
		expect(session.got()).toBe('');
		await typing.type(click);
		expect(session.got()).toBe(click);
		session.takeAway();
		await typing.type(click);
		typing.keyboard.reopen();
		await typing.type(`${click}${attributes}`);
		expect(typing.mouse).toEqual([]);
		await typing.type(click);
		expect(typing.mouse).toEqual([pressed]);
	});

	test('does nothing while the process is stopped, and does not count as a key after a session', async () => {
		const typing = openKeyboard();
		typing.keyboard.close();
		await typing.type(click);
		typing.keyboard.reopen();
		await typing.type(`${click}${attributes}`);
		let isPressed = false;
		void typing.keyboard.nextKey().then(() => {
			isPressed = true;
		});
		await typing.type(click);
		expect(isPressed).toBe(false);
		await typing.type('x');
		expect(isPressed).toBe(true);
		expect(typing.mouse).toEqual([]);
	});
});

describe('a session that is being opened', () => {
	test('gets all keys after the one that opens it, in order, without the terminal’s answers', async () => {
		const typing = openKeyboard();
		typing.onKey.push(() => typing.keyboard.hold(() => {}));
		await typing.type(`erm ${colour}-f\x1b[200~ a\rb\x1b[201~`);
		await typing.type(`\x1b[A\x1bf\x1b[I${attributes} x\r`);
		expect(typing.read).toEqual(['e']);
		expect(sessionOf(typing).got()).toBe('rm -f a\rb\x1b[A\x1bf x\r');
	});

	test.each(['\x03', '\x1b'])('is cancelled by %j, and the next keys go to the dashboard', async leave => {
		const typing = openKeyboard();
		let isCancelled = false;
		const held = typing.keyboard.hold(() => {
			isCancelled = true;
			expect(held?.end()).toBe(2);
		});
		await typing.type(`ls${leave}`);
		await typing.wait(20);
		await typing.type('j');
		expect(isCancelled).toBe(true);
		expect(typing.read).toEqual(['j']);
		expect(held?.end()).toBe(0);
	});

	test('is not cancelled by a paste, or by a key after its commit', async () => {
		const typing = openKeyboard();
		const held = typing.keyboard.hold(() => expect.unreachable());
		await typing.type('\x1b[200~\x1b\x03\x1b[201~');
		held?.commit();
		await typing.type('\x03');
		expect(sessionOf(typing).got()).toBe('\x1b\x03\x03');
	});

	test('gets nothing if more than 1 MiB was typed', async () => {
		const typing = openKeyboard();
		const held = typing.keyboard.hold(() => {});
		await typing.type(`\x1b[200~${'x'.repeat(1024 * 1024)}\x1b[201~`);
		expect(held?.isTooMuch).toBe(false);
		await typing.type('y');
		expect(held?.isTooMuch).toBe(true);
		expect(sessionOf(typing).got()).toBe('');
	});

	test('keeps the keyboard from other sessions', () => {
		const { keyboard } = openKeyboard();
		const held = keyboard.hold(() => {});
		expect(keyboard.hold(() => {})).toBe(undefined);
		held?.end();
		expect(keyboard.hold(() => {})).toBeDefined();
		keyboard.lend(() => {});
		expect(keyboard.hold(() => {})).toBe(undefined);
	});
});

describe('a session', () => {
	test('gets all bytes as they are', async () => {
		const typing = openKeyboard();
		const session = sessionOf(typing);
		const all = `ls\x1b${colour}\x1b[I\x00\xff\x03\x1b[200~x`;
		await typing.type(all);
		expect(session.got()).toBe(all);
		expect(typing.focus).toEqual([]);
	});

	test('gets the rest of a paste that began before it, without its markers', async () => {
		const typing = openKeyboard();
		typing.keyboard.hold(() => {});
		await typing.type('a\x1b[200~echo ');
		const session = sessionOf(typing);
		await typing.type('hi\x1b[2');
		await typing.type('01~\r');
		await typing.type('\x1b[I');
		expect(session.got()).toBe('aecho hi\r\x1b[I');
	});
});

describe('after a session', () => {
	test('all input is discarded up to the terminal’s answer', async () => {
		const typing = openKeyboard();
		sessionOf(typing).takeAway();
		await typing.type('restart');
		expect(typing.asked).toEqual([]);
		typing.keyboard.reopen();
		expect(typing.asked).toEqual(['\x1b[c']);
		await typing.type(`x${colour}\x1b[24;80Ry${attributes}j`);
		expect(typing.read).toEqual(['j']);
	});

	test('keys are discarded for 300 ms at most, if the terminal does not answer', async () => {
		const typing = openKeyboard();
		sessionOf(typing).takeAway();
		typing.keyboard.reopen();
		await typing.wait(299);
		await typing.type('r');
		await typing.wait(1);
		await typing.type('j');
		expect(typing.read).toEqual(['j']);
		await typing.type(`${colour}${attributes}k`);
		expect(typing.read).toEqual(['j', 'k']);
	});

	test('the rest of an answer whose start the session got is no key', async () => {
		const typing = openKeyboard();
		const session = sessionOf(typing);
		await typing.type(colour.slice(0, 9));
		session.takeAway();
		typing.keyboard.reopen();
		await typing.wait(250);
		await typing.type(`1e1e${colour.slice(9)}`);
		await typing.wait(300);
		await typing.type('j');
		expect(typing.read).toEqual(['j']);
	});

	test('the next session can be opened before the terminal has answered', async () => {
		const typing = openKeyboard();
		sessionOf(typing).takeAway();
		typing.keyboard.reopen();
		typing.keyboard.hold(() => {});
		await typing.type(`${attributes}ls`);
		await typing.wait(300);
		await typing.type('\r');
		expect(sessionOf(typing).got()).toBe('ls\r');
		expect(typing.read).toEqual([]);
	});

	test('keys are also discarded while the process is stopped', async () => {
		const typing = openKeyboard();
		typing.keyboard.close();
		await typing.type('restart\n');
		typing.keyboard.reopen();
		await typing.type(`${attributes}j`);
		expect(typing.read).toEqual(['j']);
	});
});

test('the terminal is paused while many keys wait', async () => {
	const typing = openKeyboard();
	await typing.type('j'.repeat(20_000));
	await typing.type('k');
	expect(typing.read).toHaveLength(20_001);
	expect(typing.read.at(-1)).toBe('k');
});
