import { once } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import { loadExeca } from '../../../processes/load-execa.js';
import { runProgram } from '../../../processes/run-program.js';
import { EngineError } from '../../errors.js';
import type { Start } from './place.js';

/** The output of a program that has ended. The text is what the program wrote, not sanitized. */
export type Answer = { readonly code: number | undefined; readonly stdout: string; readonly stderr: string };

/** Compose reads files and asks the engine nothing for these calls. */
const timeoutMs = 30_000;
const maxBytes = 32 * 1024 * 1024;

/** Runs a program to its end. Rejects with an EngineError when it is missing, hangs or writes too much. */
export async function answerOf(start: Start, signal: AbortSignal, input = ''): Promise<Answer> {
	const name = start.program;
	const result = await runProgram(name, start.args, {
		env: start.env,
		...(start.folder !== undefined && { folder: start.folder }),
		input,
		timeoutMs,
		signal,
		maxBytes,
		// ssh must not ask for a password across the dashboard.
		detached: true,
	});
	if (!result || result.timedOut) {
		throw new EngineError('timeout', `${name} did not answer within ${timeoutMs / 1000} seconds`);
	}
	if (result.code === 'ENOENT') {
		return { code: 127, stdout: '', stderr: `${name}: executable file not found in $PATH` };
	}
	if (result.isMaxBuffer) {
		throw new EngineError('protocol', `${name} wrote more than ${maxBytes / 1024 / 1024} MiB`);
	}
	const { stdout = '', stderr = '', exitCode, signal: killedBy, code } = result;
	if (killedBy !== undefined) {
		throw new EngineError('stream', `${name} was ended by ${killedBy}`);
	}
	if (code !== undefined) {
		throw new EngineError('stream', `${name}: ${code}`);
	}
	return { code: exitCode, stdout, stderr };
}

/** The longest line that is read; the rest of it is dropped. */
const maxLineLength = 64 * 1024;

/** Splits the chunks of one output into lines. */
class Lines {
	readonly #decoder = new StringDecoder('utf8');
	#rest = '';

	push(chunk: Buffer): string[] {
		const lines = (this.#rest + this.#decoder.write(chunk)).split(/\r?\n/);
		this.#rest = lines.pop()!.slice(-maxLineLength);
		return lines.map(line => line.slice(0, maxLineLength));
	}

	end(): string[] {
		const rest = this.#rest + this.#decoder.end();
		return rest === '' ? [] : [rest];
	}
}

/**
 * Runs a program and yields the lines of both outputs as they arrive, not sanitized; returns its exit code, or the
 * signal that ended it. Ends the program when the consumer stops or the signal aborts: first with SIGTERM, which compose
 * takes as a cancellation.
 */
export async function* linesOf(start: Start, signal: AbortSignal): AsyncGenerator<string, number | string> {
	signal.throwIfAborted();
	const { start: begin } = await loadExeca();
	const child = begin(start.program, start.args, {
		env: start.env,
		extendEnv: false,
		...(start.folder !== undefined && { cwd: start.folder }),
		stdin: 'ignore',
		stdout: 'pipe',
		stderr: 'pipe',
		buffer: false,
		reject: false,
		forceKillAfterDelay: 10_000,
		// Ctrl-c in plimsoll's terminal is not for compose.
		detached: true,
		windowsHide: true,
	});
	const queue: string[] = [];
	let wake = () => {};
	const outputs = [child.stdout, child.stderr];
	let open = outputs.length;
	for (const output of outputs) {
		const lines = new Lines();
		output.on('data', (chunk: Buffer) => {
			queue.push(...lines.push(chunk));
			wake();
		});
		output.once('close', () => {
			queue.push(...lines.end());
			open--;
			wake();
		});
	}
	const abort = () => {
		child.kill('SIGTERM');
		wake();
	};
	signal.addEventListener('abort', abort, { once: true });
	try {
		while (open > 0 || queue.length > 0) {
			if (queue.length === 0) {
				await new Promise<void>(resolve => {
					wake = resolve;
				});
			}
			for (const line of queue.splice(0)) {
				yield line;
			}
		}
		const result = await child;
		signal.throwIfAborted();
		if (result.code === 'ENOENT') {
			throw new EngineError('unsupported', `${start.program}: executable file not found in $PATH`);
		}
		return result.signal ?? result.exitCode ?? 1;
	} finally {
		signal.removeEventListener('abort', abort);
		if (child.exitCode === null && child.signalCode === null) {
			child.kill('SIGTERM');
			await Promise.race([once(child, 'exit'), child]);
		}
	}
}
