import { openTerminal, type Terminal } from '../helpers/terminal/terminal.js';

/** Opens a shell with job control in a terminal and waits for its prompt. */
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

/** Waits for the prompt: only then has the shell taken the terminal back. */
export const untilStopped = (terminal: Terminal): Promise<void> => terminal.until(/Stopped[\s\S]*\nprompt> ?$/m);

/** Waits until the dashboard has the terminal and answers keys; closes what it opened for that. */
export async function untilDashboard(terminal: Terminal): Promise<void> {
	await terminal.until(/1 Containers \d/);
	await terminal.press('?');
	await terminal.until('Help');
	await terminal.press('esc');
	await terminal.until(screen => !screen.join('\n').includes('Help'));
}
