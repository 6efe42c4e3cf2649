import type { ManualClock } from '../../../source/engine/demo/world/clock.js';
import type { Engine } from '../../../source/engine/engine.js';
import type { State } from '../../../source/state/state.js';
import { keyNames } from '../../../source/terminal/keys.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { mount } from '../../../source/ui/mount.js';
import { createSurfaces } from '../../../source/ui/surfaces.js';
import { defaultPalette } from '../../../source/ui/theme.js';
import { clockOf, fuzzApp } from '../../fuzz/keys/fuzz-app.js';
import { drawn } from '../drawn.js';
import { createDrawnScreen } from '../screen/drawn-screen.js';
import { FakeStdout } from '../screen/fake-streams.js';
import { openTyping } from './typing.js';

/**
 * The whole app between a stream of input bytes and its screen: tokenizer, keyboard, Ink, compositor, runtime. The test
 * advances both clocks.
 */
export async function openMountedApp(
	engine: Engine,
	time: ManualClock,
	{ preferences = {} }: { preferences?: Partial<State['preferences']> } = {},
) {
	const app = fuzzApp(engine, clockOf(time));
	app.resize(140, 40);
	app.runtime.store.update(state => ({ ...state, preferences: { ...state.preferences, ...preferences } }));
	const typing = openTyping();
	const { screen } = drawn(app.runtime);
	const names: string[] = [];
	const ink = mount({
		store: app.runtime.store,
		surfaces: createSurfaces(unicodeGlyphs, app.actions),
		glyphs: unicodeGlyphs,
		palette: () => defaultPalette,
		screen,
		stdin: typing.keyboard.keys,
		stdout: new FakeStdout(app.state().size.columns, app.state().size.rows) as never,
		onInput(input, key) {
			for (const name of keyNames(input, key)) {
				names.push(name);
				app.runtime.key(name);
			}
		},
		onPaste: app.runtime.paste,
		onReady() {},
	});
	typing.start(({ kind, x, y }) => app.runtime.point({ kind, x, y, target: screen.targetAt(x, y) }));
	app.runtime.start('demo');
	await time.advance(200);
	const picture = createDrawnScreen(app.actions, app.state());
	const rows = () => [...picture.rows(app.state())];

	/** Returns the cell of a text on the screen. */
	function cellOf(text: string, within = ''): { x: number; y: number } {
		const all = rows();
		const y = all.findIndex(row => row.includes(text) && row.includes(within));
		if (y < 0) {
			throw new Error(`${text} is not on the screen:\n${all.join('\n')}`);
		}
		return { x: all[y]!.indexOf(text), y };
	}
	const report = (button: number, { x, y }: { x: number; y: number }) => `\x1b[<${button};${x + 1};${y + 1}M`;

	return {
		...app,
		...{ typing, names, rows, cellOf, report },
		text: () => rows().join('\n'),
		/** Presses and releases the left button on a text, or on a cell. */
		async click(at: string | { x: number; y: number }, times = 1): Promise<void> {
			const cell = typeof at === 'string' ? cellOf(at) : at;
			for (let time = 0; time < times; time++) {
				await typing.type(`${report(0, cell)}\x1b[<0;${cell.x + 1};${cell.y + 1}m`);
			}
		},
		async wheel(at: string | { x: number; y: number }, by: number): Promise<void> {
			const cell = typeof at === 'string' ? cellOf(at) : at;
			await typing.type(report(by > 0 ? 65 : 64, cell).repeat(Math.abs(by)));
		},
		close() {
			ink.unmount();
			app.runtime.stop();
		},
	};
}

export type MountedApp = Awaited<ReturnType<typeof openMountedApp>>;
