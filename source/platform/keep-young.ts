import { isInUse } from './tricks.js';
import { setFlag, v8OfKnownNodes } from './v8-flags.js';

/**
 * V8's young generation begins with 2 MB, doubles whenever much is drawn, up to 32 MB, and does not shrink while keys are
 * pressed. Its largest size is fixed before a program runs; V8 reads the factor of its growth each time, so that it keeps
 * the size that it has after the start: some 4 MB.
 */
export const noGrowth = '--semi-space-growth-factor=1';

/**
 * Lets the young generation keep its size from now on. Measured on Node 20.20 and 24.21: 17 and 14 % less memory after keys.
 * Switch: `PLIMSOLL_TRICKS=-keep-young`.
 */
export function keepYoung(): void {
	if (isInUse('keep-young')) {
		setFlag(noGrowth, v8OfKnownNodes);
	}
}
