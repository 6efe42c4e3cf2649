import { Box, render, Text, useApp, useInput, usePaste, useWindowSize } from 'ink';
import { type ReactNode, useState } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import { createInkOutput, inkOptions } from '../../../source/ui/drawing/ink-output.js';
import { eventually } from '../../helpers/eventually.js';
import { FakeStdin, FakeStdout } from '../../helpers/screen/fake-streams.js';
import { createTerminal } from './terminal.js';

const mounted: { unmount(): void }[] = [];
afterEach(() => {
	for (const app of mounted.splice(0)) {
		app.unmount();
	}
});

async function setup(node: ReactNode) {
	const stdout = new FakeStdout(20, 4);
	const stdin = new FakeStdin();
	const compositor = createCompositor(stdout, { columns: 20, rows: 4 });
	const output = createInkOutput(compositor, stdout as unknown as NodeJS.WriteStream);
	const app = render(node, { ...inkOptions, stdout: output, stdin: stdin as unknown as NodeJS.ReadStream });
	mounted.push(app);
	await app.waitUntilRenderFlush();
	const lines = async () => {
		await app.waitUntilRenderFlush();
		const terminal = createTerminal(stdout.columns, stdout.rows);
		await terminal.write(stdout.writes.join(''));
		return terminal.lines();
	};
	return { stdout, stdin, compositor, app, lines };
}

/** Shows the typed and pasted text; `s` suspends. */
function Keys({ onSuspend }: { readonly onSuspend?: () => Promise<void> }) {
	const [text, setText] = useState('-');
	const { suspendTerminal } = useApp();
	const { columns } = useWindowSize();
	useInput(input => {
		if (input === 's' && onSuspend !== undefined) {
			void suspendTerminal(onSuspend);
		} else {
			setText(before => before + input);
		}
	});
	usePaste(paste => setText(paste));
	return (
		<Box width={columns} height={4} justifyContent="flex-end">
			<Text color="red">keys {text}</Text>
		</Box>
	);
}

describe('Ink 8, as the output needs it', () => {
	test('writes only whole frames of text and SGR, and terminal modes', async () => {
		const stdout = new FakeStdout(20, 4);
		const stdin = new FakeStdin();
		const app = render(<Keys />, {
			...inkOptions,
			stdout: stdout as unknown as NodeJS.WriteStream,
			stdin: stdin as unknown as NodeJS.ReadStream,
		});
		mounted.push(app);
		await app.waitUntilRenderFlush();
		stdin.press('ab');
		await app.waitUntilRenderFlush();
		const frames = stdout.writes.filter(text => text !== '' && !text.startsWith('\x1b[?'));
		expect(frames.length).toBeGreaterThanOrEqual(2);
		for (const frame of frames) {
			expect(frame.split('\n')).toHaveLength(4);
			expect(frame.replace(/\x1b\[[\d;]*m/g, '')).not.toContain('\x1b');
		}
		expect(frames.at(-1)).toContain('keys -ab');
		expect(stdout.writes).toContain('\x1b[?2004h');
		expect(stdout.writes.join('')).not.toContain('1049');
	});
});

describe('ink output', () => {
	test('brings the changes of Ink’s frames to the screen', async () => {
		const { stdout, stdin, lines, app } = await setup(<Keys />);
		expect(await lines()).toEqual(['              keys -', '', '', '']);
		expect(stdout.writes).toContain('\x1b[?2004h');
		stdout.writes.length = 0;
		stdin.press('x');
		await app.waitUntilRenderFlush();
		expect(stdout.writes).toHaveLength(1);
		expect(stdout.writes[0]).toMatch(/^\x1b\[\?2026h.*keys.*x.*\x1b\[\?2026l$/);
		expect(stdout.writes[0]!.length).toBeLessThan(60);
	});

	test('passes on pastes and the size', async () => {
		const { stdout, stdin, compositor, lines } = await setup(<Keys />);
		stdin.press('\x1b[200~two words\x1b[201~');
		expect(await lines()).toEqual(['      keys two words', '', '', '']);
		stdout.columns = 30;
		compositor.resize({ columns: 30, rows: 4 });
		stdout.writes.length = 0;
		stdout.emit('resize');
		// React renders a change of size in a later task.
		await eventually(async () => expect(await lines()).toEqual(['                keys two words', '', '', '']));
	});

	test('writes nothing while another program has the terminal, and redraws everything afterwards', async () => {
		let handBack = () => {};
		const owned = new Promise<void>(resolve => {
			handBack = resolve;
		});
		const { stdout, stdin, compositor, lines, app } = await setup(
			<Keys
				onSuspend={async () => {
					compositor.pause();
					await owned;
					compositor.resume();
				}}
			/>,
		);
		stdout.writes.length = 0;
		stdin.press('s');
		compositor.setLayer({ id: 'a', z: 0, rect: { x: 0, y: 1, width: 5, height: 1 }, lines: [[{ text: 'data' }]] });
		compositor.paint();
		expect(stdout.writes.filter(text => !/^\x1b\[\?(2004l|25h)$/.test(text))).toEqual([]);
		expect(stdin.modes.at(-1)).toBe(false);
		stdout.writes.length = 0;
		handBack();
		await owned;
		await app.waitUntilRenderFlush();
		expect(stdin.modes.at(-1)).toBe(true);
		expect(stdout.writes.join('')).toContain('\x1b[?2004h');
		expect(await lines()).toEqual(['              keys -', 'data', '', '']);
	});

	test('lets Ink end', async () => {
		const { app, stdin } = await setup(<Keys />);
		const exit = app.waitUntilExit();
		app.unmount();
		await expect(exit).resolves.toBeUndefined();
		expect(stdin.modes.at(-1)).toBe(false);
	});
});
