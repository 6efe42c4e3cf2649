import type { SessionStage } from '../domain/session/session-stage.js';
import { loadExeca } from '../processes/load-execa.js';

/** A program that gets the user's terminal itself, such as an editor. */
export type InsideProgram = {
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly folder?: string;
	/** The line above its output, for a program that is silent at first. */
	readonly stage?: Pick<SessionStage, 'title' | 'leave'>;
};

/** Runs a program on this process's own terminal. Resolves to its exit code, or to the reason why it did not start. */
export async function runInside({ argv, env, folder }: InsideProgram): Promise<number | string> {
	const [program = '', ...args] = argv;
	const { start } = await loadExeca();
	const result = await start(program, args, {
		env,
		extendEnv: false,
		...(folder !== undefined && { cwd: folder }),
		stdio: 'inherit',
		reject: false,
	});
	if (result.code !== undefined && result.exitCode === undefined) {
		return result.code === 'ENOENT' ? `${program}: executable file not found in $PATH` : `${program}: ${result.code}`;
	}
	return result.exitCode ?? `${program} was ended by ${result.signal ?? 'a signal'}`;
}
