import type { Cell } from './pane.js';

/** Names of the containers that use an item; dimmed words when there are none. */
export const usersCell = (names: readonly string[]): Cell =>
	names.length === 0 ? { text: 'unused', role: 'dim' } : { text: names.join(', ') };
