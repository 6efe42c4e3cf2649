import type { Cell } from './pane.js';

/** The names of the containers that use an item. */
export const usersCell = (names: readonly string[]): Cell =>
	names.length === 0 ? { text: 'unused', role: 'dim' } : { text: names.join(', ') };
