import type { Engine, LogOptions } from '../../../engine/engine.js';
import type { Clock } from '../../clock.js';
import { type InactivityTimer, watchInactivity } from '../../concurrency/inactivity.js';
import type { Scope } from '../../concurrency/scope.js';
import type { LineRow } from './log-sink.js';

/** A followed log without a line for this long is compared with the last line that the engine has. */
const probeAfterMs = 60_000;

type Options = { readonly engine: Engine; readonly clock: Clock };

/** Ends a followed log's attempt when its stream has stalled: the engine has a newer line. */
export function watchLogStall(
	options: Options,
	id: string,
	range: LogOptions,
	attempt: Scope,
	known: () => LineRow,
): InactivityTimer {
	let isProbing = false;
	const probe = async () => {
		if (isProbing) {
			return;
		}
		isProbing = true;
		if (await hasMore(options, id, range, known().at(-1)?.time ?? '', attempt.signal)) {
			attempt.end();
		}
		isProbing = false;
	};
	return watchInactivity(options.clock, probeAfterMs, () => void probe());
}

/** Returns true if the engine has a line that is newer than `known`, the time of the last one in the state. */
async function hasMore(
	{ engine }: Options,
	id: string,
	{ tty, since }: LogOptions,
	known: string,
	signal: AbortSignal,
): Promise<boolean> {
	try {
		let last = '';
		for await (const lines of engine.containers.logs(id, { follow: false, tail: 1, since, tty }, { signal })) {
			last = lines.at(-1)?.time ?? last;
		}
		return last !== '' && last !== known && !(Date.parse(last) < Date.parse(known));
	} catch {
		// The heartbeat reports an engine that is gone; a driver that cannot be read gave no stream either.
		return false;
	}
}
