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
	setsid: [],
	timeout: ['-k', '-s'],
};

/** Words that these commands take before the command they run. */
const operands: Readonly<Record<string, number>> = { timeout: 1 };

const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/;

type Prefixed = {
	/** The command without its prefixes. */
	readonly words: readonly string[];
	/** The removed prefixes, such as `sudo -u bob` and `A=b`, each as one text. */
	readonly stripped: readonly string[];
	/** Variables that are set for the command only. */
	readonly variables: Readonly<Record<string, string>>;
	/** Returns true if `env -i` or `env -u NAME` takes this variable away from the command. */
	isUnset(name: string): boolean;
};

/** Removes variables and commands that only run another command: `A=b sudo -u bob env C=d docker …`. */
export function withoutPrefixes(words: readonly string[]): Prefixed {
	const stripped: string[] = [];
	const variables: Record<string, string> = {};
	const unset: string[] = [];
	let isCleared = false;
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
			const isUnset = (name: string) => (isCleared || unset.includes(name)) && !Object.hasOwn(variables, name);
			return { words: rest, stripped, variables, isUnset };
		}
		const length = optionsLength(rest.slice(1), valued) + (operands[first] ?? 0);
		if (first === 'env') {
			const options = rest.slice(1, 1 + length);
			const names = options.flatMap((option, at) => unsetBy(option, options[at + 1]));
			const clears = options.some(option => option === '-' || /^-i|^--ignore-environment$/.test(option));
			isCleared ||= clears;
			unset.push(...names);
			for (const name of clears ? Object.keys(variables) : names) {
				delete variables[name];
			}
		}
		stripped.push(rest.slice(0, 1 + length).join(' '));
		rest = rest.slice(1 + length);
	}
}

/** The variable that an option of `env` unsets. */
function unsetBy(option: string, next: string | undefined): readonly string[] {
	const name = /^(?:-u|--unset=)(.+)$/.exec(option)?.[1] ?? (option === '-u' ? next : undefined);
	return name === undefined ? [] : [name];
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
