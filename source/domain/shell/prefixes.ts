/** Commands that run another command, with their options that take a value. */
const prefixCommands: Readonly<Record<string, readonly string[]>> = {
	sudo: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-U', '-D', '-R'],
	doas: ['-u', '-C'],
	env: ['-u', '-C', '-S'],
	time: ['-f', '-o'],
	nice: ['-n'],
	ionice: ['-c', '-n', '-p'],
	stdbuf: ['-i', '-o', '-e'],
	exec: ['-a'],
	nohup: [],
	command: [],
	builtin: [],
	winpty: [],
};

const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/;

type Prefixed = {
	/** The command without its prefixes. */
	readonly words: readonly string[];
	/** The removed prefixes, such as `sudo -u bob` and `A=b`, each as one text. */
	readonly stripped: readonly string[];
	/** Variables that are set for the command only. */
	readonly variables: Readonly<Record<string, string>>;
};

/** Removes variables and commands that only run another command: `A=b sudo -u bob env C=d docker …`. */
export function withoutPrefixes(words: readonly string[]): Prefixed {
	const stripped: string[] = [];
	const variables: Record<string, string> = {};
	let rest = words;
	for (;;) {
		const [first = ''] = rest;
		const [, name, value = ''] = assignment.exec(first) ?? [];
		if (name !== undefined) {
			variables[name] = value;
			stripped.push(first);
			rest = rest.slice(1);
			continue;
		}
		const valued = Object.hasOwn(prefixCommands, first) ? prefixCommands[first] : undefined;
		if (valued === undefined) {
			return { words: rest, stripped, variables };
		}
		const length = optionsLength(rest.slice(1), valued);
		stripped.push(rest.slice(0, 1 + length).join(' '));
		rest = rest.slice(1 + length);
	}
}

/** Number of words that are options of the prefix command, with their values. */
function optionsLength(words: readonly string[], valued: readonly string[]): number {
	let at = 0;
	while (words[at]?.startsWith('-')) {
		const word = words[at]!;
		at++;
		if (word === '--') {
			return at;
		}
		if (valued.includes(word)) {
			at++;
		}
	}
	return Math.min(at, words.length);
}
