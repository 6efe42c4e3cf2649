import { wordsOf } from '../actions/failure.js';
import type { Engine } from '../engine/engine.js';
import { isConnectionError } from '../engine/errors.js';
import { type Clock, sleep } from './clock.js';

/** An engine is pinged this long after its last answer, and given this long for the next. Milliseconds. */
const interval = 4000;
const patience = 5000;
/** Of its patience, what is left to an answer that came while this process itself stood still. */
const grace = 250;

/**
 * Pings the engine as long as it answers: streams alone do not tell an engine that hangs, or a line that is dead without a
 * word. Resolves to what is wrong, or to `undefined` when the signal aborts.
 */
export async function watchPulse(
	{ engine, clock }: { engine: Engine; clock: Clock },
	signal: AbortSignal,
): Promise<string | undefined> {
	while (!signal.aborted) {
		await sleep(clock, interval, signal);
		if (signal.aborted) return undefined;
		const answer = engine.system.ping({ signal }).then(
			() => '',
			// Whoever answers with an error is alive.
			error => (isConnectionError(error) ? wordsOf(error) : ''),
		);
		const late = sleep(clock, patience - grace, signal)
			.then(() => sleep(clock, grace, signal))
			.then(() => `the engine did not answer within ${patience / 1000} s`);
		const problem = await Promise.race([answer, late]);
		if (problem !== '' && !signal.aborted) return problem;
	}
	return undefined;
}
