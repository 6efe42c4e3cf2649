import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Cell } from '../helpers/terminal/cell.js';
import type { Modes } from '../helpers/terminal/modes.js';
import { openTerminal, type Terminal, type TerminalOptions } from '../helpers/terminal/terminal.js';

/** The shipped program; `npm test` builds it first. */
export const cli = process.env.PLIMSOLL_TEST_CLI ?? path.resolve(import.meta.dirname, '../../dist/cli.js');
if (!existsSync(cli)) {
	throw new Error(`${cli} is missing: run npm run build`);
}

type Options = Partial<Omit<TerminalOptions, 'args'>> & { host?: string; args?: readonly string[] };

/** Opens the built dashboard in a terminal, on `host` or on the engine that it finds by itself. */
export function openPlimsoll({ host, args = [], env, ...rest }: Options = {}): Terminal {
	return openTerminal({
		columns: 120,
		rows: 40,
		...rest,
		command: process.execPath,
		args: [cli, ...args],
		env: { ...(host ? { DOCKER_HOST: host } : {}), ...env },
	});
}

/** Opens a shell that runs plimsoll between two lines, so that tests can check the screen behind it. */
export function openBetweenLines({ host, args = [], env, ...rest }: Options = {}): Terminal {
	return openTerminal({
		columns: 120,
		rows: 40,
		...rest,
		command: '/bin/sh',
		// With `exec` there would be no shell left to print the exit code.
		args: ['-c', 'echo before; "$@"; echo "after $?"; sleep 0', 'sh', process.execPath, cli, ...args],
		env: { ...(host ? { DOCKER_HOST: host } : {}), ...env },
	});
}

/** The modes of a terminal as a shell expects it. */
export const untouched: Modes = {
	alternateScreen: false,
	bracketedPaste: false,
	mouse: false,
	focusReports: false,
	cursorVisible: true,
	applicationCursorKeys: false,
	applicationKeypad: false,
	wraparound: true,
	synchronizedUpdate: false,
};

/** Types a filter into the focused pane and keeps it. */
export async function filter(terminal: Terminal, text: string): Promise<void> {
	await terminal.press('/');
	await terminal.type(text);
	await terminal.press('enter');
}

const isOnBand = ({ inverse, background }: Cell): boolean => inverse || background !== undefined;

/** Returns the row that has the selection, by its band or its reverse video; undefined if none has. */
export function selectedRow(terminal: Terminal): string | undefined {
	return terminal
		.screen()
		.find((row, y) => y > 0 && y < terminal.screen().length - 1 && isOnBand(terminal.cell(2, y)) && row.trim() !== '');
}
