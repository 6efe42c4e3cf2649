import { render, Text } from 'ink';
import { render as renderToText } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import type { State } from '../../../source/state/state.js';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import { DrawingContext } from '../../../source/ui/drawing/drawing-context.js';
import { createInkOutput, inkOptions } from '../../../source/ui/drawing/ink-output.js';
import { createScreen, type SurfaceModel } from '../../../source/ui/drawing/screen.js';
import { Hole, Stage, Surface } from '../../../source/ui/drawing/surface.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { defaultPalette } from '../../../source/ui/theme.js';
import { StateContext } from '../../../source/ui/use-selector.js';
import { FakeStdin, FakeStdout } from '../../helpers/screen/fake-streams.js';
import { state } from '../../helpers/state/state.js';
import { createTerminal } from './terminal.js';

const mounted: { unmount(): void }[] = [];
afterEach(() => {
	for (const app of mounted.splice(0)) {
		app.unmount();
	}
});

type Options = { readonly isList: boolean; readonly isModal: boolean; readonly name?: string };

const size = { columns: 24, rows: 4 };
const shown = state();
const store = { getState: () => shown, subscribe: () => () => {} };
const listOf = (name: string): SurfaceModel<State> => ({
	id: 'list',
	z: 0,
	rect: () => ({ x: 2, y: 1, width: 16, height: 3 }),
	lines: (_, width, height) =>
		Array.from({ length: height }, (_row, row) => [{ text: `${name} ${row} of ${width}`, role: 'bad' as const }]),
});

function App({ isList, isModal, name = 'row' }: Options) {
	return (
		<StateContext value={store}>
			<Stage size={size}>
				<Text>ink</Text>
				{isList && <Surface of={listOf(name)} />}
				{isModal && (
					<Hole z={1} rect={{ x: 6, y: 2, width: 6, height: 1 }}>
						<Text>modal</Text>
					</Hole>
				)}
			</Stage>
		</StateContext>
	);
}

async function setup(first: ReactNode) {
	const stdout = new FakeStdout(24, 4);
	const compositor = createCompositor(stdout, size);
	const screen = createScreen({ compositor, store, surfaces: [] });
	const provide = (node: ReactNode) => (
		<DrawingContext value={{ screen, palette: defaultPalette, glyphs: unicodeGlyphs }}>{node}</DrawingContext>
	);
	const app = render(provide(first), {
		...inkOptions,
		stdout: createInkOutput(screen.ink, stdout as unknown as NodeJS.WriteStream),
		stdin: new FakeStdin() as unknown as NodeJS.ReadStream,
	});
	mounted.push(app);
	return {
		rerender: (node: ReactNode) => app.rerender(provide(node)),
		async lines() {
			await app.waitUntilRenderFlush();
			const terminal = createTerminal(24, 4);
			await terminal.write(stdout.writes.join(''));
			return terminal.lines();
		},
	};
}

describe('Surface and Hole', () => {
	const list = ['ink', '  row 0 of 16', '  row 1 of 16', '  row 2 of 16'];
	const listAndModal = ['ink', '  row 0 of 16', '  row modal 6', '  row 2 of 16'];

	test('are layers over Ink’s frame while they are mounted', async () => {
		const { lines, rerender } = await setup(<App isList isModal={false} />);
		expect(await lines()).toEqual(list);
		// Ink draws one row, the one that a hole shows.
		rerender(<App isList isModal />);
		expect(await lines()).toEqual(['', ...listAndModal.slice(1)]);
		rerender(<App isList isModal={false} name="new" />);
		expect(await lines()).toEqual(['', ...list.slice(1).map(line => line.replace('row', 'new'))]);
		rerender(<App isList={false} isModal={false} />);
		expect(await lines()).toEqual(['', '', '', '']);
	});

	test('are Ink’s own text at the same place without a compositor', () => {
		const { lastFrame, rerender, unmount } = renderToText(<App isList isModal={false} />);
		const lines = () => {
			const rows = lastFrame()!
				.replace(/\x1b\[\d*m/g, '')
				.split('\n');
			return rows.slice(0, 4).map(row => row.trimEnd());
		};
		expect(lines()).toEqual(list);
		expect(lastFrame()).toContain('\x1b[31mrow 0 of 16');
		rerender(<App isList isModal />);
		expect(lines()).toEqual(listAndModal);
		unmount();
	});
});
