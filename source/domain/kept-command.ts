import { maskText, maskValue } from './secrets.js';

/** Flags that take `NAME=value`, and NAME alone for the value that the environment has. */
const fromEnvironment = new Set(['-e', '--env', '--build-arg']);
const valued = new Set([...fromEnvironment, '-l', '--label']);
const mask = '******';

/**
 * A command as it is kept: in the command log, with its task, in a report. What looks secret is left to the environment, as
 * `docker run -e TOKEN` takes it from there, or masked where docker has no such way.
 */
export function keptCommand(argv: readonly string[]): readonly string[] {
	return argv.map((word, index) => {
		const flag = argv[index - 1] ?? '';
		const [, own = '', assignment = ''] = /^(--(?:env|build-arg|label))=(.*)$/s.exec(word) ?? [];
		if (own !== '') return `${own}=${kept(own, assignment)}`;
		if (flag === '--change') return maskText(word, mask);
		return valued.has(flag) ? kept(flag, word) : maskValue('', word, mask);
	});
}

function kept(flag: string, assignment: string): string {
	const at = assignment.indexOf('=');
	if (at < 0) return assignment;
	const [name, value] = [assignment.slice(0, at), assignment.slice(at + 1)];
	const masked = maskValue(name, value, mask);
	if (masked === value) return assignment;
	return fromEnvironment.has(flag) ? name : `${name}=${masked}`;
}
