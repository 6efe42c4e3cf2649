import { maskText, maskValue } from './registry/secrets.js';

/** Flags that accept `NAME=value`, or `NAME` alone with the value from the environment. */
const fromEnvironment = new Set(['-e', '--env', '--build-arg']);
const valued = new Set([...fromEnvironment, '-l', '--label']);
const mask = '******';

/**
 * A command without secrets, for the command log, its task and reports. A value that looks secret is left out, so that docker
 * takes it from the environment (`docker run -e TOKEN`), or is masked where docker cannot do that.
 */
export function maskCommand(argv: readonly string[]): readonly string[] {
	return argv.map((word, index) => {
		const flag = argv[index - 1] ?? '';
		const [, inlineFlag = '', assignment = ''] = /^(--(?:env|build-arg|label))=(.*)$/s.exec(word) ?? [];
		if (inlineFlag !== '') {
			return `${inlineFlag}=${withoutSecret(inlineFlag, assignment)}`;
		}
		if (flag === '--change') {
			return maskText(word, mask);
		}
		return valued.has(flag) ? withoutSecret(flag, word) : maskValue('', word, mask);
	});
}

function withoutSecret(flag: string, assignment: string): string {
	const at = assignment.indexOf('=');
	if (at < 0) {
		return assignment;
	}
	const [name, value] = [assignment.slice(0, at), assignment.slice(at + 1)];
	const masked = maskValue(name, value, mask);
	if (masked === value) {
		return assignment;
	}
	return fromEnvironment.has(flag) ? name : `${name}=${masked}`;
}
