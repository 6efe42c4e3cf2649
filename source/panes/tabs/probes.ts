import type { HealthProbe } from '../../domain/nouns/container.js';
import { ago } from '../../domain/text/units.js';

/** The latest health checks have a sign each. */
const maxProbes = 10;

/** A sign for each of the latest health checks, oldest first: `✓✓✗`. */
export const probeSigns = (probes: readonly HealthProbe[]): string =>
	probes
		.slice(-maxProbes)
		.map(({ exitCode }) => (exitCode === 0 ? '✓' : '✗'))
		.join('');

/** The last health check in words, and its output; undefined before the first one. */
export function lastProbe(
	probes: readonly HealthProbe[],
	now: number,
): { readonly text: string; readonly failed: boolean; readonly output: string } | undefined {
	const last = probes.at(-1);
	if (last === undefined) {
		return undefined;
	}
	const { at, exitCode } = last;
	const output = last.output.trim();
	if (exitCode === 0) {
		return { text: `passed ${ago(at, now)}`, failed: false, output };
	}
	// The engine sets -1 for a check that it ended itself, after a timeout.
	const code = exitCode < 0 ? 'no exit code' : `exit code ${exitCode}`;
	return { text: `failed ${ago(at, now)}, ${code}`, failed: true, output };
}
