/** Each trick of this folder, by the name that switches it off. docs/performance.md, "Tricks", has what each one gains. */
export type Trick =
	| 'collect-idle'
	| 'compile-cache'
	| 'keep-young'
	| 'optimize-later'
	| 'read-together'
	| 'tracked-views';

/**
 * Returns whether a trick is in use. All are, but for those that `PLIMSOLL_TRICKS` names with a minus, separated by commas:
 * `PLIMSOLL_TRICKS=-read-together,-tracked-views`, or `PLIMSOLL_TRICKS=-all`.
 */
export function isInUse(trick: Trick): boolean {
	const off = (process.env.PLIMSOLL_TRICKS ?? '').split(',').map(word => word.trim());
	return !off.includes(`-${trick}`) && !off.includes('-all');
}
