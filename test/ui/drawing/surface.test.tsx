import { render, Text } from 'ink';
import { render as renderToText } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import { createInkOutput, inkOptions } from '../../../source/ui/drawing/ink-output.js';
import { DrawingContext, Hole, Stage, Surface } from '../../../source/ui/drawing/surface.js';
import { defaultPalette } from '../../../source/ui/theme.js';
import { FakeStdin, FakeStdout } from './fake-streams.js';
import { createTerminal } from './terminal.js';

const mounted: { unmount(): void }[] = [];
afterEach(() => {
	for (const app of mounted.splice(0)) {
		app.unmount();
	}
});

type Options = { readonly isList: boolean; readonly isModal: boolean; readonly name?: string };

function App({ isList, isModal, name = 'row' }: Options) {
	const view = (width: number, height: number) =>
		Array.from({ length: height }, (_, row) => [{ text: `${name} ${row} of ${width}`, role: 'bad' as const }]);
	return (
		<Stage>
			<Text>ink</Text>
			{isList && <Surface id="list" rect={{ x: 2, y: 1, width: 16, height: 3 }} view={view} />}
			{isModal && (
				<Hole z={1} rect={{ x: 6, y: 2, width: 6, height: 1 }}>
					<Text>modal</Text>
				</Hole>
			)}
		</Stage>
	);
}

async function setup(first: ReactNode) {
	const stdout = new FakeStdout(24, 4);
	const compositor = createCompositor(stdout, { columns: 24, rows: 4 });
	const provide = (node: ReactNode) => (
		<DrawingContext value={{ compositor, palette: defaultPalette }}>{node}</DrawingContext>
	);
	const app = render(provide(first), {
		...inkOptions,
		stdout: createInkOutput(compositor, stdout as unknown as NodeJS.WriteStream),
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

	test('are layers over Ink’s frame, for as long as they are mounted', async () => {
		const { lines, rerender } = await setup(<App isList isModal={false} />);
		expect(await lines()).toEqual(list);
		rerender(<App isList isModal />);
		expect(await lines()).toEqual(listAndModal);
		rerender(<App isList isModal={false} name="new" />);
		expect(await lines()).toEqual(list.map(line => line.replace('row', 'new')));
		rerender(<App isList={false} isModal={false} />);
		expect(await lines()).toEqual(['ink', '', '', '']);
	});

	test('are Ink’s own text at the same place when there is no compositor', () => {
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
