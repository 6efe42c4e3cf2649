import type { SessionStage } from '../domain/session/session-stage.js';
import { loadExeca } from '../processes/load-execa.js';

/** A program that gets the user's terminal itself, such as an editor. */
export type InsideProgram = {
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly folder?: string;
	/** The line above its output, for a program that is silent at first. */
	readonly stage?: Pick<SessionStage, 'title' | 'leave'>;
	/** Written to its standard input, which is the terminal when left out. */
	readonly input?: string;
	/** After its end its output stays on the screen until the next key: always, or if it has failed or ended at once. */
	readonly keepsOutput?: 'always' | 'short';
};

/** A program that ends within this time has shown nothing that could be read. */
const shortRunMs = 500;

/** Returns true if the user must be able to read a program's output before the dashboard covers it. */
export const keepsOutputOf = ({ keepsOutput }: InsideProgram, end: number | string, elapsedMs: number): boolean =>
	keepsOutput === 'always' || (keepsOutput === 'short' && (end !== 0 || elapsedMs < shortRunMs));

/** Runs a program on this process's own terminal. Resolves to its exit code, or to the reason why it did not start. */
export async function runInside({ argv, env, folder, input }: InsideProgram): Promise<number | string> {
	const [program = '', ...args] = argv;
	const { start } = await loadExeca();
	const result = await start(program, args, {
		env,
		extendEnv: false,
		...(folder !== undefined && { cwd: folder }),
		...(input === undefined ? { stdin: 'inherit' } : { input }),
		stdout: 'inherit',
		stderr: 'inherit',
		reject: false,
	});
	if (result.code !== undefined && result.exitCode === undefined) {
		return result.code === 'ENOENT' ? `${program}: executable file not found in $PATH` : `${program}: ${result.code}`;
	}
	return result.exitCode ?? `${program} was ended by ${result.signal ?? 'a signal'}`;
}
