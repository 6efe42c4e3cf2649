/** How long to wait before trying again after so many failures in a row, from 1: doubles from `first` to `most`. Milliseconds. */
export const backoff = (failures: number, first: number, most = 30_000): number =>
	Math.min(most, first * 2 ** Math.min(failures - 1, 20));
