import { UsageError } from '../usage-error.js';
import { goQuote } from '../values/go-values.js';
import type { RequestContext } from './context.js';

/**
 * `SecurityOpt` with the content of seccomp profiles, and the paths that `systempaths=unconfined` unmasks. Throws UsageError.
 * Source: docker/cli parseSecurityOpts, parseSystemPaths.
 */
export function securityOptions(
	given: readonly string[],
	context: RequestContext,
): { readonly options: readonly string[] | null; readonly paths: readonly string[] | null } {
	const read = given.map(option => withProfile(option, context));
	const options = read.filter(option => option !== 'systempaths=unconfined');
	return { options: given.length === 0 ? null : options, paths: options.length < read.length ? [] : null };
}

/** Name and value of a security option; the old form `name:value` means `name=value`. */
function parts(option: string): readonly [name: string, value: string] {
	const [, name = '', value = ''] =
		/^([^=]*)(?:=(.*))?$/s.exec(option.includes('=') ? option : option.replace(':', '=')) ?? [];
	return [name, value];
}

/** The paths of the seccomp profiles as in the options. */
export const seccompProfiles = (given: readonly string[]): readonly string[] =>
	given
		.map(parts)
		.filter(([name, value]) => name === 'seccomp' && !['', 'unconfined', 'builtin'].includes(value))
		.map(([, value]) => value);

function withProfile(option: string, context: RequestContext): string {
	const [name, value] = parts(option);
	if (option === 'no-new-privileges' || name === 'no-new-privileges') {
		return option;
	}
	if (value === '') {
		throw new UsageError(`Invalid --security-opt: ${goQuote(option)}`, '--security-opt');
	}
	if (name !== 'seccomp' || value === 'unconfined' || value === 'builtin') {
		return option;
	}
	const text = context.files[value] ?? new Error('no such file or directory');
	if (text instanceof Error) {
		throw new UsageError(`opening seccomp profile (${value}) failed: open ${value}: ${text.message}`, '--security-opt');
	}
	try {
		return `seccomp=${JSON.stringify(JSON.parse(text))}`;
	} catch (error) {
		const reason = (error as Error).message;
		throw new UsageError(`compacting json for seccomp profile (${value}) failed: ${reason}`, '--security-opt');
	}
}

/** Capabilities as docker sends them: upper case with `CAP_`, sorted, each once; null when there are none. */
export function capabilities(given: readonly string[]): string[] | null {
	const names = given.map(name => name.trim().toUpperCase()).filter(name => name !== '');
	const full = names.map(name => (name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`));
	return full.length === 0 ? null : [...new Set(full)].sort();
}

const modes = {
	pid: [/^(|host|container:.+)$/s, 'PID'],
	uts: [/^(|host)$/, 'UTS'],
	userns: [/^(|host)$/, 'USER'],
	cgroupns: [/^(|host|private)$/, 'CGROUP'],
} as const;

/** Refuses a namespace mode that docker does not have. */
export function checkModes(options: Readonly<Record<keyof typeof modes, string>>): void {
	for (const [flag, [pattern, name]] of Object.entries(modes)) {
		if (!pattern.test(options[flag as keyof typeof modes])) {
			throw new UsageError(`--${flag}: invalid ${name} mode`, `--${flag}`);
		}
	}
}
