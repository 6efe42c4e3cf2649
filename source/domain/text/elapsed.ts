/** A duration in short form: `0.4s`, `12s`, `3m 05s`, `2h 07m`. */
export function elapsed(milliseconds: number): string {
	const seconds = Math.max(0, milliseconds) / 1000;
	if (seconds < 9.95) {
		return `${seconds.toFixed(1)}s`;
	}
	const whole = Math.round(seconds);
	if (whole < 60) {
		return `${whole}s`;
	}
	const minutes = Math.floor(whole / 60);
	return minutes < 60 ? `${minutes}m ${two(whole % 60)}s` : `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}

const two = (value: number): string => String(value).padStart(2, '0');
