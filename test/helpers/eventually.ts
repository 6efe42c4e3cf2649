import { vi } from 'vitest';
import { waitLimit } from './limits/limits.js';

/**
 * Resolves with the result of `holds` once it returns without throwing; rejects with its last error at the limit of this
 * machine. For what can only be polled, such as a process or a file: a dashboard, a terminal and a proxy have their own
 * `until` and `seen`.
 */
export function eventually<Result>(holds: () => Result | Promise<Result>): Promise<Result> {
	return vi.waitFor(holds, { timeout: waitLimit(), interval: 20 });
}
