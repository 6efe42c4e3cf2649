import { UsageError } from '../usage-error.js';

/**
 * Reads the `NAME=value` lines of an env file or label file. `lookUp` returns the value of a bare name; without a value the
 * name is left out. Throws UsageError with docker's message. Source: docker/cli pkg/kvfile.
 */
export function parseEnvFile(path: string, text: string, lookUp?: (name: string) => string | undefined): string[] {
	const pairs: string[] = [];
	const lines = text.replace(/^\uFEFF/, '').split('\n');
	for (const raw of lines) {
		const line = raw.replace(/\r$/, '').replace(/^[ \t]+/, '');
		if (line === '' || line.startsWith('#')) {
			continue;
		}
		const at = line.indexOf('=');
		const name = at < 0 ? line : line.slice(0, at);
		if (/[ \t]/.test(name)) {
			throw new UsageError(`invalid env file (${path}): variable '${name}' contains whitespaces`);
		}
		if (name === '') {
			throw new UsageError(`invalid env file (${path}): no variable name on line '${line}'`);
		}
		const value = at < 0 ? lookUp?.(name) : line.slice(at + 1);
		if (value !== undefined) {
			pairs.push(`${name}=${value}`);
		}
	}
	return pairs;
}
