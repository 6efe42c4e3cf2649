/** The value below which a share (0–1) of the samples lies; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** Slope of the least-squares line through points, in units of y by unit of x; 0 with fewer than two points. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
	const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
	const [x, y] = [mean(0), mean(1)];
	const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
	return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread;
}
