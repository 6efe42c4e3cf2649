import xterm from '@xterm/headless';

/** One screen cell as the terminal shows it; the style of a blank has only its visible parts. */
export type ScreenCell = { readonly text: string; readonly style: string };

/** A real terminal emulator of the given size whose screen can be read. */
export function createTerminal(columns: number, rows: number) {
	const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 100 });
	return {
		write: (text: string) => new Promise<void>(resolve => terminal.write(text, resolve)),
		/** Returns the number of rows that scrolled off the screen, which must stay 0. */
		scrolled: () => terminal.buffer.active.baseY,
		lines: () =>
			Array.from({ length: rows }, (_, y) => terminal.buffer.active.getLine(y)!.translateToString().trimEnd()),
		cells(): ScreenCell[][] {
			return Array.from({ length: rows }, (_, y) => {
				const line = terminal.buffer.active.getLine(y)!;
				return Array.from({ length: columns }, (_, x) => {
					const cell = line.getCell(x)!;
					const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
					const visible = [cell.isInverse(), cell.isUnderline(), cell.isStrikethrough()].map(Number).join('');
					const background = `${cell.getBgColorMode()}:${cell.getBgColor()}`;
					const foreground = `${cell.getFgColorMode()}:${cell.getFgColor()}`;
					if (text === ' ') {
						return { text, style: `${visible} ${background} ${visible === '000' ? '' : foreground}` };
					}
					const rest = [cell.isBold(), cell.isDim(), cell.isItalic()].map(Number).join('');
					return { text, style: `${visible} ${background} ${foreground} ${rest}` };
				});
			});
		},
	};
}
