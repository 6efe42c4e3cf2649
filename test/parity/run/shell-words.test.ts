import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { expandWord } from '../../../source/domain/shell/expand.js';
import { readShellText } from '../../../source/domain/shell/read-text.js';
import { ShellSyntaxError } from '../../../source/domain/shell/syntax.js';
import fc from '../../helpers/fast-check.js';
import { shellEnvironment } from '../../helpers/shell-environment.js';

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** The number of texts that bash and our parser both read. */
const runs = 1500;

/** Runs each text in one bash where `docker` prints its arguments, separated by NUL; keeps the arguments of the last call. */
function bashWords(texts: readonly string[]): (readonly string[] | undefined)[] {
	const script = `
set -f
cd /
export NAME=value WORDS='one two' EMPTY= HOME=/home/me
unset GONE
docker() { printf '%s\\0' docker "$@"; printf '\\1'; }
pwd() { printf '%s' /; }
while IFS= read -r -d '' text; do
	if (eval "$text") 2>/dev/null; then printf '\\2'; else printf '\\3'; fi
done`;
	const { stdout } = spawnSync('bash', ['--norc', '--noprofile', '-c', script], {
		input: `${texts.join('\0')}\0`,
		maxBuffer: 1 << 26,
		env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
	});
	const answers = stdout.toString('utf8').split(/[\x02\x03]/);
	return texts.map((_, index) => {
		const [call = ''] = (answers[index] ?? '').split('\x01');
		return call === '' ? undefined : call.split('\0').slice(0, -1);
	});
}

/** Returns the words of the first command; undefined if they cannot be parsed or only a shell can expand them. */
function ownWords(text: string): readonly string[] | undefined {
	try {
		const { commands } = readShellText(text, { rootPrompts: false });
		const [first] = commands;
		if (!first || commands.length > 1 || first.redirections.length > 0) {
			return undefined;
		}
		const expanded = first.words.map(word => expandWord(word, { ...shellEnvironment, cwd: '/' }));
		return expanded.some(({ left }) => left.length > 0) ? undefined : expanded.flatMap(({ words }) => words);
	} catch (error) {
		if (error instanceof ShellSyntaxError) {
			return undefined;
		}
		throw error;
	}
}

// The pieces have no `\\` with a line end inside a name, and no single `$`: bash reads `${GONE:-x y}$` as one word.
const piece = fc.constantFrom(
	...['a', 'B=', '-e', '=', ':', '/', 'é', '#', '\\ b', ' \\\n', '\\\\', "\\'", '\\"', '\\$'],
	...['$NAME', '${NAME}', '$WORDS', '"$WORDS"', '$EMPTY', '"$EMPTY"', '${GONE:-x y}', '"${GONE:-x y}"', '${NAME:-z}'],
	...[
		'${NAME:+yes}',
		'${EMPTY:-d}',
		'${EMPTY-d}',
		'${GONE-"q r"}',
		'$(pwd)',
		'`pwd`',
		' ~ ',
		' ~/x',
		' B=~/x',
		'$HOME',
		'$PWD',
	],
	...["$'t\\t\\x41'", '$"l"', "'s  s'", '"d  d"', '"\\a\\$\\""', ' ', '  ', '\t', ' # c', '"a$"', ';', '\n'],
);
const text = fc.array(piece, { maxLength: 9 }).map(pieces => `docker ${pieces.join('')}`);

describe.skipIf(!hasBash)('the words of a pasted text', () => {
	test('equal those that bash makes of it', () => {
		const texts = fc.sample(text, { numRuns: runs, seed: 11 });
		const expected = bashWords(texts);
		const compared = texts.flatMap((line, index) => {
			const own = ownWords(line);
			return own === undefined || expected[index] === undefined ? [] : [{ line, own, bash: expected[index] }];
		});
		const different = compared.filter(({ own, bash }) => JSON.stringify(own) !== JSON.stringify(bash));
		expect(different).toEqual([]);
		expect(compared.length).toBeGreaterThan(runs / 4);
	});

	test('can be parsed wherever bash reads a single command', () => {
		const texts = fc.sample(text, { numRuns: runs, seed: 12 });
		const expected = bashWords(texts);
		const unread = texts.filter(
			(line, index) =>
				expected[index] !== undefined &&
				!/[\n;#]|\$\$|\$(?!(?:NAME|WORDS|EMPTY|HOME|PWD)\b)[A-Za-z]/.test(line) &&
				ownWords(line) === undefined,
		);
		expect(unread).toEqual([]);
	});
});
