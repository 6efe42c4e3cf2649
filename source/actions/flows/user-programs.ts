import { ShellWordsError, splitShellWords } from '../../domain/command.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The words of the user's editor. Throws `ShellWordsError` if the variable cannot be split. */
export const editorOf = (env: Environment): readonly string[] => splitShellWords(env.VISUAL || env.EDITOR || 'vi');

/** The words of the user's pager. Throws `ShellWordsError` if the variable cannot be split. */
export const pagerOf = (env: Environment): readonly string[] => splitShellWords(env.PAGER || 'less');

/** The name of a program without its folder. */
export const programName = ([program = '']: readonly string[]): string => program.replace(/^.*\//s, '');

/** Splits a typed command; returns the reason as a text if it has no words or an open quote. */
export function wordsOfCommand(text: string): readonly string[] | string {
	try {
		const words = splitShellWords(text);
		return words.length === 0 ? 'a command is needed' : words;
	} catch (error) {
		if (error instanceof ShellWordsError) {
			return error.message;
		}
		throw error;
	}
}
