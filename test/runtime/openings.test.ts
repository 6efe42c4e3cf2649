import { expect, onTestFinished, test } from 'vitest';
import type { HeldKeys, TerminalRoom } from '../../source/actions/action.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import type { Session } from '../../source/engine/engine.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';

/** A keyboard that notes each change of its owner: `held`, `discarded n`, `session`. */
function noteKeyboard() {
	const notes: string[] = [];
	let cancel: (() => void) | undefined;
	const keyboard = { typed: 0, isFree: true, isTooMuch: false };
	const room: Partial<TerminalRoom> = {
		hold(onCancel): HeldKeys | undefined {
			if (!keyboard.isFree) {
				return undefined;
			}
			keyboard.isFree = false;
			notes.push('held');
			cancel = onCancel;
			return {
				get isTooMuch() {
					return keyboard.isTooMuch;
				},
				commit() {
					cancel = undefined;
				},
				end() {
					if (keyboard.isFree) {
						return 0;
					}
					keyboard.isFree = true;
					notes.push(`discarded ${keyboard.typed}`);
					return keyboard.typed;
				},
			};
		},
		async attach(session: Session) {
			notes.push('session');
			keyboard.isFree = true;
			session.close();
			return { kind: 'ended' as const, code: 0 };
		},
	};
	return { notes, room, keyboard, cancel: () => cancel?.() };
}

async function open(): Promise<ReturnType<typeof noteKeyboard> & { app: Dashboard }> {
	const noted = noteKeyboard();
	const app = await openDashboard({ engine: createDemoEngine({ latency: 0 }), terminal: noted.room });
	onTestFinished(() => app.close());
	return { ...noted, app };
}

const last = (app: Dashboard) => app.state().toasts.at(-1)?.text;

test('a shell holds the keyboard from the press of its key', async () => {
	const { app, notes } = await open();
	app.runtime.key('e');
	expect(notes).toEqual(['held']);
	expect(app.text()).toMatch(/Opening a shell in api… +Esc cancels/);
	await app.untilText('ended with exit code 0');
	expect(notes).toEqual(['held', 'session']);
	expect(app.state().opening).toBe(undefined);
});

test('an attach releases the keyboard for its question and holds it again after the answer', async () => {
	const { app, notes, keyboard } = await open();
	keyboard.typed = 3;
	app.runtime.key('a');
	await app.untilText('Attach to api?');
	expect(notes).toEqual(['held', 'discarded 3']);
	expect(last(app)).toBe('3 typed characters were discarded');
	expect(app.state().opening).toBe(undefined);
	app.runtime.key('y');
	await app.until(() => notes.includes('session'));
	expect(notes.slice(2)).toEqual(['held', 'session']);
});

test('an attach that the user declines releases the keyboard', async () => {
	const { app, notes, keyboard } = await open();
	await app.press('a', 'escape');
	expect(notes).not.toContain('session');
	expect(app.state().opening).toBe(undefined);
	expect(keyboard.isFree).toBe(true);
});

test('a run in the foreground holds the keyboard from Enter in its form, except during the question about a pull', async () => {
	const { app, notes } = await open();
	await app.press('2', 'r');
	await app.paste('docker run -it --name front nosuch/image:1 sh');
	app.runtime.key('enter');
	expect(notes).toEqual(['held']);
	await app.untilText('nosuch/image:1 is not on this engine');
	expect(notes).toEqual(['held', 'discarded 0']);
	await app.press('escape');
	expect(app.state().opening).toBe(undefined);
	expect(notes.filter(note => note === 'session')).toEqual([]);
	expect(notes.at(-1)).toBe('discarded 0');
});

test('a run in the background and a create do not hold the keyboard', async () => {
	const { app, notes } = await open();
	await app.press('2', 'r');
	await app.paste('docker run -d --name back busybox:latest sh');
	await app.press('enter');
	await app.press('2', 'c');
	await app.paste('docker create -it --name made busybox:latest sh');
	await app.press('enter');
	expect(notes).toEqual([]);
});

test('a second session does not get the terminal while another holds the keyboard', async () => {
	const { app, notes, keyboard } = await open();
	keyboard.isFree = false;
	await app.press('e');
	await app.untilText('another session has the terminal');
	expect(notes).toEqual([]);
});

test('a session gets no text when too much was typed ahead, and a toast says so', async () => {
	const { app, keyboard } = await open();
	keyboard.isTooMuch = true;
	await app.press('e');
	await app.until(state => state.toasts.some(toast => toast.text.startsWith('More than 1 MiB was typed ahead')));
});

test('Esc cancels the request to the engine, and a toast says how much text was discarded', async () => {
	const { app, notes, keyboard, cancel } = await open();
	keyboard.typed = 1;
	app.runtime.key('e');
	cancel();
	await app.untilText('Shell in api: cancelled, 1 typed character was discarded');
	expect(app.state().toasts.at(-1)?.level).toBe('warn');
	expect(notes).toEqual(['held', 'discarded 1']);
	expect(app.state().opening).toBe(undefined);
});
