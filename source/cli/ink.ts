import type { WriteStream } from 'node:tty';
import { cannotSuspend } from '../actions/table/global.js';
import { createIdleCollector } from '../platform/collect-idle.js';
import type { Runtime } from '../runtime/runtime.js';
import type { Keyboard } from '../terminal/keyboard.js';
import { keyNames } from '../terminal/keys.js';
import type { Occupant, Terminal } from '../terminal/terminal-room.js';
import type { DebugLog } from './debug-log.js';
import type { Drawing, Look } from './drawing.js';

type Suspend = (work: () => Promise<void>) => Promise<void>;

/** Loads Ink, which reads keys and pastes for the runtime from now on, and steps aside when the terminal is lent. */
export async function startInk({
	runtime,
	drawing,
	look,
	keyboard,
	terminal,
	stdout,
	log,
}: {
	runtime: Runtime;
	drawing: Drawing;
	look: Look;
	keyboard: Keyboard;
	terminal: Terminal;
	stdout: WriteStream;
	log: DebugLog | undefined;
}): Promise<{ unmount(): void; readonly exited: Promise<number> }> {
	const collectSoon = createIdleCollector();
	const { mount } = await import('../ui/mount.js');
	keyboard.start(runtime.focus, ({ kind, x, y }) => {
		drawing.screen.hurry();
		runtime.point({ kind, x, y, target: drawing.screen.targetAt(x, y) });
	});
	return mount({
		store: runtime.store,
		...look,
		surfaces: drawing.surfaces,
		screen: drawing.composed,
		stdin: keyboard.keys,
		stdout,
		onInput(input, key) {
			collectSoon();
			drawing.screen.hurry();
			for (const name of keyNames(input, key)) {
				log?.key(name, runtime.store.getState());
				runtime.key(name);
			}
		},
		onPaste(text) {
			drawing.screen.hurry();
			runtime.paste(text);
		},
		onReady: suspend => terminal.occupy(occupantOf(drawing, suspend), () => runtime.warn(cannotSuspend)),
	});
}

/** The dashboard, as the terminal's occupant that lends it to sessions. */
function occupantOf(drawing: Drawing, suspend: Suspend): Occupant {
	const { compositor, screen } = drawing;
	return {
		suspend: work =>
			suspend(async () => {
				compositor.pause();
				try {
					await work();
				} finally {
					drawing.resize();
					compositor.resume();
					screen.draw();
				}
			}),
		redraw: drawing.redraw,
	};
}
