import { wordsOf } from '../../actions/failure.js';
import type { Engine } from '../../engine/engine.js';
import { isConnectionError } from '../../engine/errors.js';
import { type Clock, sleep } from '../clock.js';
import { watchInactivity } from '../concurrency/inactivity.js';

/** The pause between an answer and the next ping. */
const intervalMs = 4000;
/** An engine may take this long to answer a ping. */
const limitMs = 5000;

/**
 * Pings the engine as long as it answers: streams stay silent when an engine hangs, or when a line is cut without notice.
 * Resolves to the problem, or to `undefined` when the signal aborts. `onAnswer` gets the engine's time of each answer, in
 * Unix milliseconds.
 */
export async function watchHeartbeat(
	{ engine, clock, onAnswer }: { engine: Engine; clock: Clock; onAnswer(time: number): void },
	signal: AbortSignal,
): Promise<string | undefined> {
	while (!signal.aborted) {
		await sleep(clock, intervalMs, signal);
		if (signal.aborted) {
			return undefined;
		}
		const answer = engine.system.ping({ signal }).then(
			({ time }) => {
				if (time !== undefined && !signal.aborted) {
					onAnswer(time);
				}
				return '';
			},
			// An engine that answers with an error is alive.
			error => (isConnectionError(error) ? wordsOf(error) : ''),
		);
		const problem = await inTime(answer, clock, signal);
		if (problem !== '' && !signal.aborted) {
			return problem;
		}
	}
	return undefined;
}

/** Resolves to the answer, to the problem when none comes in time, or to `''` when the signal aborts. */
function inTime(answer: Promise<string>, clock: Clock, signal: AbortSignal): Promise<string> {
	return new Promise(resolve => {
		const done = (problem: string) => {
			timer.stop();
			signal.removeEventListener('abort', stop);
			resolve(problem);
		};
		const stop = () => done('');
		const timer = watchInactivity(clock, limitMs, () => done(`the engine did not answer within ${limitMs / 1000} s`));
		signal.addEventListener('abort', stop, { once: true });
		void answer.then(done);
	});
}
