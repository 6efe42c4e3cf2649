/** Terminals show a synchronized update that does not end after this time. */
const longestUpdateMs = 1000;

/**
 * Tells whether a synchronized update (DEC mode 2026) hides a half-drawn frame, as terminals do. `shown` is called after
 * output that left a whole frame on the screen.
 */
export function watchFrames(isUpdating: () => boolean, shown: () => void) {
	let timer: NodeJS.Timeout | undefined;
	let tooLong = false;
	const frames = {
		get isHalf(): boolean {
			return isUpdating() && !tooLong;
		},
		/** To be called after each chunk of output. */
		afterOutput(): void {
			if (frames.isHalf) {
				timer ??= setTimeout(() => {
					tooLong = true;
					shown();
				}, longestUpdateMs);
				return;
			}
			if (!isUpdating()) {
				frames.end();
			}
			shown();
		},
		/** To be called when no output follows. */
		end(): void {
			clearTimeout(timer);
			timer = undefined;
			tooLong = false;
		},
	};
	return frames;
}
