import { exitCodeMeaning } from '../nouns/container-status.js';

/** From this code on, docker or a shell gives it its meaning; a program chooses smaller ones freely. */
const firstFixedCode = 125;

/** An exit code with its meaning, if that does not depend on the program: `2`, `137, killed (SIGKILL)`. */
export function exitWords(code: number): string {
	const meaning = code < firstFixedCode ? '' : exitCodeMeaning(code);
	return meaning === '' ? String(code) : `${code}, ${meaning}`;
}
