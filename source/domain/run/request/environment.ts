import type { RunOptions } from '../options.js';
import { UsageError } from '../usage-error.js';
import { type Pair, parsePair } from '../values/pair.js';
import type { Proxies, RequestContext } from './context.js';
import { parseEnvFile } from './env-file.js';

/**
 * `Env` as docker sends it: env files first, then `-e`; the last value of a name wins. A bare name gets its value from the
 * environment. Without a value it stays bare, which removes the image's variable. null when there are no variables.
 */
export function environment({ env, envFile }: RunOptions, context: RequestContext): string[] | null {
	const lines = envFile.flatMap(path => parseEnvFile(path, fileText(path, context), name => context.env[name]));
	const own = new Map<string, string>();
	for (const { name, value } of env) {
		const filled = value ?? context.env[name];
		own.set(name, filled === undefined ? name : `${name}=${filled}`);
	}
	for (const [name, value] of proxyVariables(context.proxies)) {
		if (!own.has(name)) {
			own.set(name, `${name}=${value}`);
		}
	}
	lines.push(...own.values());
	return lines.length === 0 ? null : lines;
}

/** Each proxy variable in upper and in lower case, since programs read either. Source: docker/cli configfile ParseProxyConfig. */
export function proxyVariables(proxies: Proxies = {}): [name: string, value: string][] {
	return Object.entries(proxies)
		.filter(([, value]) => value !== '')
		.map(([key, value]) => [key.replace('Proxy', '_PROXY').toUpperCase(), String(value)] as const)
		.flatMap(([name, value]) => [
			[name, value],
			[name.toLowerCase(), value],
		]);
}

/** `Labels` as docker sends them: label files first, then `--label`; a bare name has an empty value. */
export function labels({ label, labelFile }: RunOptions, context: RequestContext): Record<string, string> {
	const fromFiles = labelFile.flatMap(path => parseEnvFile(path, fileText(path, context))).map(parsePair);
	return pairsToMap([...fromFiles, ...label]);
}

/** Converts pairs to a map of the Engine API; the last value of a name wins. */
export function pairsToMap(pairs: readonly Pair[]): Record<string, string> {
	return Object.fromEntries(pairs.map(({ name, value }) => [name, value ?? '']));
}

function fileText(path: string, context: RequestContext): string {
	const text = context.files[path] ?? new Error('no such file or directory');
	if (text instanceof Error) {
		throw new UsageError(`open ${path}: ${text.message}`);
	}
	return text;
}
