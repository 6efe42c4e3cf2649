import type { Session } from '../../../engine/engine.js';

/** The signals for Ctrl-c and Ctrl-\, by their byte. */
const signals: ReadonlyMap<number, string> = new Map([
	[0x03, 'SIGINT'],
	[0x1c, 'SIGQUIT'],
]);

/**
 * Makes a session behave like a foreground process. A container with a TTY gets the keys as they are. For a container without
 * a TTY, plimsoll turns Ctrl-c and Ctrl-\ into signals (docker's `--sig-proxy`), Enter into a line end, and Ctrl-d into the end
 * of the input; without `stdin` it sends no input.
 */
export function foreground(
	session: Session,
	options: { tty: boolean; stdin: boolean; kill(signal: string): void; onInputEnd?(): void },
): Session {
	if (options.tty) {
		return session;
	}
	const endInput = () => {
		options.onInputEnd?.();
		session.end();
	};
	return {
		...session,
		output: session.output,
		write(data) {
			const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
			const typed: number[] = [];
			for (const byte of bytes) {
				const signal = signals.get(byte);
				if (signal !== undefined) {
					options.kill(signal);
				} else if (byte === 0x04) {
					endInput();
				} else {
					typed.push(byte === 0x0d ? 0x0a : byte);
				}
			}
			if (options.stdin && typed.length > 0) {
				session.write(Uint8Array.from(typed));
			}
		},
		// A session without a TTY has no size.
		resize: async () => {},
		end: () => session.end(),
		exitCode: () => session.exitCode(),
		close: () => session.close(),
	};
}
