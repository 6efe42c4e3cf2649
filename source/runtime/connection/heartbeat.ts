import { wordsOf } from '../../actions/failure.js';
import type { Engine } from '../../engine/engine.js';
import { isConnectionError } from '../../engine/errors.js';
import { type Clock, sleep } from '../clock.js';
import { watchInactivity } from '../concurrency/inactivity.js';

/** The pause between an answer and the next ping. */
const intervalMs = 4000;
/** Over ssh the first ping comes early, since its time decides how much is asked for. */
const firstOverSshMs = 500;
/** An engine may take this long to answer a ping. */
const limitMs = 5000;

/** The best of so many answers is the round trip: a busy engine, or a new connection, answers later. */
const kept = 3;

export type HeartbeatOptions = {
	readonly engine: Engine;
	readonly clock: Clock;
	onTime(time: number): void;
	onRoundTrip(ms: number): void;
};

/**
 * Pings the engine as long as it answers: streams stay silent when an engine hangs, or when a line is cut without notice.
 * Resolves to the problem, or to `undefined` when the signal aborts. `onTime` gets the engine's time of each answer in
 * Unix milliseconds, `onRoundTrip` the milliseconds of a round trip.
 */
export async function watchHeartbeat(
	{ engine, clock, onTime, onRoundTrip }: HeartbeatOptions,
	signal: AbortSignal,
): Promise<string | undefined> {
	const recent: number[] = [];
	let delayMs = engine.endpoint.url.startsWith('ssh:') ? firstOverSshMs : intervalMs;
	while (!signal.aborted) {
		await sleep(clock, delayMs, signal);
		delayMs = intervalMs;
		if (signal.aborted) {
			return undefined;
		}
		const sentAt = clock.now();
		const answer = engine.system.ping({ signal }).then(
			({ time }) => {
				if (signal.aborted) {
					return '';
				}
				recent.push(clock.now() - sentAt);
				recent.splice(0, recent.length - kept);
				onRoundTrip(Math.min(...recent));
				if (time !== undefined) {
					onTime(time);
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
