import { openTerminal, type Terminal } from '../helpers/terminal.js';

/** A shell with job control in a terminal, at its prompt. */
export async function openJobShell(env: Record<string, string> = {}): Promise<Terminal> {
	const terminal = openTerminal({
		command: '/bin/sh',
		args: ['-i'],
		columns: 120,
		rows: 40,
		env: { PS1: 'prompt> ', ...env },
	});
	await terminal.until('prompt>');
	return terminal;
}

/** Types a command line into the shell. */
export const run = (terminal: Terminal, line: string): Promise<void> => terminal.type(`${line}\r`);

/** Waits until the shell has the terminal back: before its prompt it has not. */
export const untilStopped = (terminal: Terminal): Promise<void> => terminal.until(/Stopped[\s\S]*\nprompt> ?$/m);

/** Waits until the dashboard has the terminal and answers keys; leaves nothing open. */
export async function untilDashboard(terminal: Terminal): Promise<void> {
	await terminal.until(/1 Containers \d/);
	await terminal.press('?');
	await terminal.until('Help');
	await terminal.press('esc');
	await terminal.until(screen => !screen.join('\n').includes('Help'));
}
