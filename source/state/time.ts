import type { State } from './state.js';

/** A smaller difference between the two clocks is ignored: HTTP dates have whole seconds. Milliseconds. */
const toleratedSkewMs = 2000;

/**
 * Updates the state's two times. `wallTime` is Unix milliseconds of this machine; the screen shows ages by the engine's clock,
 * which set the times of containers and images.
 */
export const withTime = (state: State, { wallTime, monotonic }: { wallTime: number; monotonic: number }): State => ({
	...state,
	now: wallTime + state.engineSkewMs,
	monotonicNow: monotonic,
});

/** Notes the time of the engine's clock (Unix milliseconds, whole seconds); returns the same state while it is near ours. */
export function withEngineTime(state: State, engineTime: number, wallTime: number): State {
	const measured = engineTime - wallTime;
	// The date of an answer is up to a second older than the answer.
	const skew = Math.abs(measured) <= toleratedSkewMs ? 0 : measured;
	if (Math.abs(skew - state.engineSkewMs) <= toleratedSkewMs && (skew === 0) === (state.engineSkewMs === 0)) {
		return state;
	}
	return { ...state, engineSkewMs: skew, now: wallTime + skew };
}
