import { lazyEmojiPattern } from './tricks/lazy-emoji.mjs';
import { lazyIntl } from './tricks/lazy-intl.mjs';
import { leanDockerode } from './tricks/lean-dockerode.mjs';
import { yamlModules } from './tricks/yaml-modules.mjs';
import { yogaFile } from './tricks/yoga-file.mjs';

/**
 * The bundler's plugins that only make the bundle load faster. docs/performance.md, "Tricks", has what each one gains.
 * `PLIMSOLL_TRICKS=-yoga-file,-lazy-intl` at build time leaves those out, `PLIMSOLL_TRICKS=-all` all of them.
 */
export function bundleTricks(root) {
	const off = (process.env.PLIMSOLL_TRICKS ?? '').split(',').map(word => word.trim());
	const tricks = [lazyEmojiPattern, lazyIntl, leanDockerode, yamlModules(root), yogaFile];
	return tricks.filter(({ name }) => !off.includes(`-${name}`) && !off.includes('-all'));
}
