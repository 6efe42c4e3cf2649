import type { Part, Word } from './syntax.js';

/** Values of this machine that a shell uses for expansions. */
export type ShellEnvironment = {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
	readonly home: string | undefined;
	/** Numeric user and group of this process; undefined on systems without them. */
	readonly uid?: number;
	readonly gid?: number;
};

export type Expanded = {
	/** Empty for an unquoted expansion to nothing; several words for an expansion with blanks. */
	readonly words: readonly string[];
	/** Expanded parts, as written in the text. */
	readonly filledIn: readonly string[];
	/** Parts that only a shell can expand, as written in the text, each with the reason. */
	readonly left: readonly { readonly source: string; readonly reason: string }[];
};

type Piece = { readonly text: string; readonly quoted: boolean; readonly expanded: boolean };
type Log = { readonly filledIn: string[]; readonly left: { source: string; reason: string }[] };

/**
 * Expands a word as a shell does: tilde, parameters, `$(pwd)` and `$(id -u)`, then splits unquoted expansions at blanks.
 * Parts that only a shell can expand (other commands, patterns, braces) stay unchanged and are listed in `left`.
 * Source: POSIX.1-2017, Shell Command Language, 2.6.
 */
export function expandWord(word: Word, environment: ShellEnvironment): Expanded {
	const log: Log = { filledIn: [], left: [] };
	const pieces = word.flatMap((part, index) => expandPart(part, tildeOf(word, index), environment, log));
	for (const piece of pieces) {
		notePatterns(piece, log);
	}
	return { words: split(pieces), ...log };
}

/** Allowed end of a tilde-prefix at the start of this part: a quote or an expansion inside it disables the prefix. */
type Tilde = 'with the word' | 'with a slash' | undefined;

const tildeOf = (word: Word, index: number): Tilde =>
	index > 0 ? undefined : word.length === 1 ? 'with the word' : 'with a slash';

function expandPart(part: Part, tilde: Tilde, environment: ShellEnvironment, log: Log): readonly Piece[] {
	switch (part.kind) {
		case 'text':
			return part.quoted ? [plain(part.text, true)] : [plain(withHome(part.text, tilde, environment, log), false)];
		case 'parameter':
			return parameter(part, environment, log);
		case 'command': {
			const value = answer(part.command, environment);
			if (value === undefined) {
				return leave(part.source, 'only a shell can run it', part.quoted, log);
			}
			log.filledIn.push(part.source);
			return [{ text: value, quoted: part.quoted, expanded: true }];
		}
		case 'other':
			return leave(part.source, 'only a shell can expand it', part.quoted, log);
	}
}

const plain = (text: string, quoted: boolean): Piece => ({ text, quoted, expanded: false });

function leave(source: string, reason: string, quoted: boolean, log: Log): readonly Piece[] {
	log.left.push({ source, reason });
	// One quoted piece is not split at blanks: the user can correct it as one word.
	return [plain(source, true), plain('', quoted)];
}

function parameter(
	part: Extract<Part, { kind: 'parameter' }>,
	environment: ShellEnvironment,
	log: Log,
): readonly Piece[] {
	const { name, operator, source, quoted } = part;
	const value = name === 'PWD' ? environment.cwd : name === 'HOME' ? environment.home : environment.env[name];
	const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
	const alternative = () => {
		log.filledIn.push(source);
		const pieces = part.word.flatMap((inner, index) =>
			expandPart(inner, quoted ? undefined : tildeOf(part.word, index), environment, log),
		);
		return pieces.map(piece => ({ ...piece, quoted: quoted || piece.quoted, expanded: true }));
	};
	switch (operator.at(-1)) {
		case '+':
			if (isSet) {
				return alternative();
			}
			log.filledIn.push(source);
			return [{ text: '', quoted, expanded: true }];
		case '-':
		case '=':
			if (!isSet) {
				return alternative();
			}
			break;
		case '?':
			if (!isSet) {
				return leave(source, `${name} is not set here`, quoted, log);
			}
			break;
		default:
			if (value === undefined) {
				return leave(source, `${name} is not set here`, quoted, log);
			}
	}
	log.filledIn.push(source);
	return [{ text: value ?? '', quoted, expanded: true }];
}

/** Output of the few commands that we can evaluate; undefined for other commands. */
function answer(command: string, { cwd, uid, gid }: ShellEnvironment): string | undefined {
	switch (command.trim().replace(/\s+/g, ' ')) {
		case 'pwd':
		case 'pwd -P':
		case 'pwd -L':
			return cwd;
		case 'id -u':
			return uid === undefined ? undefined : String(uid);
		case 'id -g':
			return gid === undefined ? undefined : String(gid);
		default:
			return undefined;
	}
}

/** Expands `~` at the start of a word and, as bash does, after the `=` of a word that looks like an assignment. */
function withHome(text: string, tilde: Tilde, { home }: ShellEnvironment, log: Log): string {
	const [, before = '', user, end] = /^((?:[A-Za-z_]\w*=)?)~([A-Za-z_][\w.-]*)?($|[/:])/.exec(text) ?? [];
	const isPrefix = end !== undefined && tilde !== undefined && (end !== '' || tilde === 'with the word');
	if (!isPrefix) {
		return text;
	}
	if (user !== undefined || home === undefined) {
		log.left.push({ source: text.slice(before.length), reason: 'only a shell can find that home folder' });
		return text;
	}
	log.filledIn.push('~');
	const rest = text.slice(before.length + 1);
	// In an assignment, each part of a list such as PATH may start with a tilde.
	const further = tilde === 'with the word' ? /:~(?=$|[/:])/g : /:~(?=[/:])/g;
	return before + home + (before === '' ? rest : rest.replace(further, () => `:${home}`));
}

/** Lists patterns and braces outside quotes: a shell matches them against files or splits them into several words. */
function notePatterns({ text, quoted, expanded }: Piece, log: Log): void {
	if (quoted || expanded) {
		return;
	}
	if (/[*?]|\[[^\]]+\]/.test(text)) {
		log.left.push({ source: text, reason: 'a shell would match it against files' });
	} else if (/\{[^{}]*(?:,|\.\.)[^{}]*\}/.test(text)) {
		log.left.push({ source: text, reason: 'a shell would split it into several words' });
	}
}

/** Field splitting: blanks of unquoted expansions separate words. */
function split(pieces: readonly Piece[]): readonly string[] {
	const words: string[] = [];
	let word: string | undefined;
	for (const { text, quoted, expanded } of pieces) {
		if (quoted || !expanded) {
			word = quoted || text !== '' ? (word ?? '') + text : word;
			continue;
		}
		const [first = '', ...rest] = text.split(/[ \t\n]+/);
		word = first === '' ? word : (word ?? '') + first;
		for (const next of rest) {
			if (word !== undefined) {
				words.push(word);
			}
			word = next === '' ? undefined : next;
		}
	}
	return word === undefined ? words : [...words, word];
}
