/** A command with its words and their quotes; `write` is a redirection of standard output. */
export type Command = {
	readonly kind: 'command';
	readonly words: readonly string[];
	readonly write?: { readonly path: string; readonly append: boolean };
	/** True for `>&2`. */
	readonly toStderr: boolean;
};
type Loop = { readonly kind: 'while'; readonly condition: Script; readonly body: Script };
/** Commands in order; `join` is the operator before a command. */
export type Script = readonly { readonly join: ';' | '&&' | '||'; readonly node: Command | Loop }[];

const token =
	/\s*(?:(#[^\n]*)|(\n|;|&&|\|\||>&2|1>&2|2>&1|2>\/dev\/null|>>|>|&)|((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s;&|><'"\\])+))/y;

/** Parses the subset of sh that the demo supports. Throws a SyntaxError with sh's message. */
export function parseScript(text: string): Script {
	const tokens: string[] = [];
	token.lastIndex = 0;
	const trimmed = text.trimEnd();
	while (token.lastIndex < trimmed.length) {
		const at = token.lastIndex;
		const match = token.exec(trimmed);
		if (!match) {
			throw new SyntaxError(`syntax error: unexpected "${trimmed.slice(at).trim().slice(0, 1)}"`);
		}
		if (match[1] === undefined) {
			tokens.push(match[2] === '\n' ? ';' : (match[2] ?? match[3] ?? ''));
		}
	}
	const reader = { tokens, at: 0 };
	const script = readScript(reader, []);
	if (reader.at < tokens.length) {
		throw new SyntaxError(`syntax error: unexpected "${tokens[reader.at]}"`);
	}
	return script;
}

type Reader = { readonly tokens: readonly string[]; at: number };

function readScript(reader: Reader, ends: readonly string[]): Script {
	const script: { join: ';' | '&&' | '||'; node: Command | Loop }[] = [];
	let join: ';' | '&&' | '||' = ';';
	while (reader.at < reader.tokens.length) {
		const next = reader.tokens[reader.at] ?? '';
		if (ends.includes(next)) {
			break;
		}
		if (next === ';' || next === '&&' || next === '||' || next === '&') {
			join = next === '&' ? ';' : next;
			reader.at++;
		} else {
			script.push({ join, node: next === 'while' ? readLoop(reader) : readCommand(reader) });
			join = ';';
		}
	}
	return script;
}

function readLoop(reader: Reader): Loop {
	reader.at++;
	const condition = readScript(reader, ['do']);
	expect(reader, 'do');
	const body = readScript(reader, ['done']);
	expect(reader, 'done');
	return { kind: 'while', condition, body };
}

function expect(reader: Reader, word: string): void {
	if (reader.tokens[reader.at] !== word) {
		throw new SyntaxError(`syntax error: unexpected end of file (expecting "${word}")`);
	}
	reader.at++;
}

function readCommand(reader: Reader): Command {
	const words: string[] = [];
	let write: Command['write'];
	let toStderr = false;
	for (; reader.at < reader.tokens.length; reader.at++) {
		const next = reader.tokens[reader.at] ?? '';
		if (next === ';' || next === '&&' || next === '||' || next === '&') {
			break;
		}
		if (next === '>' || next === '>>') {
			reader.at++;
			write = { path: reader.tokens[reader.at] ?? '', append: next === '>>' };
		} else if (next === '>&2' || next === '1>&2') {
			toStderr = true;
		} else if (next !== '2>&1' && next !== '2>/dev/null') {
			words.push(next);
		}
	}
	return { kind: 'command', words, write, toStderr };
}

/** Expands variables in a word and removes its quotes. */
export function expand(word: string, variable: (name: string) => string): string {
	const substitute = (text: string) =>
		text.replace(/\$(?:\{(\w+)\}|([A-Za-z_]\w*|[?$#0]))/g, (_, braced: string | undefined, plain: string | undefined) =>
			variable(braced ?? plain ?? ''),
		);
	return word.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)|([^'"\\]+)/g, (_, single, double, escaped, plain) => {
		if (single !== undefined) {
			return single;
		}
		if (double !== undefined) {
			return substitute(double.replace(/\\(["\\])/g, '$1'));
		}
		return escaped ?? substitute(plain ?? '');
	});
}
