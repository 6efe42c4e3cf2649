import type { Terminal } from '@xterm/headless';

export type Reports = { title: string; clipboard: string | undefined };
export type Theme = { foreground: string; background: string };

/** Collects the title and the clipboard text (OSC 52) that a program sends. */
export function watchReports(terminal: Terminal): Reports {
	const reports: Reports = { title: '', clipboard: undefined };
	terminal.onTitleChange(title => {
		reports.title = title;
	});
	terminal.parser.registerOscHandler(52, data => {
		reports.clipboard = Buffer.from(data.slice(data.indexOf(';') + 1), 'base64').toString('utf8');
		return true;
	});
	return reports;
}

/** Answers the colour queries OSC 10 and 11, as most terminals do: `#rrggbb` becomes `rgb:rrrr/gggg/bbbb`. */
export function answerColours(terminal: Terminal, theme: Theme, reply: (bytes: string) => void): void {
	for (const [code, colour] of [
		[10, theme.foreground],
		[11, theme.background],
	] as const) {
		terminal.parser.registerOscHandler(code, data => {
			const parts = colour.slice(1).match(/../g) ?? [];
			if (data === '?') {
				reply(`\x1b]${code};rgb:${parts.map(part => part + part).join('/')}\x1b\\`);
			}
			return data === '?';
		});
	}
}
