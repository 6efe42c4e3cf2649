import { UsageError } from '../usage-error.js';
import { type Integer, parseGoAtoi } from './go-values.js';

/** A restart policy of the Engine API. */
export type RestartBody = { readonly Name: string; readonly MaximumRetryCount: Integer };

/** Reads `no`, `always`, `on-failure:3`; throws UsageError with docker's message. Source: docker/cli ParseRestartPolicy. */
export function parseRestart(text: string): RestartBody {
	const at = text.indexOf(':');
	const name = at < 0 ? text : text.slice(0, at);
	const count = at < 0 ? '' : text.slice(at + 1);
	if (at === 0) {
		throw new UsageError('invalid restart policy format: no policy provided before colon', '--restart');
	}
	const read = count === '' ? { value: 0 } : parseGoAtoi(count);
	if ('reason' in read) {
		throw new UsageError('invalid restart policy format: maximum retry count must be an integer', '--restart');
	}
	return { Name: name, MaximumRetryCount: read.value };
}

/** The text of `--restart` for a policy. */
export function formatRestart({ Name, MaximumRetryCount }: RestartBody): string {
	return MaximumRetryCount > 0 ? `${Name}:${MaximumRetryCount}` : Name || 'no';
}
