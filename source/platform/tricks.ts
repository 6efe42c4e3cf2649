/** The tricks of this folder, by the name that switches each off. Their gains are in docs/performance.md, "Tricks". */
type Trick =
	| 'code-cache'
	| 'collect-idle'
	| 'collect-often'
	| 'keep-young'
	| 'optimize-later'
	| 'read-together'
	| 'tracked-views';

/**
 * Returns true if a trick is on. `PLIMSOLL_TRICKS` switches tricks off, by their names with a minus, separated by commas:
 * `PLIMSOLL_TRICKS=-read-together,-tracked-views`, or `PLIMSOLL_TRICKS=-all`.
 */
export function isInUse(trick: Trick): boolean {
	const off = (process.env.PLIMSOLL_TRICKS ?? '').split(',').map(word => word.trim());
	return !off.includes(`-${trick}`) && !off.includes('-all');
}
