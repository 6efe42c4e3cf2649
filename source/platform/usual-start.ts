let hasBeenUsual = false;

/** Call it when the first rows are on the screen: the code that has run by then is what the next start needs. */
export function markUsualStart(): void {
	hasBeenUsual = true;
}

/** Returns true if the functions that have run are those of a usual start; `--version` runs next to none. */
export const isWorthCaching = (): boolean => hasBeenUsual;
