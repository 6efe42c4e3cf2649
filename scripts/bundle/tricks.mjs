import { lazyTables } from './tricks/lazy-tables.mjs';
import { leanDockerode } from './tricks/lean-dockerode.mjs';

/**
 * The bundler's plugins that only make the bundle load faster. docs/performance.md, "Tricks", has what each one gains.
 * `PLIMSOLL_TRICKS=-lean-dockerode,-lazy-tables` at build time leaves those out, `PLIMSOLL_TRICKS=-all` all of them.
 */
export function bundleTricks() {
	const off = (process.env.PLIMSOLL_TRICKS ?? '').split(',').map(word => word.trim());
	return [lazyTables, leanDockerode].filter(({ name }) => !off.includes(`-${name}`) && !off.includes('-all'));
}
