import type { Part, Word } from './syntax.js';

/** What a shell on this machine would fill in. */
export type ShellEnvironment = {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
	readonly home: string | undefined;
	/** Numeric user and group of this process; undefined where the system has none. */
	readonly uid?: number;
	readonly gid?: number;
};

export type Expanded = {
	/** None for an unquoted expansion to nothing; several for one that holds blanks. */
	readonly words: readonly string[];
	/** As they stood in the text. */
	readonly filledIn: readonly string[];
	/** As they stood, each with the reason: a shell would put something else there. */
	readonly left: readonly { readonly source: string; readonly reason: string }[];
};

type Piece = { readonly text: string; readonly quoted: boolean; readonly expanded: boolean };
type Log = { readonly filledIn: string[]; readonly left: { source: string; reason: string }[] };

/**
 * Expands a word as a shell does: tilde, parameters, `$(pwd)` and `$(id -u)`, then splits what came from outside quotes at
 * blanks. What only a shell can do (other commands, patterns, braces) stays as it is and is listed in `left`.
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

/** How a tilde-prefix at the start of this part may end: it is one only while no quote or expansion is in it. */
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
				return leave(part.source, 'only a shell runs it', part.quoted, log);
			}
			log.filledIn.push(part.source);
			return [{ text: value, quoted: part.quoted, expanded: true }];
		}
		case 'other':
			return leave(part.source, 'only a shell fills it in', part.quoted, log);
	}
}

const plain = (text: string, quoted: boolean): Piece => ({ text, quoted, expanded: false });

function leave(source: string, reason: string, quoted: boolean, log: Log): readonly Piece[] {
	log.left.push({ source, reason });
	// Kept whole: as one word it can be corrected.
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

/** What the few commands print whose answer we have; undefined for others. */
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

/** `~` at the start of a word, and in a word that looks like an assignment behind its `=`, as bash does. */
function withHome(text: string, tilde: Tilde, { home }: ShellEnvironment, log: Log): string {
	const [, before = '', user, end] = /^((?:[A-Za-z_]\w*=)?)~([A-Za-z_][\w.-]*)?($|[/:])/.exec(text) ?? [];
	const isPrefix = end !== undefined && tilde !== undefined && (end !== '' || tilde === 'with the word');
	if (!isPrefix) {
		return text;
	}
	if (user !== undefined || home === undefined) {
		log.left.push({ source: text.slice(before.length), reason: 'only a shell has that home folder' });
		return text;
	}
	log.filledIn.push('~');
	const rest = text.slice(before.length + 1);
	// In an assignment each part of a list such as PATH has its own.
	const further = tilde === 'with the word' ? /:~(?=$|[/:])/g : /:~(?=[/:])/g;
	return before + home + (before === '' ? rest : rest.replace(further, () => `:${home}`));
}

/** Patterns and braces outside quotes: a shell matches them against files or makes several words of them. */
function notePatterns({ text, quoted, expanded }: Piece, log: Log): void {
	if (quoted || expanded) {
		return;
	}
	if (/[*?]|\[[^\]]+\]/.test(text)) {
		log.left.push({ source: text, reason: 'a shell would match it against files' });
	} else if (/\{[^{}]*(?:,|\.\.)[^{}]*\}/.test(text)) {
		log.left.push({ source: text, reason: 'a shell would make several words of it' });
	}
}

/** Field splitting: blanks from unquoted expansions separate words. */
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
