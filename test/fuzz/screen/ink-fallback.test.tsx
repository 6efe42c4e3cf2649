import { render } from 'ink';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenModes } from '../../../source/terminal/screen-modes.js';
import { AppScreen } from '../../../source/ui/app.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { createSurfaces } from '../../../source/ui/surfaces.js';
import { StateContext } from '../../../source/ui/use-selector.js';
import { openDashboard } from '../../helpers/dashboard.js';
import fc from '../../helpers/fast-check.js';
import { FakeStdin, FakeStdout } from '../../helpers/screen/fake-streams.js';
import { dressed } from '../adapter/dressed.js';
import { type StubEngine, startStubEngine } from '../adapter/stub-engine.js';
import { attacks, odd, wardrobe } from '../hostile.js';
import { createEmulator } from './emulator.js';

const size = { columns: 120, rows: 40 };
let stub: StubEngine;
beforeAll(async () => {
	stub = await startStubEngine();
});
afterAll(() => stub.close());

/** Draws some screens of a hostile engine with Ink alone, and replays what it writes. */
async function show(texts: readonly string[]): Promise<void> {
	stub.say(dressed(texts));
	const dashboard = await openDashboard({ engine: { ...stub.engine, close: () => {} }, ...size });
	for (const keys of [['l'], ['i'], ['escape', '2'], ['enter'], ['escape', 'y']]) {
		await dashboard.press(...keys);
		const stdout = new FakeStdout(size.columns, size.rows);
		const ink = render(
			<StateContext value={dashboard.runtime.store}>
				<AppScreen surfaces={createSurfaces(unicodeGlyphs, dashboard.runtime.actions)} />
			</StateContext>,
			{ stdout: stdout as never, stdin: new FakeStdin() as never, debug: true, interactive: true, patchConsole: false },
		);
		const frame = stdout.writes.join('').replace(/\x1b\[\?25[lh]/g, '');
		ink.unmount();
		expect(frame.replace(/\x1b\[[0-9;:]*m|\x1b\[\?2004[hl]/g, '')).not.toMatch(
			/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/,
		);
		const emulator = createEmulator(size.columns, size.rows, 'clusters');
		await emulator.write(screenModes('xterm-256color', true).enter);
		const before = emulator.modes();
		await emulator.write(frame.replace(/\x1b\[\?2004[hl]/g, '').replaceAll('\n', '\r\n'));
		expect(emulator.commands).toEqual([]);
		expect(emulator.modes()).toEqual(before);
		emulator.dispose();
	}
	dashboard.close();
}

test('Ink alone writes only text and styles for a hostile engine', async () => {
	const all = [...attacks, ...odd].map(text => `${text}x`);
	for (let at = 0; at < all.length; at += 60) {
		await show(all.slice(at, at + 60));
	}
	await fc.assert(fc.asyncProperty(wardrobe, show), { numRuns: 4 });
});
