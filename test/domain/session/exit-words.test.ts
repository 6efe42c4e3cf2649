import { expect, test } from 'vitest';
import { exitWords } from '../../../source/domain/session/exit-words.js';

test.each([
	[0, '0'],
	[1, '1'],
	[2, '2'],
	[42, '42'],
	[125, '125, docker itself failed'],
	[126, '126, the command cannot be executed'],
	[127, '127, the command was not found'],
	[130, '130, interrupted (SIGINT)'],
	[137, '137, killed (SIGKILL)'],
	[139, '139, ended by SIGSEGV'],
	[143, '143, terminated (SIGTERM)'],
	[255, '255'],
])('exit code %i is shown as %s', (code, words) => {
	expect(exitWords(code)).toBe(words);
});
