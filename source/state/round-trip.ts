import type { State } from './state.js';

/** Answers take longer over a line that is at least this slow, so plimsoll asks less often and for less. Milliseconds. */
const slowMs = 200;
/** A smaller change is not shown: each answer takes a little more or less. */
const toleratedShare = 0.15;
const toleratedMs = 5;

/** Returns true if the engine is at the far end of a slow line. */
export const isFar = ({ roundTripMs }: State): boolean => roundTripMs !== undefined && roundTripMs >= slowMs;

/** Notes the milliseconds that an answer took; returns the same state after a small change, and for an engine that is not over ssh. */
export function withRoundTrip(state: State, tookMs: number): State {
	const { endpoint, roundTripMs } = state;
	if (!endpoint.url.startsWith('ssh:')) {
		return state;
	}
	const tolerated = Math.max(toleratedMs, toleratedShare * (roundTripMs ?? 0));
	const isNear = roundTripMs !== undefined && Math.abs(tookMs - roundTripMs) <= tolerated;
	return isNear ? state : { ...state, roundTripMs: tookMs };
}
