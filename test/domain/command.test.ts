import { describe, expect, test } from 'vitest';
import { quote, ShellWordsError, splitShellWords } from '../../source/domain/command.js';
import fc from '../helpers/fast-check.js';

describe('quote', () => {
	test('quotes only the words that need quotes', () => {
		expect(quote(['docker', 'run', '-p', '80:80', '--env=A=b', 'nginx:1.2@sha256:ab'])).toBe(
			'docker run -p 80:80 --env=A=b nginx:1.2@sha256:ab',
		);
		expect(quote(['a b', '', "it's", '$HOME', '~', 'a\nb'])).toBe("'a b' '' 'it'\\''s' '$HOME' '~' 'a\nb'");
	});

	test('writes a command that splitShellWords splits into the same words', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' })), argv => {
				expect(splitShellWords(quote(argv))).toEqual(argv);
			}),
		);
	});
});

describe('splitShellWords', () => {
	test.each([
		['  docker   run  ', ['docker', 'run']],
		['', []],
		['a\\ b "c d"e\'f g\'', ['a b', 'c def g']],
		['"" \'\'', ['', '']],
		['"\\$x \\" \\a \\\\" \'\\a\'', ['$x " \\a \\', '\\a']],
		['docker run \\\n  -it \\\r\n x', ['docker', 'run', '-it', 'x']],
		['a\\\nb "c\\\nd"', ['ab', 'cd']],
		['$HOME *', ['$HOME', '*']],
	])('splits %j', (text, expected) => {
		expect(splitShellWords(text)).toEqual(expected);
	});

	test.each([
		["a 'b", 'unclosed single quote', 2],
		['ab "c\\"', 'unclosed double quote', 3],
		['a \\', 'backslash at the end', 2],
	])('refuses %j', (text, message, position) => {
		try {
			splitShellWords(text);
			expect.unreachable();
		} catch (error) {
			expect(error).toBeInstanceOf(ShellWordsError);
			expect(error).toMatchObject({ message, position });
		}
	});
});
