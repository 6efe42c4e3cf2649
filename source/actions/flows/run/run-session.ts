import type { Session } from '../../../engine/engine.js';

/** What Ctrl-c and Ctrl-\ send, by their byte. */
const signals: ReadonlyMap<number, string> = new Map([
	[0x03, 'SIGINT'],
	[0x1c, 'SIGQUIT'],
]);

/**
 * A session as a foreground process of the terminal sees it. With a terminal of its own the container reads the keys as they
 * are. Without one, nobody but us can turn keys into signals and line ends: Ctrl-c and Ctrl-\ become signals (docker's
 * `--sig-proxy`), Enter a line end, Ctrl-d the end of the input; what it would not read is not sent.
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
		// There is no terminal to resize.
		resize: async () => {},
		end: () => session.end(),
		exitCode: () => session.exitCode(),
		close: () => session.close(),
	};
}
