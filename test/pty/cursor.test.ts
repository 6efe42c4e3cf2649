import { afterEach, describe, expect, test } from 'vitest';
import { takeStart } from '../../source/domain/text/cell-width.js';
import { closeTerminals, type Terminal } from '../helpers/terminal/terminal.js';
import { openPlimsoll } from './plimsoll.js';

afterEach(closeTerminals);

/** Resolves when the cursor is shown behind a text, in its row. */
const untilBehind = (terminal: Terminal, text: string) =>
	terminal.until(screen => {
		const { x, y } = terminal.cursor;
		return (
			terminal.modes.cursorVisible &&
			takeStart(screen[y] ?? '', x)
				.trimEnd()
				.endsWith(text.trimEnd())
		);
	});

const untilHidden = (terminal: Terminal) => terminal.until(() => !terminal.modes.cursorVisible);

describe("the terminal's cursor", () => {
	test('follows the text that is typed into a filter and the palette, and is hidden otherwise', async () => {
		const terminal = openPlimsoll({ args: ['--demo'] });
		await terminal.until('web');
		await untilHidden(terminal);
		await terminal.press('/');
		await untilBehind(terminal, '/');
		await terminal.type('we');
		await untilBehind(terminal, '/we');
		await terminal.press('left');
		await untilBehind(terminal, '/w');
		await terminal.press('esc');
		await untilHidden(terminal);
		await terminal.press(':');
		await untilBehind(terminal, '→ ');
		await terminal.type('日本');
		await untilBehind(terminal, '→ 日本');
		await terminal.press('ctrl-l');
		await untilBehind(terminal, '→ 日本');
		terminal.resize(100, 30);
		await terminal.until(screen => screen.length === 30 && screen[1]!.endsWith('┐'));
		await untilBehind(terminal, '→ 日本');
		// The first Esc empties the field.
		await terminal.press('esc');
		await untilBehind(terminal, '→ ');
		await terminal.press('esc');
		await untilHidden(terminal);
		await terminal.press('q');
		expect(await terminal.exited).toMatchObject({ code: 0 });
		expect(terminal.modes.cursorVisible).toBe(true);
	});
});
