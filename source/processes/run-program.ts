import { loadExeca } from './load-execa.js';

export type RunOptions = {
	/** The program's whole environment. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The program's working folder; plimsoll's own when left out. */
	readonly folder?: string;
	/** Written to the program's standard input. */
	readonly input?: string;
	/** The program is ended after this time. */
	readonly timeoutMs: number;
	/** Ends the program; the call then rejects with the signal's reason. */
	readonly signal?: AbortSignal | undefined;
	/** The program is ended when its output is longer. */
	readonly maxBytes?: number;
	/** Runs it in a session of its own: it cannot ask questions in plimsoll's terminal, and Ctrl-c does not end it. */
	readonly detached?: boolean;
};

/** Time in which a program ends after its timeout. */
const endTimeMs = 1000;

/**
 * Runs a program to its end. Resolves to execa's result also when the program fails, and to undefined when its output stays
 * open after the timeout: programs that it has started itself may keep it open for ever.
 */
export async function runProgram(
	program: string,
	args: readonly string[],
	{ env, folder, input = '', timeoutMs, signal, maxBytes, detached = false }: RunOptions,
) {
	const { start } = await loadExeca();
	signal?.throwIfAborted();
	const child = start(program, args, {
		env,
		extendEnv: false,
		...(folder !== undefined && { cwd: folder }),
		input,
		reject: false,
		timeout: timeoutMs,
		...(signal && { cancelSignal: signal }),
		forceKillAfterDelay: endTimeMs / 2,
		...(maxBytes !== undefined && { maxBuffer: maxBytes }),
		detached,
		windowsHide: true,
	});
	let stopWaiting = () => {};
	const late = new Promise<undefined>(resolve => {
		const giveUp = () => resolve(undefined);
		const timer = setTimeout(giveUp, timeoutMs + endTimeMs);
		signal?.addEventListener('abort', giveUp);
		stopWaiting = () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', giveUp);
		};
	});
	const result = await Promise.race([child, late]);
	stopWaiting();
	if (!result) {
		child.stdout.destroy();
		child.stderr.destroy();
	}
	signal?.throwIfAborted();
	return result;
}
