import { kindOf, wordsOf } from '../../actions/failure.js';
import type { Attempt } from '../../domain/nouns/host.js';
import { isAbort } from '../../engine/errors.js';
import type { Connector, Opened, Target } from './connector.js';

/** Opens a target; never rejects. Once its engine is known by its URL, another engine in its place is refused. */
export async function openTarget(
	connector: Connector,
	target: Target,
	knownUrl: string | undefined,
	signal: AbortSignal,
): Promise<Opened> {
	const opened = await attempt(connector, target, signal);
	const { engine } = opened;
	if (!engine || knownUrl === undefined || engine.endpoint.url === knownUrl) {
		return opened;
	}
	engine.close();
	const own = opened.attempts.filter(({ endpoint }) => endpoint.url === knownUrl);
	return { engine: undefined, attempts: own, readOnly: opened.readOnly };
}

async function attempt(connector: Connector, target: Target, signal: AbortSignal): Promise<Opened> {
	try {
		return await connector.open(target, signal);
	} catch (error) {
		const attempts = isAbort(error, signal) ? [] : [failedAttempt(target, error)];
		return { engine: undefined, attempts, readOnly: false };
	}
}

const failedAttempt = (target: Target, error: unknown): Attempt => ({
	endpoint: {
		url: typeof target === 'string' ? target : 'host' in target ? target.host : target.context,
		origin: '',
	},
	kind: 'unreachable',
	reason: wordsOf(error),
	needsUser: kindOf(error) === 'bad-request',
});
