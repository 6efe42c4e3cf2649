/** One thing that a task works on: a container, a network or a volume. */
export type WorkRow = {
	/** `web-1`, `Network shop_default`. */
	readonly name: string;
	readonly status: 'waiting' | 'running' | 'done' | 'warned' | 'failed' | 'skipped';
	/** `stopped`, `waiting for db: starting`, the engine's words. */
	readonly text: string;
};

/** The end of a task in numbers: `4 stopped, 1 failed`, and the rows that are not done while it runs. */
export function workSummary(rows: readonly WorkRow[]): string {
	const ended = rows.filter(({ status }) => status !== 'waiting' && status !== 'running').length;
	const current = rows.find(({ status }) => status === 'running');
	return `${ended} of ${rows.length}${current === undefined ? '' : `, ${current.name} ${current.text}`}`;
}
