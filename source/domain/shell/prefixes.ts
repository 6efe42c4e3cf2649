/** Options of commands that run another command, by name: those that take a value. Other options take none. */
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

export type Prefixed = {
	/** The command itself. */
	readonly words: readonly string[];
	/** What stood before it, such as `sudo -u bob` and `A=b`, each as one text. */
	readonly stripped: readonly string[];
	/** Variables that are set for the command only. */
	readonly variables: Readonly<Record<string, string>>;
};

/** Takes variables and commands that only run another command off the front: `A=b sudo -u bob env C=d docker …`. */
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

/** How many of the words are options of the prefix and their values. */
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
