import type { Container } from '../../domain/nouns/container.js';
import { isRunning } from '../../domain/nouns/container-gates.js';
import type { State } from '../state.js';
import { noteEvent } from './log-notes.js';

const exited = /^(?:Exited|Dead) \((\d+)\)/;

/** The attributes of a `die` event, as far as a row has them. */
const endOf = ({ exitCode, status }: Container): Record<string, string> => {
	const code = exitCode ?? exited.exec(status)?.[1];
	return code === undefined ? {} : { exitCode: String(code) };
};

/** The present time, or that of the last line if the engine's clock is ahead. */
const behindLines = ({ now, logs }: State): number => {
	const last = logs.lines.at(-1);
	return Math.max(now, (last && Date.parse(last.stamp ?? last.time) + 1) || 0);
};

/**
 * Notes in the open log that its containers ended or started without an event: it was missed while the stream of events was
 * interrupted. The time of the note is that of the answer. An event that comes later corrects the note.
 *
 * @param before The state before an answer of the engine changed the rows.
 */
export function noteMissed(before: State, state: State): State {
	const { container, sources } = state.logs;
	const ids = sources.length > 0 ? sources.map(({ id }) => id) : container === undefined ? [] : [container];
	return ids.reduce((next, id) => {
		const was = before.lists.containers.byKey.get(id);
		const is = next.lists.containers.byKey.get(id);
		if (was === undefined || is === undefined || was === is || isRunning(was) === isRunning(is)) {
			return next;
		}
		const hasEnded = is.state === 'exited' || is.state === 'dead';
		const action = isRunning(is) ? 'start' : hasEnded ? 'die' : undefined;
		return action === undefined
			? next
			: noteEvent(before, next, { type: 'container', action, id, at: behindLines(next), attributes: endOf(is) });
	}, state);
}
