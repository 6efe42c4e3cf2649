import { wordsOf } from '../../actions/failure.js';
import type { Engine } from '../../engine/engine.js';
import { isConnectionError } from '../../engine/errors.js';
import { type Clock, sleep } from '../clock.js';
import { watchSilence } from './silence.js';

/** The pause between an answer and the next ping. */
const intervalMs = 4000;
/** How long an engine may take to answer a ping. */
const limitMs = 5000;

/**
 * Pings the engine as long as it answers: a stream does not show an engine that hangs, or a line that is dead without a
 * word. Resolves to what is wrong, or to `undefined` when the signal aborts. `answered` gets the engine's time of each
 * answer, in Unix milliseconds.
 */
export async function watchHeartbeat(
	{ engine, clock, answered }: { engine: Engine; clock: Clock; answered(time: number): void },
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
					answered(time);
				}
				return '';
			},
			// Whoever answers with an error is alive.
			error => (isConnectionError(error) ? wordsOf(error) : ''),
		);
		const problem = await inTime(answer, clock, signal);
		if (problem !== '' && !signal.aborted) {
			return problem;
		}
	}
	return undefined;
}

/** Resolves to the answer, to what is wrong when it does not come in time, or to `''` when the signal aborts. */
function inTime(answer: Promise<string>, clock: Clock, signal: AbortSignal): Promise<string> {
	return new Promise(resolve => {
		const done = (problem: string) => {
			silence.stop();
			signal.removeEventListener('abort', stop);
			resolve(problem);
		};
		const stop = () => done('');
		const silence = watchSilence(clock, limitMs, () => done(`the engine did not answer within ${limitMs / 1000} s`));
		signal.addEventListener('abort', stop, { once: true });
		void answer.then(done);
	});
}
