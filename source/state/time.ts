import type { State } from './state.js';

/** How far the engine's clock may be from ours before it counts: HTTP dates have whole seconds. Milliseconds. */
const toleratedSkewMs = 2000;

/**
 * Moves the state's two times. `wallTime` is Unix milliseconds of this machine; what is shown goes by the engine's clock,
 * which set the times of containers and images.
 */
export const withTime = (state: State, { wallTime, monotonic }: { wallTime: number; monotonic: number }): State => ({
	...state,
	now: wallTime + state.engineSkewMs,
	monotonicNow: monotonic,
});

/** Notes what the engine's clock says (Unix milliseconds, whole seconds); the same state while that is near enough to ours. */
export function withEngineTime(state: State, engineTime: number, wallTime: number): State {
	const measured = engineTime - wallTime;
	// The date of an answer is up to a second older than the answer.
	const skew = Math.abs(measured) <= toleratedSkewMs ? 0 : measured;
	if (Math.abs(skew - state.engineSkewMs) <= toleratedSkewMs && (skew === 0) === (state.engineSkewMs === 0)) {
		return state;
	}
	return { ...state, engineSkewMs: skew, now: wallTime + skew };
}
