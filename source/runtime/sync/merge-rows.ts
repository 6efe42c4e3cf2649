import type { Container } from '../../domain/nouns/container.js';
import type { ItemOf } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import type { Listing } from '../../state/state.js';
import type { EngineNoun } from '../connection/list-sources.js';
import type { EventPrecedence, Question } from './event-precedence.js';

/** The rows of a list's answer without those that were destroyed after it was asked for. */
export const presentRows = <N extends EngineNoun>(
	noun: N,
	answer: readonly ItemOf<N>[],
	question: Question,
	precedence: EventPrecedence,
): readonly ItemOf<N>[] => answer.filter(row => !precedence.isGone(question, noun, panes[noun].key(row)));

/** The rows of a list of containers, with what events said of them since it was asked for. */
export function mergeContainers(
	answer: readonly Container[],
	known: Listing<Container>,
	question: Question,
	precedence: EventPrecedence,
): readonly Container[] {
	const rows = presentRows('containers', answer, question, precedence).map(row =>
		mergeContainer(row, known.byKey.get(row.id), question, precedence),
	);
	// A container that was made after the list was asked for.
	const listed = new Set(rows.map(({ id }) => id));
	const later = known.items.filter(
		({ id }) =>
			!listed.has(id) &&
			precedence.isTouched(question, 'containers', id) &&
			!precedence.isGone(question, 'containers', id),
	);
	return [...later, ...rows];
}

/**
 * Returns true if a row has to be asked for again: the engine has not written yet what its event said, or an event came
 * that could not be applied, as there was no row yet.
 */
export const isStale = (
	row: Container,
	known: Container | undefined,
	question: Question,
	precedence: EventPrecedence,
): boolean => precedence.isBehind(row) || (!known && precedence.isTouched(question, 'containers', row.id));

/** A container's row out of an answer, with what events said of it since. */
export function mergeContainer(
	row: Container,
	known: Container | undefined,
	question: Question,
	precedence: EventPrecedence,
): Container {
	if (!known) {
		return row;
	}
	const { name, state, status, health, startedAt, finishedAt, exitCode } = known;
	if (precedence.isTouched(question, 'containers', row.id) || precedence.isBehind(row)) {
		return { ...row, name, state, status, health, startedAt, finishedAt, exitCode };
	}
	// A list does not say when a container started: what events and inspect said holds while the state is the same.
	return state === row.state ? { ...row, startedAt, finishedAt, exitCode } : row;
}
