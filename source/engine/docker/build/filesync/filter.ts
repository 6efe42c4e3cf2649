import { type Match, type Pattern, PatternMatcher } from '../pattern.js';
import type { Filter } from '../walk.js';

/** The matches of a folder, which the paths in it need. */
type Memo = { readonly include: Match | undefined; readonly exclude: Match | undefined };

/**
 * The builder's filter: a path is sent when an include pattern matches (or there is none) and no exclude pattern does.
 * Folders in which no path can match are not entered. Throws an Error that names a pattern with a
 * syntax error. Source: tonistiigi/fsutil filter.go (filterFS.Walk).
 */
export function syncFilter(includes: readonly string[], excludes: readonly string[]): Filter<Memo> {
	const include = includes.length > 0 ? new PatternMatcher(includes) : undefined;
	const exclude = excludes.length > 0 ? new PatternMatcher(excludes) : undefined;
	const mayInclude = reach(include?.patterns.filter(pattern => !pattern.exception) ?? []);
	const mayExcept = reach(exclude?.patterns.filter(pattern => pattern.exception) ?? []);
	return (name, isFolder, parent) => {
		const memo: Memo = {
			include: include?.match(name, parent?.include),
			exclude: exclude?.match(name, parent?.exclude),
		};
		const included = memo.include?.matched ?? true;
		const excluded = memo.exclude?.matched ?? false;
		const isEntered = isFolder && (included || mayInclude(name)) && (!excluded || mayExcept(name));
		return { isWanted: included && !excluded, isEntered, memo };
	};
}

/** Returns true for a folder in which a pattern may match; a pattern with a wildcard may match in every folder. */
function reach(patterns: readonly Pattern[]): (folder: string) => boolean {
	const starts = patterns.map(({ text }) => text.replace(/\/\*\*$/, '').replace(/\/\*$/, ''));
	if (starts.some(start => /[*[\]?^\\]/.test(start))) {
		return () => true;
	}
	return folder => starts.some(start => `${start}/`.startsWith(`${folder}/`));
}
