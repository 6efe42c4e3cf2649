import { closeSync, constants, openSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';

export type Pty = {
	pid: number;
	write(data: string | Buffer): void;
	resize(columns: number, rows: number): void;
	kill(signal: string): void;
	/** Closes our side, which hangs up on the program. */
	destroy(): void;
	onData(listener: (chunk: Buffer) => void): void;
	/** Called after the last of the output, up to 200 ms after the program's end. */
	onExit(listener: (exit: { code: number; signal: number }) => void): void;
};

/** Members of node-pty that its types lack: the name of the device, and a function that closes it. */
type Internals = { _pty: string; destroy(): void };

/**
 * Runs a program in a pseudoterminal and loses none of its output: Linux answers reads with EIO once no process holds the
 * program's side open, even when output is still unread, so this process holds it open too.
 */
export function spawnPty(
	command: string,
	args: readonly string[],
	options: { columns: number; rows: number; cwd: string; env: Record<string, string> },
): Pty {
	const { columns: cols, rows, cwd, env } = options;
	const pty = spawn(command, [...args], { name: env.TERM ?? 'xterm-256color', cols, rows, cwd, env, encoding: null });
	const internals = pty as unknown as Internals;
	const held = openSync(internals._pty, constants.O_RDWR | constants.O_NOCTTY);
	pty.onExit(() => closeSync(held));
	return {
		pid: pty.pid,
		// This also accepts bytes, although the types do not.
		write: data => pty.write(data as string),
		resize: (columns, newRows) => pty.resize(columns, newRows),
		kill: signal => pty.kill(signal),
		destroy: () => internals.destroy(),
		// With `encoding: null` these are bytes, although the types say string.
		onData: listener => void pty.onData(data => listener(data as unknown as Buffer)),
		onExit: listener => void pty.onExit(({ exitCode, signal = 0 }) => listener({ code: exitCode, signal })),
	};
}
