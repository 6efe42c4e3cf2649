import { type CommandLike, commands } from './commands.js';
import { resolvePath } from './files.js';
import { prompt } from './line-editor.js';
import { expand, parseScript, type Script } from './parse.js';
import type { ShellProcess } from './shell-process.js';

/** `exit` throws it to leave nested commands. */
export class Exit extends Error {
	constructor(readonly code: number) {
		super(`exit ${code}`);
	}
}

const shells = new Set(['sh', 'ash', 'bash']);

/** Runs a shell (interactive, or with -c) or one command; resolves to its exit code. */
export async function runArguments(process: ShellProcess, argv: readonly string[]): Promise<number> {
	// The caller must be able to subscribe before the first output.
	await Promise.resolve();
	const name = argv[0]?.split('/').at(-1) ?? '';
	try {
		if (!shells.has(name)) {
			return await runCommand(process, argv, process.print.bind(process));
		}
		const script = argv[1]?.startsWith('-') && argv[1].endsWith('c') ? argv[2] : undefined;
		if (script !== undefined) {
			return await runText(process, script);
		}
		return await interact(process);
	} catch (error) {
		if (error instanceof Exit) {
			return error.code;
		}
		throw error;
	}
}

async function interact(process: ShellProcess): Promise<number> {
	for (;;) {
		if (process.tty) {
			process.print(prompt(process));
		}
		const { signal } = process.foreground;
		const line = await process.input.readLine(signal);
		if (process.killed) {
			return 137;
		}
		if (line === undefined && signal.aborted) {
			continue;
		}
		if (line === undefined) {
			if (process.tty) {
				process.print('\n');
			}
			return process.lastExit;
		}
		process.lastExit = await runText(process, line);
	}
}

async function runText(process: ShellProcess, text: string): Promise<number> {
	try {
		return await runScript(process, parseScript(text));
	} catch (error) {
		if (!(error instanceof SyntaxError)) {
			throw error;
		}
		process.print(`sh: ${error.message}\n`, 'stderr');
		return 2;
	}
}

async function runScript(process: ShellProcess, script: Script): Promise<number> {
	const { foreground } = process;
	for (const { join, node } of script) {
		if (process.killed) {
			return 137;
		}
		if (foreground.signal.aborted) {
			return 130;
		}
		if ((join === '&&' && process.lastExit !== 0) || (join === '||' && process.lastExit === 0)) {
			continue;
		}
		if (node.kind === 'while') {
			while (!foreground.signal.aborted && (await runScript(process, node.condition)) === 0) {
				await runScript(process, node.body);
				// A loop without a sleep must not block the event loop's other tasks.
				await Promise.resolve();
				if (process.killed) {
					return 137;
				}
			}
			continue;
		}
		const words = node.words.map(word => expand(word, name => variable(process, name)));
		let written = '';
		const print: CommandLike['print'] = (text, stream = 'stdout') => {
			if (node.write && stream === 'stdout') {
				written += text;
			} else {
				process.print(text, node.toStderr ? 'stderr' : stream);
			}
		};
		process.lastExit = await runCommand(process, words, print);
		if (node.write) {
			const path = resolvePath(
				process.cwd,
				expand(node.write.path, name => variable(process, name)),
			);
			if (path !== '/dev/null') {
				process.files.write(path, (node.write.append ? (process.files.read(path) ?? '') : '') + written);
			}
		}
	}
	return process.lastExit;
}

async function runCommand(
	process: ShellProcess,
	words: readonly string[],
	print: CommandLike['print'],
): Promise<number> {
	const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(words[0] ?? '');
	if (assignment) {
		process.env.set(assignment[1] ?? '', assignment[2] ?? '');
		return 0;
	}
	const [first = '', ...args] = words[0] === 'exec' ? words.slice(1) : words;
	const name = first.split('/').at(-1) ?? '';
	if (name === '') {
		return 0;
	}
	if (name === 'exit') {
		throw new Exit(args[0] === undefined ? process.lastExit : Number(args[0]) & 255);
	}
	if (shells.has(name)) {
		return runArguments(process, words);
	}
	const command = commands[name];
	if (!command) {
		print(`sh: ${first}: not found\n`, 'stderr');
		return 127;
	}
	const { signal } = process.foreground;
	const code = await command({ process, args, print });
	return signal.aborted ? 130 : code;
}

function variable(process: ShellProcess, name: string): string {
	if (name === '?') {
		return String(process.lastExit);
	}
	if (name === '$') {
		return '1';
	}
	if (name === '0') {
		return 'sh';
	}
	return process.env.get(name) ?? '';
}
