let isStarted = false;

/** Call it when the first rows are on the screen. */
export function markStarted(): void {
	isStarted = true;
}

/** Returns true after the first rows; a run for `--version` never starts in this sense. */
export const hasStarted = (): boolean => isStarted;
