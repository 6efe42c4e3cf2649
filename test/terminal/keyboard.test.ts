import { describe, expect, test } from 'vitest';
import { openTyping } from '../helpers/terminal/typing.js';

/** A keyboard with a reader as Ink is one. */
function openKeyboard() {
	const typing = openTyping();
	const { keys } = typing.keyboard;
	const read: string[] = [];
	/** What the next keys do. */
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

/** A session that notes what it gets. */
function sessionOf({ keyboard }: ReturnType<typeof openKeyboard>) {
	let got = '';
	const takeAway = keyboard.lend(bytes => {
		got += bytes.toString('latin1');
	});
	return { takeAway, got: () => got };
}

describe('the dashboard', () => {
	test('gets keys one by one and pastes whole, and nothing of what a terminal answers', async () => {
		const typing = openKeyboard();
		await typing.type(`jk${colour}\x1b[A\x1b[200~a b\x1b[201~${attributes}r`);
		expect(typing.read).toEqual(['j', 'k', '\x1b[A', '\x1b[200~a b\x1b[201~', 'r']);
	});

	test('gets a character of several code points as one', async () => {
		const typing = openKeyboard();
		await typing.type(Buffer.from('e\u0301👩‍👩‍👧x').toString('latin1'));
		expect(typing.read).toEqual(['e\u0301', '👩‍👩‍👧', 'x']);
	});

	test('gets Esc after a pause, in a form that nothing can be added to', async () => {
		const typing = openKeyboard();
		await typing.type('\x1b');
		expect(typing.read).toEqual([]);
		await typing.wait(20);
		expect(typing.read).toEqual(['\x1b[27u']);
	});

	test('gets the next key only when what the last one began has had its turn', async () => {
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

	test('hears of the focus', async () => {
		const typing = openKeyboard();
		await typing.type('\x1b[Oj\x1b[I');
		expect(typing.focus).toEqual([false, true]);
		expect(typing.read).toEqual(['j']);
	});
});

describe('a session that is being opened', () => {
	test('gets what is typed behind the very key, in order, without answers', async () => {
		const typing = openKeyboard();
		typing.onKey.push(() => typing.keyboard.hold(() => {}));
		await typing.type(`erm ${colour}-f\x1b[200~ a\rb\x1b[201~`);
		await typing.type(`\x1b[A\x1bf\x1b[I${attributes} x\r`);
		expect(typing.read).toEqual(['e']);
		expect(sessionOf(typing).got()).toBe('rm -f a\rb\x1b[A\x1bf x\r');
	});

	test.each(['\x03', '\x1b'])('is cancelled with %j, and the keys behind it are the dashboard’s', async leave => {
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

	test('is not cancelled by what is pasted, nor once it is about to have the terminal', async () => {
		const typing = openKeyboard();
		const held = typing.keyboard.hold(() => expect.unreachable());
		await typing.type('\x1b[200~\x1b\x03\x1b[201~');
		held?.commit();
		await typing.type('\x03');
		expect(sessionOf(typing).got()).toBe('\x1b\x03\x03');
	});

	test('gets nothing of more than 1 MiB', async () => {
		const typing = openKeyboard();
		const held = typing.keyboard.hold(() => {});
		await typing.type(`\x1b[200~${'x'.repeat(1024 * 1024)}\x1b[201~`);
		expect(held?.isTooMuch).toBe(false);
		await typing.type('y');
		expect(held?.isTooMuch).toBe(true);
		expect(sessionOf(typing).got()).toBe('');
	});

	test('has the keyboard alone', () => {
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
	test('all is dropped up to the answer to a question asked then', async () => {
		const typing = openKeyboard();
		sessionOf(typing).takeAway();
		await typing.type('restart');
		expect(typing.asked).toEqual([]);
		typing.keyboard.reopen();
		expect(typing.asked).toEqual(['\x1b[c']);
		await typing.type(`x${colour}\x1b[24;80Ry${attributes}j`);
		expect(typing.read).toEqual(['j']);
	});

	test('a terminal that does not answer costs no key for longer than 300 ms', async () => {
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

	test('the rest of an answer that the session got the start of is no key', async () => {
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

	test('the next session can be asked for before the terminal has answered', async () => {
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

	test('and while the process is stopped, nothing is a key', async () => {
		const typing = openKeyboard();
		typing.keyboard.close();
		await typing.type('restart\n');
		typing.keyboard.reopen();
		await typing.type(`${attributes}j`);
		expect(typing.read).toEqual(['j']);
	});
});

test('a flood of keys is read as fast as it is worked off', async () => {
	const typing = openKeyboard();
	await typing.type('j'.repeat(20_000));
	await typing.type('k');
	expect(typing.read).toHaveLength(20_001);
	expect(typing.read.at(-1)).toBe('k');
});
