/** A number with its noun: `1 line`, `2 lines`. */
export const plural = (count: number, singular: string, several = `${singular}s`): string =>
	`${count} ${count === 1 ? singular : several}`;
