import { onDeadlySignal } from './signals.js';

export type Exit = {
	/** Resolves to the process's exit code when the dashboard must end. Rejects with an error that nothing has caught. */
	readonly code: Promise<number>;
	leave(code: number): void;
};

/** A shell's exit code of a program that has lost its terminal: 128 and the number of SIGHUP. */
const hangupCode = 129;

/** Waits for the end of the dashboard: by the user, by a signal, with the terminal, or by an error. */
export function createExit({ stdin, stdout }: Pick<NodeJS.Process, 'stdin' | 'stdout'>): Exit {
	let leave: (code: number) => void = () => {};
	let fail: (error: unknown) => void = () => {};
	const code = new Promise<number>((resolve, reject) => {
		leave = resolve;
		fail = reject;
	});
	onDeadlySignal(leave);
	// Without its terminal the process cannot set the modes any more, which stdin reports as an error.
	const onHangup = () => leave(hangupCode);
	stdin.on('end', onHangup);
	stdin.on('error', onHangup);
	stdout.on('error', onHangup);
	process.on('uncaughtException', error => fail(error));
	process.on('unhandledRejection', error => fail(error));
	return { code, leave };
}
