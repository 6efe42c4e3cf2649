import xterm from '@xterm/headless';

/**
 * The ways in which terminals measure widths: `old` like xterm without any addon (Unicode 6, no emoji), `code points` like
 * most terminals today (a width for each code point), `clusters` like the newest (an emoji sequence is one character of two
 * cells).
 */
export const kinds = ['old', 'code points', 'clusters'] as const;
export type Kind = (typeof kinds)[number];

const emoji = /^\p{Extended_Pictographic}$/u;
const mark = /^[\p{M}\p{Cf}\p{Emoji_Modifier}]$/u;
const wide =
	/^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u;

/** Properties as xterm packs them: bit 0 joins the character before it, bits 1 and 2 are the width, above them a state. */
function provider(kind: Kind, version: string) {
	const wcwidth = (code: number): 0 | 1 | 2 => {
		const character = String.fromCodePoint(code);
		if (
			code < 32 ||
			(code >= 0x7f && code < 0xa0) ||
			(mark.test(character) && !/\p{Emoji_Modifier}/u.test(character))
		) {
			return 0;
		}
		return wide.test(character) ? 2 : 1;
	};
	return {
		version,
		wcwidth,
		charProperties(code: number, preceding: number): number {
			const character = String.fromCodePoint(code);
			const width = wcwidth(code);
			const before = preceding >> 3;
			const widthBefore = (preceding >> 1) & 3;
			const isMark = kind === 'clusters' ? mark.test(character) : width === 0;
			const afterJoiner = kind === 'clusters' && before === 0x200d && emoji.test(character);
			if (preceding === 0 || !(isMark || afterJoiner)) {
				return (code << 3) | (width << 1);
			}
			const grown = kind === 'clusters' && code === 0xfe0f ? 2 : Math.max(widthBefore, afterJoiner ? width : 0);
			return (code << 3) | (grown << 1) | 1;
		},
	};
}

export type Emulator = ReturnType<typeof createEmulator>;

/** A terminal of one kind that records its cells and every command other than text. */
export function createEmulator(columns: number, rows: number, kind: Kind = 'old') {
	const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 50 });
	if (kind !== 'old') {
		terminal.unicode.register(provider(kind, kind));
		terminal.unicode.activeVersion = kind;
	}
	const commands: string[] = [];
	terminal.onTitleChange(title => commands.push(`title ${title}`));
	terminal.onBell(() => commands.push('bell'));
	terminal.onData(data => commands.push(`answers ${JSON.stringify(data)}`));
	for (const code of [0, 1, 2, 4, 7, 8, 9, 10, 11, 12, 52, 104, 133, 777, 1337]) {
		terminal.parser.registerOscHandler(code, data => commands.push(`OSC ${code} ${data}`) > 0);
	}
	const core = (terminal as unknown as { _core: { coreService: { isCursorHidden: boolean } } })._core;
	return {
		write: (text: string) => new Promise<void>(resolve => terminal.write(text, resolve)),
		resize: (width: number, height: number) => terminal.resize(width, height),
		/** Titles, bells, answers, clipboard and other commands since the start. */
		commands: commands as readonly string[],
		/** State that no text may change. */
		modes: () => ({
			...terminal.modes,
			buffer: terminal.buffer.active.type,
			cursorHidden: core.coreService.isCursorHidden,
			scrolled: terminal.buffer.active.baseY,
		}),
		/** The text of each cell; empty for the rest of a wide character. */
		cells: (): string[][] =>
			Array.from({ length: terminal.rows }, (_, y) => {
				const line = terminal.buffer.active.getLine(y)!;
				return Array.from({ length: terminal.cols }, (_, x) => {
					const cell = line.getCell(x)!;
					return cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
				});
			}),
		wrapped: () =>
			Array.from({ length: terminal.rows }, (_, y) => terminal.buffer.active.getLine(y)!.isWrapped).includes(true),
		dispose: () => terminal.dispose(),
	};
}
